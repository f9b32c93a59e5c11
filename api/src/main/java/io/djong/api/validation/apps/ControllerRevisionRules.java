package io.djong.api.validation.apps;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.meta.RawExtension;
import io.djong.api.types.apps.v1.ControllerRevision;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.meta.ObjectMetaRules;

/// What workloads looked like before.
public final class ControllerRevisionRules {
    private static final FieldPath DATA = FieldPath.of("data");
    private static final String OMITTED = "<value omitted>";

    private ControllerRevisionRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ControllerRevision revision) {
        ObjectMetaRules.create(errors, revision.metadata(), true, NameRule.SUBDOMAIN);
        Numbers.notNegative(errors, FieldPath.of("revision"), revision.revision());
        data(errors, revision.data());
    }

    private static void data(FieldErrors errors, RawExtension data) {
        if (data.isEmpty()) {
            errors.required(DATA, "data is mandatory");
            return;
        }
        try {
            if (!(data.value() instanceof JsonObject)) {
                errors.required(DATA, "data must be a valid JSON object");
            }
        } catch (JsonException e) {
            errors.invalid(DATA, OMITTED, "error parsing data: " + e.getMessage());
        }
    }

    private static String shown(RawExtension data) {
        try {
            return data.isEmpty() ? FieldErrors.NULL : data.value().toJson();
        } catch (JsonException e) {
            return FieldErrors.NULL;
        }
    }

    /// A changed one; its data never changes.
    public static void update(FieldErrors errors, ControllerRevision revision, ControllerRevision old) {
        ObjectMetaRules.update(errors, revision.metadata(), old.metadata());
        ObjectMetaRules.create(errors, revision.metadata(), true, NameRule.SUBDOMAIN);
        Numbers.notNegative(errors, FieldPath.of("revision"), revision.revision());
        if (!revision.data().equals(old.data())) {
            errors.invalidShown(DATA, shown(revision.data()), "field is immutable");
        }
    }
}
