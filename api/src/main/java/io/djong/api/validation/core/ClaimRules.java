package io.djong.api.validation.core;

import io.djong.api.meta.Times;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.PersistentVolumeClaimSpec;
import io.djong.api.types.core.v1.PersistentVolumeClaimTemplate;
import io.djong.api.types.core.v1.TypedLocalObjectReference;
import io.djong.api.types.core.v1.TypedObjectReference;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is asked of persistent volumes.
public final class ClaimRules {
    private static final List<String> ACCESS =
            List.of("ReadOnlyMany", "ReadWriteMany", "ReadWriteOnce", "ReadWriteOncePod");
    private static final List<String> MODES = List.of("Block", "Filesystem");

    private ClaimRules() {}

    /// A claim that is made with its pod.
    static void template(FieldErrors errors, FieldPath path, PersistentVolumeClaimTemplate template) {
        templateMeta(errors, path.child("metadata"), template.metadata());
        spec(errors, path.child("spec"), template.spec(), false, false);
    }

    /// Only labels and annotations may be set.
    public static void templateMeta(FieldErrors errors, FieldPath path, ObjectMeta meta) {
        ObjectMetaRules.annotations(errors, path.child("annotations"), meta.annotations());
        LabelNames.labels(errors, path.child("labels"), meta.labels());
        unset(errors, path.child("name"), meta.name().isEmpty());
        unset(errors, path.child("generateName"), meta.generateName().isEmpty());
        unset(errors, path.child("namespace"), meta.namespace().isEmpty());
        unset(errors, path.child("selfLink"), meta.selfLink().isEmpty());
        unset(errors, path.child("uID"), meta.uid().isEmpty());
        unset(errors, path.child("resourceVersion"), meta.resourceVersion().isEmpty());
        unset(errors, path.child("generation"), meta.generation() == 0);
        unset(errors, path.child("creationTimestamp"), meta.creationTimestamp().equals(Times.ZERO));
        unset(errors, path.child("deletionTimestamp"), meta.deletionTimestamp() == null);
        unset(errors, path.child("deletionGracePeriodSeconds"), meta.deletionGracePeriodSeconds() == null);
        unset(errors, path.child("ownerReferences"), meta.ownerReferences().isEmpty());
        unset(errors, path.child("finalizers"), meta.finalizers().isEmpty());
        unset(errors, path.child("managedFields"), meta.managedFields().isEmpty());
    }

    private static void unset(FieldErrors errors, FieldPath path, boolean empty) {
        if (!empty) {
            errors.forbidden(path, "cannot be set");
        }
    }

    /// The wish itself.
    ///
    /// @param anyValues whether the selector may ask for values that no label can have
    /// @param anyGroup whether the source's API group may be no domain
    public static void spec(
            FieldErrors errors, FieldPath path, PersistentVolumeClaimSpec spec, boolean anyValues, boolean anyGroup) {
        if (spec.accessModes().isEmpty()) {
            errors.required(path.child("accessModes"), "at least 1 access mode is required");
        }
        LabelSelectorRules.check(errors, path.child("selector"), spec.selector(), anyValues);
        accessModes(errors, path.child("accessModes"), spec.accessModes());
        storage(
                errors,
                path.child("resources").key("storage"),
                spec.resources().requests().get("storage"));
        className(errors, path.child("storageClassName"), spec.storageClassName());
        String mode = spec.volumeMode();
        if (mode != null && !MODES.contains(mode)) {
            errors.notSupported(path.child("volumeMode"), mode, MODES);
        }
        var source = spec.dataSource();
        if (source != null) {
            source(
                    errors,
                    path.child("dataSource"),
                    new TypedObjectReference(source.apiGroup(), source.kind(), source.name(), null),
                    anyGroup);
        }
        var reference = spec.dataSourceRef();
        if (reference != null) {
            source(errors, path.child("dataSourceRef"), reference, anyGroup);
        }
        if (source != null && reference != null) {
            both(errors, path, source, reference);
        }
        className(errors, path.child("volumeAttributesClassName"), spec.volumeAttributesClassName());
    }

    /// Who may mount it together.
    public static void accessModes(FieldErrors errors, FieldPath path, List<String> modes) {
        boolean single = false;
        boolean other = false;
        for (String mode : modes) {
            if (!ACCESS.contains(mode)) {
                errors.notSupported(path, mode, ACCESS);
            } else if (mode.equals("ReadWriteOncePod")) {
                single = true;
            } else {
                other = true;
            }
        }
        if (single && other) {
            errors.forbidden(path, "may not use ReadWriteOncePod with other access modes");
        }
    }

    private static void storage(FieldErrors errors, FieldPath path, @Nullable Quantity amount) {
        if (amount == null) {
            errors.required(path);
        } else if (amount.sign() <= 0) {
            errors.invalid(path, amount.toString(), "must be greater than zero");
        } else {
            ResourceRules.quantity(errors, path, "storage", amount);
        }
    }

    private static void className(FieldErrors errors, FieldPath path, @Nullable String name) {
        if (name != null && !name.isEmpty()) {
            errors.invalidEach(path, name, DnsNames.subdomain(name));
        }
    }

    private static void source(FieldErrors errors, FieldPath path, TypedObjectReference source, boolean anyGroup) {
        VolumeRules.some(errors, path.child("name"), source.name());
        VolumeRules.some(errors, path.child("kind"), source.kind());
        String group = source.apiGroup() == null ? "" : source.apiGroup();
        if (group.isEmpty() && !source.kind().equals("PersistentVolumeClaim")) {
            errors.invalid(
                    path, source.kind(), "must be 'PersistentVolumeClaim' when referencing the default apiGroup");
        }
        if (!group.isEmpty() && !anyGroup) {
            errors.invalidEach(path.child("apiGroup"), group, DnsNames.subdomain(group));
        }
        String namespace = source.namespace();
        if (namespace != null && !namespace.isEmpty()) {
            errors.invalidEach(path.child("namespace"), namespace, DnsNames.label(namespace));
        }
    }

    private static void both(
            FieldErrors errors, FieldPath path, TypedLocalObjectReference source, TypedObjectReference reference) {
        String namespace = reference.namespace();
        String shown = "{}"; // upstream means to name the field
        if (namespace != null && !namespace.isEmpty()) {
            errors.invalidShown(path, shown, "may not be specified when dataSourceRef.namespace is specified");
        } else if (!Objects.equals(source.apiGroup(), reference.apiGroup())
                || !source.kind().equals(reference.kind())
                || !source.name().equals(reference.name())) {
            errors.invalidShown(path, shown, "must match dataSourceRef");
        }
    }
}
