package io.djong.api.validation;

import io.djong.api.meta.ApiObject;
import java.util.List;

/// The rules of every kind. Being written kind by kind: what has no rules here yet passes.
public final class Validation {
    private Validation() {}

    /// Rules for a new object.
    public static List<FieldError> create(ApiObject object) {
        return List.of();
    }

    /// Rules for a changed object.
    public static List<FieldError> update(ApiObject object, ApiObject old) {
        return List.of();
    }

    /// Rules for a changed status.
    public static List<FieldError> updateStatus(ApiObject object, ApiObject old) {
        return List.of();
    }
}
