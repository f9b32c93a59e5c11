package io.djong.api.validation.scheduling;

import io.djong.api.types.scheduling.v1alpha2.PodGroupResourceClaim;
import io.djong.api.types.scheduling.v1alpha2.PodGroupResourceClaimCodec;
import io.djong.api.types.scheduling.v1alpha2.PodGroupSchedulingConstraints;
import io.djong.api.types.scheduling.v1alpha2.PodGroupSchedulingPolicy;
import io.djong.api.validation.DeclaredRules;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Shown;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a group of pods and its template have in common. All of it is fixed when it is made, so that only new values
/// are judged.
final class PodGroupParts {
    private static final int TOPOLOGIES_MAX = 1;
    private static final int CLAIMS_MAX = 4;
    private static final int PRIORITY_MAX = 1_000_000_000;
    private static final List<String> MODES = List.of("Pod", "PodGroup");

    private final FieldErrors errors;
    private final DeclaredRules rules;

    PodGroupParts(FieldErrors errors) {
        this.errors = errors;
        this.rules = new DeclaredRules(errors);
    }

    void policy(FieldPath path, PodGroupSchedulingPolicy policy) {
        var gang = policy.gang();
        rules.union(path, List.of("basic", "gang"), new boolean[] {policy.basic() != null, gang != null}, null);
        if (gang != null && gang.minCount() == 0) {
            errors.required(path.child("gang", "minCount"));
        } else if (gang != null) {
            rules.minimum(path.child("gang", "minCount"), gang.minCount(), null, 1);
        }
    }

    void constraints(FieldPath path, @Nullable PodGroupSchedulingConstraints constraints) {
        if (constraints == null) {
            return;
        }
        var topology = path.child("topology");
        if (constraints.topology().size() > TOPOLOGIES_MAX) {
            errors.tooMany(topology, constraints.topology().size(), TOPOLOGIES_MAX);
            return;
        }
        for (int i = 0; i < constraints.topology().size(); i++) {
            rules.required(
                    topology.index(i).child("key"),
                    constraints.topology().get(i).key(),
                    null,
                    LabelNames::key);
        }
    }

    /// Whether there are no more than allowed.
    boolean fits(FieldPath path, List<?> list, int max) {
        if (list.size() > max) {
            errors.tooMany(path, list.size(), max);
            return false;
        }
        return true;
    }

    boolean fitsClaims(FieldPath path, List<?> claims) {
        return fits(path, claims, CLAIMS_MAX);
    }

    void claims(FieldPath path, List<PodGroupResourceClaim> claims) {
        if (!fitsClaims(path, claims)) {
            return;
        }
        for (int i = 0; i < claims.size(); i++) {
            var name = claims.get(i).name();
            if (claims.subList(0, i).stream().anyMatch(claim -> claim.name().equals(name))) {
                errors.duplicateShown(path.index(i), Shown.json(PodGroupResourceClaimCodec.CODEC, claims.get(i)));
            }
        }
        for (int i = 0; i < claims.size(); i++) {
            var claim = claims.get(i);
            var at = path.index(i);
            rules.union(
                    at,
                    List.of("resourceClaimName", "resourceClaimTemplateName"),
                    new boolean[] {claim.resourceClaimName() != null, claim.resourceClaimTemplateName() != null},
                    null);
            rules.required(at.child("name"), claim.name(), null, DnsNames::shortName);
            rules.optional(at.child("resourceClaimName"), claim.resourceClaimName(), null, DnsNames::longName);
            rules.optional(
                    at.child("resourceClaimTemplateName"), claim.resourceClaimTemplateName(), null, DnsNames::longName);
        }
    }

    void mode(FieldPath path, @Nullable String mode) {
        if (mode != null && !MODES.contains(mode)) {
            errors.notSupported(path, mode, MODES);
        }
    }

    void priority(FieldPath path, String className, @Nullable Integer priority) {
        if (!className.isEmpty()) {
            rules.optional(path.child("priorityClassName"), className, null, DnsNames::longName);
        }
        rules.maximum(path.child("priority"), priority, null, PRIORITY_MAX);
    }

    /// The value may not change.
    void fixed(FieldPath path, @Nullable Object now, @Nullable Object before) {
        if (!Objects.equals(now, before)) {
            rules.changed(path, now, before, true);
        }
    }
}
