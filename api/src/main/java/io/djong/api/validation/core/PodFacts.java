package io.djong.api.validation.core;

import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.Volume;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the rules for containers need to know of their pod.
///
/// @param spec the pod's
/// @param volumes those without faults, by name
/// @param claims names of the pod's resource claims
/// @param leniency what is let pass
record PodFacts(PodSpec spec, Map<String, Volume> volumes, Set<String> claims, PodLeniency leniency) {
    static PodFacts of(PodSpec spec, Map<String, Volume> volumes, PodLeniency leniency) {
        Set<String> claims = spec.resourceClaims().isEmpty() ? Set.of() : new HashSet<>();
        for (var claim : spec.resourceClaims()) {
            if (!claim.name().isEmpty()) {
                claims.add(claim.name());
            }
        }
        return new PodFacts(spec, volumes, claims, leniency);
    }

    /// Whether users in the containers are those of the host.
    boolean hostUsers() {
        return spec.hostUsers() == null || spec.hostUsers();
    }
}
