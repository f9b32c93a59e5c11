package io.djong.api.validation.access;

import io.djong.api.types.authorization.v1.FieldSelectorAttributes;
import io.djong.api.types.authorization.v1.LabelSelectorAttributes;
import io.djong.api.types.authorization.v1.LocalSubjectAccessReview;
import io.djong.api.types.authorization.v1.NonResourceAttributes;
import io.djong.api.types.authorization.v1.NonResourceAttributesCodec;
import io.djong.api.types.authorization.v1.ResourceAttributes;
import io.djong.api.types.authorization.v1.SelfSubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReview;
import io.djong.api.types.authorization.v1.SubjectAccessReviewSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.ObjectMetaCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Shown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Questions whether somebody may do something.
public final class AccessReviewRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath METADATA = FieldPath.of("metadata");

    private AccessReviewRules() {}

    /// About anybody.
    public static void create(FieldErrors errors, SubjectAccessReview review) {
        spec(errors, review.spec());
        empty(errors, review.metadata(), "must be empty");
    }

    /// About whoever asks.
    public static void create(FieldErrors errors, SelfSubjectAccessReview review) {
        oneKind(errors, review.spec().resourceAttributes(), review.spec().nonResourceAttributes());
        attributes(errors, review.spec().resourceAttributes());
        empty(errors, review.metadata(), "must be empty");
    }

    /// About anybody, in one namespace.
    public static void create(FieldErrors errors, LocalSubjectAccessReview review) {
        spec(errors, review.spec());
        String namespace = review.metadata().namespace();
        empty(errors, review.metadata().withNamespace(""), "must be empty except for namespace");
        var resource = review.spec().resourceAttributes();
        if (resource != null && !resource.namespace().equals(namespace)) {
            errors.invalid(
                    SPEC.child("resourceAttributes", "namespace"),
                    resource.namespace(),
                    "must match metadata.namespace");
        }
        if (review.spec().nonResourceAttributes() != null) {
            errors.invalidShown(
                    SPEC.child("nonResourceAttributes"),
                    shown(review.spec().nonResourceAttributes()),
                    "disallowed on this kind of request");
        }
    }

    private static String shown(@Nullable NonResourceAttributes attributes) {
        return InternalJson.of("authorization/v1.NonResourceAttributes", NonResourceAttributesCodec.CODEC, attributes);
    }

    private static void spec(FieldErrors errors, SubjectAccessReviewSpec spec) {
        oneKind(errors, spec.resourceAttributes(), spec.nonResourceAttributes());
        if (spec.user().isEmpty() && spec.groups().isEmpty()) {
            errors.invalid(SPEC.child("user"), "", "at least one of user or group must be specified");
        }
        attributes(errors, spec.resourceAttributes());
    }

    private static void oneKind(
            FieldErrors errors, @Nullable ResourceAttributes resource, @Nullable NonResourceAttributes other) {
        if (resource != null && other != null) {
            errors.invalidShown(
                    SPEC.child("nonResourceAttributes"),
                    shown(other),
                    "cannot be specified in combination with resourceAttributes");
        }
        if (resource == null && other == null) {
            errors.invalidShown(
                    SPEC.child("resourceAttributes"),
                    FieldErrors.NULL,
                    "exactly one of nonResourceAttributes or resourceAttributes must be specified");
        }
    }

    private static void empty(FieldErrors errors, ObjectMeta meta, String detail) {
        if (!meta.withManagedFields(List.of()).equals(ObjectMeta.EMPTY)) {
            errors.invalidShown(METADATA, Shown.json(ObjectMetaCodec.CODEC, meta), detail);
        }
    }

    private static void attributes(FieldErrors errors, @Nullable ResourceAttributes attributes) {
        if (attributes != null) {
            var path = SPEC.child("resourceAttributes");
            if (attributes.fieldSelector() != null) {
                fields(errors, path.child("fieldSelector"), attributes.fieldSelector());
            }
            if (attributes.labelSelector() != null) {
                labels(errors, path.child("labelSelector"), attributes.labelSelector());
            }
        }
    }

    private static void oneForm(FieldErrors errors, FieldPath path, String raw, boolean requirements) {
        if (!raw.isEmpty() && requirements) {
            errors.invalid(path.child("rawSelector"), raw, "may not specified at the same time as requirements");
        }
        if (raw.isEmpty() && !requirements) {
            errors.required(
                    path.child("requirements"),
                    "when " + path + " is specified, requirements or rawSelector is required");
        }
    }

    private static void fields(FieldErrors errors, FieldPath path, FieldSelectorAttributes selector) {
        oneForm(errors, path, selector.rawSelector(), !selector.requirements().isEmpty());
        for (int i = 0; i < selector.requirements().size(); i++) {
            var requirement = selector.requirements().get(i);
            var at = path.child("requirements").index(i);
            if (requirement.key().isEmpty()) {
                errors.required(at.child("key"), "must be specified");
            }
            values(errors, at.child("values"), requirement.operator(), requirement.values());
        }
    }

    /// Operators that are not known are let pass: clients may be newer.
    private static void values(FieldErrors errors, FieldPath path, String operator, List<String> values) {
        boolean some = operator.equals("In") || operator.equals("NotIn");
        boolean none = operator.equals("Exists") || operator.equals("DoesNotExist");
        if (some && values.isEmpty()) {
            errors.required(path, "must be specified when `operator` is 'In' or 'NotIn'");
        } else if (none && !values.isEmpty()) {
            errors.forbidden(path, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
        }
    }

    private static void labels(FieldErrors errors, FieldPath path, LabelSelectorAttributes selector) {
        oneForm(errors, path, selector.rawSelector(), !selector.requirements().isEmpty());
        for (int i = 0; i < selector.requirements().size(); i++) {
            var requirement = selector.requirements().get(i);
            var at = path.child("requirements").index(i);
            values(errors, at.child("values"), requirement.operator(), requirement.values());
            errors.invalidEach(at.child("key"), requirement.key(), LabelNames.key(requirement.key()));
            for (int j = 0; j < requirement.values().size(); j++) {
                String value = requirement.values().get(j);
                errors.invalidEach(at.child("values").index(j), value, LabelNames.value(value));
            }
        }
    }
}
