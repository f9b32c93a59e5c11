package io.djong.api.validation.volumes;

import io.djong.api.json.OrderedMap;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.PersistentVolumeClaim;
import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.types.core.v1.PersistentVolumeClaimSpecCodec;
import io.djong.api.types.core.v1.PersistentVolumeClaimStatus;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.ChangeText;
import io.djong.api.validation.core.ClaimRules;
import io.djong.api.validation.core.ResourceRules;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Claims to persistent volumes. A bound one may ask for more storage and for other attributes;
/// nothing else of the wish changes.
public final class PersistentVolumeClaimRules {
    private static final String CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath STORAGE = SPEC.child("resources", "requests").child("storage");
    private static final FieldPath ATTRIBUTES = SPEC.child("volumeAttributesClassName");
    private static final List<String> RESIZE_STATUSES = List.of(
            "ControllerResizeInProgress",
            "ControllerResizeInfeasible",
            "NodeResizeInProgress",
            "NodeResizeInfeasible",
            "NodeResizePending");

    private PersistentVolumeClaimRules() {}

    /// A new one.
    public static void create(FieldErrors errors, PersistentVolumeClaim claim) {
        check(errors, claim, false, false);
    }

    private static void check(FieldErrors errors, PersistentVolumeClaim claim, boolean anyValues, boolean anyGroup) {
        ObjectMetaRules.create(errors, claim.metadata(), true, NameRule.SUBDOMAIN);
        ClaimRules.spec(errors, SPEC, claim.spec(), anyValues, anyGroup);
    }

    /// A changed one.
    public static void update(FieldErrors errors, PersistentVolumeClaim claim, PersistentVolumeClaim old) {
        ObjectMetaRules.update(errors, claim.metadata(), old.metadata());
        var before = old.spec();
        check(errors, claim, hasWrongSelector(before), namesGroup(before));
        unchanged(errors, claim, old);
        sizes(errors, claim.spec(), old);
        if (!Objects.equals(claim.spec().volumeMode(), before.volumeMode())) {
            errors.invalidShown(
                    FieldPath.of("volumeMode"), Shown.text(claim.spec().volumeMode()), Texts.IMMUTABLE);
        }
        String attributes = claim.spec().volumeAttributesClassName();
        boolean applied = old.status().currentVolumeAttributesClassName() != null;
        if (applied && !Objects.equals(attributes, before.volumeAttributesClassName())) {
            if (attributes == null) {
                errors.forbidden(
                        ATTRIBUTES,
                        "update to nil is forbidden when status.currentVolumeAttributesClassName is not nil");
            } else if (attributes.isEmpty()) {
                errors.forbidden(
                        ATTRIBUTES,
                        "update to empty string is forbidden when status.currentVolumeAttributesClassName is not nil");
            }
        }
    }

    private static boolean hasWrongSelector(PersistentVolumeClaimSpec spec) {
        var found = new FieldErrors();
        LabelSelectorRules.check(found, SPEC, spec.selector(), false);
        return !found.isEmpty();
    }

    private static boolean namesGroup(PersistentVolumeClaimSpec spec) {
        var source = spec.dataSource();
        var reference = spec.dataSourceRef();
        return (source != null && source.apiGroup() != null) || (reference != null && reference.apiGroup() != null);
    }

