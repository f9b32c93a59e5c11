package io.djong.api.validation.meta;

import io.djong.api.json.GoQuote;
import io.djong.api.types.meta.v1.ManagedFieldsEntry;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.api.types.meta.v1.OwnerReferenceCodec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameCheck;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// Names, labels, annotations, owners, finalizers; what of them may change.
public final class ObjectMetaRules {
    /// The annotations of one object together, keys and values, in bytes.
    public static final int ANNOTATIONS_MAX_BYTES = 256 * 1024;

    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final int SUBRESOURCE_MAX = 256;
    private static final List<String> STANDARD_FINALIZERS = List.of("kubernetes", "orphan", "foregroundDeletion");

    private ObjectMetaRules() {}

    /// The metadata of a new object, at `metadata`.
    public static void create(FieldErrors errors, ObjectMeta meta, boolean namespaced, NameCheck nameRule) {
        create(errors, meta, namespaced, nameRule, METADATA);
    }

    /// The metadata of a new object. Its name has been generated already where it had to be.
    public static void create(
            FieldErrors errors, ObjectMeta meta, boolean namespaced, NameCheck nameRule, FieldPath path) {
        createGeneric(errors, meta, namespaced, nameRule, path);
        standardFinalizers(errors, meta, path);
    }

    /// As [#create], without the rule that finalizers outside a domain must be known ones; groups other than core.
    public static void createGeneric(
            FieldErrors errors, ObjectMeta meta, boolean namespaced, NameCheck nameRule, FieldPath path) {
        if (!meta.generateName().isEmpty()) {
            errors.invalidEach(
                    path.child("generateName"), meta.generateName(), nameRule.check(meta.generateName(), true));
        }
        if (meta.name().isEmpty()) {
            errors.required(path.child("name"), "name or generateName is required");
        } else {
            errors.invalidEach(path.child("name"), meta.name(), nameRule.check(meta.name(), false));
        }
        namespace(errors, meta, namespaced, path.child("namespace"));
        Numbers.notNegative(errors, path.child("generation"), meta.generation());
        LabelNames.labels(errors, path.child("labels"), meta.labels());
        annotations(errors, path.child("annotations"), meta.annotations());
        owners(errors, path.child("ownerReferences"), meta.ownerReferences());
        finalizers(errors, path.child("finalizers"), meta.finalizers());
        managedFields(errors, path.child("managedFields"), meta.managedFields());
    }

    private static void namespace(FieldErrors errors, ObjectMeta meta, boolean namespaced, FieldPath path) {
        if (!namespaced) {
            if (!meta.namespace().isEmpty()) {
                errors.forbidden(path, "not allowed on this type");
            }
        } else if (meta.namespace().isEmpty()) {
            errors.required(path);
        } else {
            errors.invalidEach(path, meta.namespace(), DnsNames.label(meta.namespace()));
        }
    }

    /// The metadata of a changed object, at `metadata`.
    public static void update(FieldErrors errors, ObjectMeta meta, ObjectMeta old) {
        updateGeneric(errors, meta, old);
        standardFinalizers(errors, meta, METADATA);
    }

    /// As [#update], for groups other than core.
    public static void updateGeneric(FieldErrors errors, ObjectMeta meta, ObjectMeta old) {
        var path = METADATA;
        if (old.deletionTimestamp() != null) {
            noNewFinalizers(errors, path.child("finalizers"), meta.finalizers(), old.finalizers());
        }
        if (meta.resourceVersion().isEmpty()) {
            errors.invalid(path.child("resourceVersion"), "", "must be specified for an update");
        }
        if (meta.generation() < old.generation()) {
            errors.invalid(path.child("generation"), meta.generation(), "must not be decremented");
        }
        immutable(errors, path.child("name"), meta.name(), old.name());
        immutable(errors, path.child("namespace"), meta.namespace(), old.namespace());
        immutable(errors, path.child("uid"), meta.uid(), old.uid());
        if (!meta.creationTimestamp().equals(old.creationTimestamp())) {
            errors.invalidShown(path.child("creationTimestamp"), Shown.time(meta.creationTimestamp()), Texts.IMMUTABLE);
        }
        if (!Objects.equals(meta.deletionTimestamp(), old.deletionTimestamp())) {
            errors.invalidShown(path.child("deletionTimestamp"), Shown.time(meta.deletionTimestamp()), Texts.IMMUTABLE);
        }
        if (!Objects.equals(meta.deletionGracePeriodSeconds(), old.deletionGracePeriodSeconds())) {
            errors.invalidShown(
                    path.child("deletionGracePeriodSeconds"),
                    Shown.number(meta.deletionGracePeriodSeconds()),
                    Texts.IMMUTABLE);
        }
        LabelNames.labels(errors, path.child("labels"), meta.labels());
        annotations(errors, path.child("annotations"), meta.annotations());
        owners(errors, path.child("ownerReferences"), meta.ownerReferences());
        managedFields(errors, path.child("managedFields"), meta.managedFields());
    }

