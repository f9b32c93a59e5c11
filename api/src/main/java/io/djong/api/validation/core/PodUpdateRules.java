package io.djong.api.validation.core;

import io.djong.api.json.GoQuote;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EphemeralContainer;
import io.djong.api.types.core.v1.EphemeralContainerCodec;
import io.djong.api.types.core.v1.NodeAffinity;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.NodeSelectorTermCodec;
import io.djong.api.types.core.v1.PodSchedulingGate;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodSpecCodec;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What of a pod may change after it was created.
final class PodUpdateRules {
    private static final FieldPath SPEC = PodRules.SPEC;
    private static final String UPDATABLE = "pod updates may not change fields other than"
            + " `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,"
            + "`spec.tolerations` (only additions to existing tolerations),"
            + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)\n";
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private PodUpdateRules() {}

    static void check(FieldErrors errors, PodSpec now, PodSpec before) {
        if (!sameContainers(errors, SPEC.child("containers"), now.containers(), before.containers())
                || !sameContainers(errors, SPEC.child("initContainers"), now.initContainers(), before.initContainers())
                || !deadline(errors, now.activeDeadlineSeconds(), before.activeDeadlineSeconds())) {
            return;
        }
        addedTolerations(errors, now.tolerations(), before.tolerations());
        removedGates(errors, now.schedulingGates(), before.schedulingGates());
        if (now.equals(before)) {
            return;
        }
        var munged = withAllowed(now, before);
        if (!before.schedulingGates().isEmpty()) {
            munged = gated(errors, munged, before);
        }
        if (!munged.equals(before)) {
            errors.forbidden(SPEC, UPDATABLE + ChangeText.of("core/v1.PodSpec", PodSpecCodec.CODEC, before, munged));
        }
    }

    private static boolean sameContainers(
            FieldErrors errors, FieldPath path, List<Container> now, List<Container> before) {
        if (now.size() != before.size()) {
            errors.forbidden(path, "pod updates may not add or remove containers");
            return false;
        }
        for (int i = 0; i < now.size(); i++) {
            VolumeRules.some(errors, path.index(i).child("image"), now.get(i).image());
            ContainerRules.noPadding(errors, path.index(i), now.get(i).image());
        }
        return true;
    }

    private static boolean deadline(FieldErrors errors, @Nullable Long now, @Nullable Long before) {
        var path = SPEC.child("activeDeadlineSeconds");
        if (now == null) {
            if (before != null) {
                errors.invalidShown(path, FieldErrors.NULL, "must not update from a positive integer to nil value");
            }
            return true;
        }
        if (now < 0 || now > Integer.MAX_VALUE) {
            errors.invalid(path, now, Texts.inclusiveRange(0, Integer.MAX_VALUE));
            return false;
        }
        if (before != null && before < now) {
            errors.invalid(path, now, "must be less than or equal to previous value");
            return false;
        }
        return true;
    }

    private static void addedTolerations(FieldErrors errors, List<Toleration> now, List<Toleration> before) {
        var path = SPEC.child("tolerations");
        for (var old : before) {
            boolean found = false;
            for (var toleration : now) {
                found |= toleration
                        .withTolerationSeconds(old.tolerationSeconds())
                        .equals(old);
            }
            if (!found) {
                errors.forbidden(path, "existing toleration can not be modified except its tolerationSeconds");
                return;
            }
        }
        SchedulingRules.tolerations(errors, path, now);
    }

    private static void removedGates(FieldErrors errors, List<PodSchedulingGate> now, List<PodSchedulingGate> before) {
        for (int i = 0; i < now.size(); i++) {
            if (!before.contains(now.get(i))) {
                errors.forbidden(
                        SPEC.child("schedulingGates").index(i).child("name"),
                        "only deletion is allowed, but found new scheduling gate '"
                                + now.get(i).name() + "'");
            }
        }
    }

    /// The new spec with what may change as it was before.
    private static PodSpec withAllowed(PodSpec now, PodSpec before) {
        var spec = now.withContainers(withImages(now.containers(), before.containers()))
                .withInitContainers(withImages(now.initContainers(), before.initContainers()))
                .withActiveDeadlineSeconds(before.activeDeadlineSeconds())
                .withSchedulingGates(before.schedulingGates())
                .withTolerations(before.tolerations());
        Long grace = before.terminationGracePeriodSeconds();
        boolean repaired = grace != null && grace < 0 && Objects.equals(spec.terminationGracePeriodSeconds(), 1L);
        return repaired ? spec.withTerminationGracePeriodSeconds(grace) : spec;
    }

    private static List<Container> withImages(List<Container> now, List<Container> before) {
        var containers = new Container[now.size()];
        for (int i = 0; i < containers.length; i++) {
            containers[i] = now.get(i).withImage(before.get(i).image());
        }
        return List.of(containers);
    }

    /// A pod that waits at gates may still narrow its choice of nodes.
    private static PodSpec gated(FieldErrors errors, PodSpec now, PodSpec before) {
        var spec = now;
        if (!spec.nodeSelector().equals(before.nodeSelector())) {
            moreSelectors(errors, spec.nodeSelector(), before.nodeSelector());
            spec = spec.withNodeSelector(before.nodeSelector());
        }
        var old = before.affinity() == null ? null : before.affinity().nodeAffinity();
        var affinity = spec.affinity();
        var nodes = affinity == null ? null : affinity.nodeAffinity();
        if (Objects.equals(old, nodes)) {
            return spec;
        }
        affinity(errors, nodes, old);
        if (affinity == null) {
            return spec.withAffinity(Affinity.EMPTY.withNodeAffinity(old));
        }
        boolean onlyNodes = affinity.podAffinity() == null && affinity.podAntiAffinity() == null;
        return spec.withAffinity(before.affinity() == null && onlyNodes ? null : affinity.withNodeAffinity(old));
    }

    private static void moreSelectors(FieldErrors errors, Map<String, String> now, Map<String, String> before) {
        for (var old : before.entrySet()) {
            if (!old.getValue().equals(now.get(old.getKey()))) {
                errors.invalidShown(
                        SPEC.child("nodeSelector"),
                        Shown.texts(now),
                        "only additions to spec.nodeSelector are allowed (no mutations or deletions)");
                return;
            }
        }
    }

    private static void affinity(FieldErrors errors, @Nullable NodeAffinity now, @Nullable NodeAffinity before) {
        if (before == null || before.requiredDuringSchedulingIgnoredDuringExecution() == null) {
            return;
        }
        var path = SPEC.child("affinity", "nodeAffinity").child(REQUIRED, "nodeSelectorTerms");
        var old = before.requiredDuringSchedulingIgnoredDuringExecution().nodeSelectorTerms();
        var required = now == null ? null : now.requiredDuringSchedulingIgnoredDuringExecution();
        List<NodeSelectorTerm> terms = required == null ? List.of() : required.nodeSelectorTerms();
        if (!old.isEmpty() && old.size() != terms.size()) {
            errors.invalidShown(
                    path,
                    InternalJson.list("core/v1.NodeSelectorTerm", NodeSelectorTermCodec.CODEC, terms),
                    "no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (int i = 0; i < old.size(); i++) {
            if (!onlyAdds(terms.get(i), old.get(i))) {
                errors.invalidShown(
                        path.index(i),
                        InternalJson.of("core/v1.NodeSelectorTerm", NodeSelectorTermCodec.CODEC, terms.get(i)),
                        "only additions are allowed (no mutations or deletions)");
            }
        }
    }

    private static boolean onlyAdds(NodeSelectorTerm now, NodeSelectorTerm before) {
        if (before.matchExpressions().isEmpty() && before.matchFields().isEmpty()) {
            return now.matchExpressions().isEmpty() && now.matchFields().isEmpty();
        }
        return begins(now.matchExpressions(), before.matchExpressions())
                && begins(now.matchFields(), before.matchFields());
    }

    private static boolean begins(List<NodeSelectorRequirement> now, List<NodeSelectorRequirement> before) {
        return now.size() >= before.size() && now.subList(0, before.size()).equals(before);
    }

    /// Containers for debugging are added, never removed nor changed.
    static void ephemeral(FieldErrors errors, FieldPath path, PodSpec now, PodSpec before) {
        var byName = new HashMap<String, EphemeralContainer>();
        for (var container : now.ephemeralContainers()) {
            byName.put(container.name(), container);
        }
        for (var old : before.ephemeralContainers()) {
            var container = byName.get(old.name());
            String start = "existing ephemeral containers " + GoQuote.quote(old.name()) + " may not be ";
            if (container == null) {
                errors.forbidden(path, start + "removed\n");
            } else if (!container.equals(old)) {
                errors.forbidden(
                        path,
                        start + "changed\n"
                                + ChangeText.of(
                                        "core/v1.EphemeralContainer", EphemeralContainerCodec.CODEC, old, container));
            }
        }
    }
}
