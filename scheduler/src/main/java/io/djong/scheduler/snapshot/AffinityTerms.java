package io.djong.scheduler.snapshot;

import io.djong.api.types.core.v1.Pod;
import java.util.ArrayList;
import java.util.List;

/// What a pod says of the company of other pods. Immutable.
///
/// @param required places to share, all of them
/// @param requiredApart places not to share, none of them
/// @param preferred places to share or, with negative weight, not to share
public record AffinityTerms(
        List<AffinityTerm> required, List<AffinityTerm> requiredApart, List<AffinityTerm> preferred) {
    /// Nothing said.
    public static final AffinityTerms NONE = new AffinityTerms(List.of(), List.of(), List.of());

    public AffinityTerms {
        required = List.copyOf(required);
        requiredApart = List.copyOf(requiredApart);
        preferred = List.copyOf(preferred);
    }

    /// Reads what the pod says.
    public static AffinityTerms of(Pod pod) {
        var affinity = pod.spec().affinity();
        if (affinity == null) return NONE;
        var together = affinity.podAffinity();
        var apart = affinity.podAntiAffinity();
        if (together == null && apart == null) return NONE;
        List<AffinityTerm> preferred = new ArrayList<>();
        if (together != null) {
            preferred.addAll(
                    AffinityTerm.preferred(pod, together.preferredDuringSchedulingIgnoredDuringExecution(), 1));
        }
        if (apart != null) {
            preferred.addAll(AffinityTerm.preferred(pod, apart.preferredDuringSchedulingIgnoredDuringExecution(), -1));
        }
        return new AffinityTerms(
                together == null
                        ? List.of()
                        : AffinityTerm.required(pod, together.requiredDuringSchedulingIgnoredDuringExecution()),
                apart == null
                        ? List.of()
                        : AffinityTerm.required(pod, apart.requiredDuringSchedulingIgnoredDuringExecution()),
                preferred);
    }

    /// Whether nothing is said.
    public boolean isNone() {
        return required.isEmpty() && requiredApart.isEmpty() && preferred.isEmpty();
    }
}