    /// A volume is named once. The class moves from the annotation of old to its field, or is filled
    /// in later.
    private static void unchanged(FieldErrors errors, PersistentVolumeClaim claim, PersistentVolumeClaim old) {
        var now = claim.spec();
        var before = old.spec();
        if (before.volumeName().isEmpty()) {
            before = before.withVolumeName(now.volumeName());
        }
        String annotated = old.metadata().annotations().get(CLASS_ANNOTATION);
        String annotation = claim.metadata().annotations().get(CLASS_ANNOTATION);
        boolean filled = before.storageClassName() == null && now.storageClassName() != null;
        boolean moved = filled
                && Objects.equals(annotated, now.storageClassName())
                && (annotation == null || annotation.equals(annotated));
        if (!moved && !orEmpty(annotation).equals(orEmpty(annotated))) {
            errors.invalid(
                    FieldPath.of("metadata").child("annotations", CLASS_ANNOTATION),
                    orEmpty(annotation),
                    Texts.IMMUTABLE);
        }
        if (filled && (annotated == null || annotated.equals(now.storageClassName()))) {
            now = now.withStorageClassName(null);
        }
        if (claim.status().phase().equals("Bound")) {
            now = adjustable(now, before);
        }
        if (!now.equals(before)) {
            errors.forbidden(
                    SPEC,
                    "spec is immutable after creation except resources.requests and volumeAttributesClassName for"
                            + " bound claims\n"
                            + ChangeText.of(
                                    "core/v1.PersistentVolumeClaimSpec",
                                    PersistentVolumeClaimSpecCodec.CODEC,
                                    before,
                                    now));
        }
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static PersistentVolumeClaimSpec adjustable(PersistentVolumeClaimSpec now, PersistentVolumeClaimSpec old) {
        var same = now.withVolumeAttributesClassName(old.volumeAttributesClassName());
        var asked = now.resources().requests();
        if (asked.isEmpty() && !OrderedMap.isGivenEmpty(asked)) {
            return same;
        }
        var requests = new TreeMap<>(asked);
        requests.put("storage", storage(old.resources().requests()));
        return same.withResources(now.resources().withRequests(requests));
    }

    private static Quantity storage(Map<String, Quantity> amounts) {
        return amounts.getOrDefault("storage", Quantity.ZERO);
    }

    /// A size that could not be reached may be taken back, but not below what is there.
    private static void sizes(FieldErrors errors, PersistentVolumeClaimSpec spec, PersistentVolumeClaim old) {
        var size = storage(spec.resources().requests());
        boolean smaller = size.compareTo(storage(old.spec().resources().requests())) < 0;
        if (smaller && size.compareTo(storage(old.status().capacity())) <= 0) {
            errors.forbidden(STORAGE, "field can not be less than status.capacity");
        }
    }

    /// One whose status was changed.
    public static void updateStatus(FieldErrors errors, PersistentVolumeClaim claim, PersistentVolumeClaim old) {
        ObjectMetaRules.update(errors, claim.metadata(), old.metadata());
        if (claim.metadata().resourceVersion().isEmpty()) {
            errors.required(FieldPath.of("resourceVersion"));
        }
        if (claim.spec().accessModes().isEmpty()) {
            errors.required(FieldPath.of("Spec").child("accessModes"));
        }
        var status = claim.status();
        for (var amount : status.capacity().entrySet()) {
            Amounts.basic(errors, STATUS.child("capacity").key(amount.getKey()), amount.getValue());
        }
        resizes(errors, status);
    }

    /// Upstream names the resource where it means its status.
    private static void resizes(FieldErrors errors, PersistentVolumeClaimStatus status) {
        var statuses = STATUS.child("allocatedResourceStatuses");
        for (var resize : status.allocatedResourceStatuses().entrySet()) {
            isResource(errors, statuses, resize.getKey());
            if (!RESIZE_STATUSES.contains(resize.getValue())) {
                errors.notSupported(statuses, resize.getKey(), RESIZE_STATUSES);
            }
        }
        var allocated = STATUS.child("allocatedResources");
        for (var amount : status.allocatedResources().entrySet()) {
            var at = allocated.key(amount.getKey());
            if (isResource(errors, allocated, amount.getKey()) && Amounts.basic(errors, at, amount.getValue())) {
                ResourceRules.quantity(errors, at, "storage", amount.getValue());
            }
        }
    }

    private static boolean isResource(FieldErrors errors, FieldPath path, String name) {
        var wrong = LabelNames.key(name);
        errors.invalidEach(path, name, wrong);
        if (!wrong.isEmpty()) {
            return false;
        }
        if (ResourceNames.isNative(name) && !name.equals("storage")) {
            errors.notSupported(path, name, List.of("storage"));
            return false;
        }
        return true;
    }
}
