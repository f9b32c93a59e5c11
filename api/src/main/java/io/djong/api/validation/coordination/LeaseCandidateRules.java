package io.djong.api.validation.coordination;

import io.djong.api.types.coordination.v1beta1.LeaseCandidate;
import io.djong.api.types.coordination.v1beta1.LeaseCandidateSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.KeyNames;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Those who want a lease that is given by version.
public final class LeaseCandidateRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath EMULATION = SPEC.child("emulationVersion");
    private static final FieldPath BINARY = SPEC.child("binaryVersion");
    private static final String NOT_A_VERSION = "must be a valid semantic version";

    private LeaseCandidateRules() {}

    /// A new one.
    public static void create(FieldErrors errors, LeaseCandidate candidate) {
        ObjectMetaRules.createGeneric(
                errors,
                candidate.metadata(),
                true,
                (name, prefix) -> KeyNames.configKey(name),
                FieldPath.of("metadata"));
        spec(errors, candidate.spec());
    }

    /// A changed one.
    public static void update(FieldErrors errors, LeaseCandidate candidate, LeaseCandidate old) {
        ObjectMetaRules.updateGeneric(errors, candidate.metadata(), old.metadata());
        spec(errors, candidate.spec());
        ObjectMetaRules.immutable(
                errors,
                SPEC.child("leaseName"),
                candidate.spec().leaseName(),
                old.spec().leaseName());
    }

    private static void spec(FieldErrors errors, LeaseCandidateSpec spec) {
        if (spec.leaseName().isEmpty()) {
            errors.required(SPEC.child("leaseName"));
        }
        var emulated = version(errors, EMULATION, spec.emulationVersion());
        if (spec.binaryVersion().isEmpty()) {
            errors.required(BINARY);
        }
        var binary = version(errors, BINARY, spec.binaryVersion());
        boolean both =
                !spec.binaryVersion().isEmpty() && !spec.emulationVersion().isEmpty();
        if (both && binary.compareTo(emulated) < 0) {
            errors.invalid(BINARY, spec.binaryVersion(), "must be greater than or equal to `emulationVersion`");
        }
        var path = SPEC.child("strategy");
        if (spec.strategy().isEmpty()) {
            errors.required(path);
            return;
        }
        if (spec.strategy().equals("OldestEmulationVersion") && emulated.compareTo(SemanticVersion.ZERO) == 0) {
            errors.required(EMULATION, "must be specified when `strategy` is 'OldestEmulationVersion'");
        }
        LeaseRules.strategy(errors, path.child("strategy"), spec.strategy()); // upstream names the field twice
    }

    /// The version, or zero when there is none or it is wrong.
    private static SemanticVersion version(FieldErrors errors, FieldPath path, String text) {
        var version = text.isEmpty() ? SemanticVersion.ZERO : SemanticVersion.parse(text);
        if (version == null) {
            errors.invalid(path, text, NOT_A_VERSION);
            return SemanticVersion.ZERO;
        }
        return version;
    }
}
