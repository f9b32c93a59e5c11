package io.djong.api.validation.storage;

import io.djong.api.types.storage.v1.CSIDriver;
import io.djong.api.types.storage.v1.CSIDriverSpec;
import io.djong.api.types.storage.v1.TokenRequest;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Drivers of volumes: whether they attach, and for which volumes they are, cannot change.
public final class CSIDriverRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    /// Upstream's spelling of `attachRequired`.
    private static final FieldPath ATTACH = SPEC.child("attachedRequired");
    private static final FieldPath MODES = SPEC.child("volumeLifecycleModes");
    private static final List<String> FS_GROUP_POLICIES = List.of("File", "None", "ReadWriteOnceWithFSType");
    private static final List<String> LIFECYCLE_MODES = List.of("Persistent", "Ephemeral");
    private static final long PERIOD_SECONDS_MIN = 10;
    private static final long TOKEN_SECONDS_MIN = 10 * 60;
    private static final long TOKEN_SECONDS_MAX = 1L << 32;

    private CSIDriverRules() {}

    /// A new one.
    public static void create(FieldErrors errors, CSIDriver driver) {
        ObjectMetaRules.create(errors, driver.metadata(), false, NameRule.SUBDOMAIN);
        spec(errors, driver.spec());
    }

    /// A changed one.
    public static void update(FieldErrors errors, CSIDriver driver, CSIDriver old) {
        ObjectMetaRules.update(errors, driver.metadata(), old.metadata());
        spec(errors, driver.spec());
        var attach = driver.spec().attachRequired();
        if (!Objects.equals(attach, old.spec().attachRequired())) {
            errors.invalidShown(ATTACH, attach == null ? FieldErrors.NULL : attach.toString(), Texts.IMMUTABLE);
        }
        var modes = driver.spec().volumeLifecycleModes();
        if (!modes.equals(old.spec().volumeLifecycleModes())) {
            errors.invalidShown(MODES, Shown.texts(modes), Texts.IMMUTABLE);
        }
    }

    private static void spec(FieldErrors errors, CSIDriverSpec spec) {
        given(errors, ATTACH, spec.attachRequired());
        given(errors, SPEC.child("podInfoOnMount"), spec.podInfoOnMount());
        given(errors, SPEC.child("storageCapacity"), spec.storageCapacity());
        String policy = spec.fsGroupPolicy();
        if (policy != null && !FS_GROUP_POLICIES.contains(policy)) {
            errors.notSupported(SPEC.child("fsGroupPolicy"), policy, FS_GROUP_POLICIES);
        }
        tokens(errors, SPEC.child("tokenRequests"), spec.tokenRequests());
        for (String mode : spec.volumeLifecycleModes()) {
            if (!LIFECYCLE_MODES.contains(mode)) {
                errors.notSupported(MODES, mode, LIFECYCLE_MODES);
            }
        }
        given(errors, SPEC.child("seLinuxMount"), spec.seLinuxMount());
        Long period = spec.nodeAllocatableUpdatePeriodSeconds();
        if (period != null && period < PERIOD_SECONDS_MIN) {
            errors.invalid(
                    SPEC.child("nodeAllocatableUpdatePeriodSeconds"),
                    period,
                    "must be greater than or equal to 10 seconds");
        }
        var inSecrets = spec.serviceAccountTokenInSecrets();
        if (inSecrets != null && spec.tokenRequests().isEmpty()) {
            errors.invalid(
                    SPEC.child("serviceAccountTokenInSecrets"),
                    inSecrets.booleanValue(),
                    "serviceAccountTokenInSecrets is set but no tokenRequests are specified");
        }
    }

    private static void given(FieldErrors errors, FieldPath path, @Nullable Boolean value) {
        if (value == null) {
            errors.required(path);
        }
    }

    private static void tokens(FieldErrors errors, FieldPath path, List<TokenRequest> requests) {
        var audiences = new HashSet<String>();
        for (int i = 0; i < requests.size(); i++) {
            var request = requests.get(i);
            if (!audiences.add(request.audience())) {
                errors.duplicate(path.index(i).child("audience"), request.audience());
                continue;
            }
            Long seconds = request.expirationSeconds();
            var at = path.index(i).child("expirationSeconds");
            if (seconds != null && seconds < TOKEN_SECONDS_MIN) {
                errors.invalid(at, seconds, "may not specify a duration less than 10 minutes");
            }
            if (seconds != null && seconds > TOKEN_SECONDS_MAX) {
                errors.invalid(at, seconds, "may not specify a duration larger than 2^32 seconds");
            }
        }
    }
}
