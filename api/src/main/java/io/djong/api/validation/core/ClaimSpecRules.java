package io.djong.api.validation.core;

import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;

/// What other kinds ask of the claims that they make.
public final class ClaimSpecRules {
    private ClaimSpecRules() {}

    /// The spec of a new claim.
    public static void create(FieldErrors errors, FieldPath path, PersistentVolumeClaimSpec spec) {
        ClaimRules.spec(errors, path, spec, false, false);
    }
}