    private static void noNewFinalizers(FieldErrors errors, FieldPath path, List<String> now, List<String> before) {
        var extra = new TreeSet<>(now);
        extra.removeAll(before);
        if (!extra.isEmpty()) {
            var quoted = new ArrayList<String>();
            for (String finalizer : extra) {
                quoted.add(GoQuote.quote(finalizer));
            }
            errors.forbidden(
                    path,
                    "no new finalizers can be added if the object is being deleted, found new finalizers []string{"
                            + String.join(", ", quoted) + "}");
        }
    }

    /// A text that may not change.
    public static void immutable(FieldErrors errors, FieldPath path, String now, String before) {
        if (!now.equals(before)) {
            errors.invalid(path, now, Texts.IMMUTABLE);
        }
    }

    /// Keys of any case, and the size of all together.
    public static void annotations(FieldErrors errors, FieldPath path, Map<String, String> annotations) {
        if (annotations.isEmpty()) {
            return;
        }
        long bytes = 0;
        for (var annotation : annotations.entrySet()) {
            String key = annotation.getKey();
            errors.invalidEach(path, key, LabelNames.key(key.toLowerCase(Locale.ROOT)));
            bytes += ByteLength.of(key) + (long) ByteLength.of(annotation.getValue());
        }
        if (bytes > ANNOTATIONS_MAX_BYTES) {
            errors.tooLong(path, ANNOTATIONS_MAX_BYTES);
        }
    }

    private static void owners(FieldErrors errors, FieldPath path, List<OwnerReference> owners) {
        String controller = "";
        for (var owner : owners) {
            owner(errors, path, owner);
            if (Boolean.TRUE.equals(owner.controller())) {
                String current = owner.kind() + "/" + owner.name();
                if (controller.isEmpty()) {
                    controller = current;
                } else {
                    errors.invalidShown(
                            path,
                            Shown.list(OwnerReferenceCodec.CODEC, owners),
                            "Only one reference can have Controller set to true. Found \"true\" in references for "
                                    + controller + " and " + current);
                }
            }
        }
    }

    private static void owner(FieldErrors errors, FieldPath path, OwnerReference owner) {
        String apiVersion = owner.apiVersion();
        boolean versioned = !apiVersion.isEmpty()
                && !apiVersion.endsWith("/")
                && apiVersion.indexOf('/') == apiVersion.lastIndexOf('/');
        if (!versioned) {
            errors.invalid(path.child("apiVersion"), apiVersion, "version must not be empty");
        }
        if (owner.kind().isEmpty()) {
            errors.invalid(path.child("kind"), "", "must not be empty");
        }
        if (owner.name().isEmpty()) {
            errors.invalid(path.child("name"), "", "must not be empty");
        }
        if (owner.uid().isEmpty()) {
            errors.invalid(path.child("uid"), "", "must not be empty");
        }
        if (apiVersion.equals("v1") && owner.kind().equals("Event")) {
            errors.invalidShown(
                    path,
                    Shown.json(OwnerReferenceCodec.CODEC, owner),
                    "/v1, Kind=Event is disallowed from being an owner");
        }
    }

    private static void finalizers(FieldErrors errors, FieldPath path, List<String> finalizers) {
        for (String finalizer : finalizers) {
            errors.invalidEach(path, finalizer, LabelNames.key(finalizer));
        }
        if (finalizers.contains("orphan") && finalizers.contains("foregroundDeletion")) {
            errors.invalidShown(
                    path, Shown.texts(finalizers), "finalizer orphan and foregroundDeletion cannot be both set");
        }
    }

    private static void standardFinalizers(FieldErrors errors, ObjectMeta meta, FieldPath path) {
        for (int i = 0; i < meta.finalizers().size(); i++) {
            standardFinalizer(
                    errors, path.child("finalizers").index(i), meta.finalizers().get(i));
        }
    }

    /// A finalizer without a domain is one that the system itself knows.
    public static void standardFinalizer(FieldErrors errors, FieldPath path, String finalizer) {
        if (finalizer.indexOf('/') < 0 && !STANDARD_FINALIZERS.contains(finalizer)) {
            errors.invalid(path, finalizer, "name is neither a standard finalizer name nor is it fully qualified");
        }
    }

    private static void managedFields(FieldErrors errors, FieldPath path, List<ManagedFieldsEntry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            var entry = entries.get(i);
            var at = path.index(i);
            if (!entry.operation().equals("Apply") && !entry.operation().equals("Update")) {
                errors.invalid(at.child("operation"), entry.operation(), "must be `Apply` or `Update`");
            }
            if (!entry.fieldsType().isEmpty() && !entry.fieldsType().equals("FieldsV1")) {
                errors.invalid(at.child("fieldsType"), entry.fieldsType(), "must be `FieldsV1`");
            }
            OptionRules.fieldManager(errors, at.child("manager"), entry.manager());
            if (ByteLength.of(entry.subresource()) > SUBRESOURCE_MAX) {
                errors.tooLong(at.child("subresource"), SUBRESOURCE_MAX);
            }
        }
    }
}
