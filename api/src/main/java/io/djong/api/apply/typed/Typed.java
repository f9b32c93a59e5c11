package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;

/// A value and its type. The type may be that of a generated record or of any other schema. Immutable.
///
/// Source: structured-merge-diff `typed.TypedValue`.
public record Typed(ApplyType type, JsonSpans json) {
    /// The value in canonical form.
    ///
    /// @param value anything that is no object counts as an empty one
    public static Typed of(ApplyType type, JsonValue value) {
        return new Typed(type, JsonSpans.ofValid((value instanceof JsonObject ? value : JsonObject.EMPTY).toBytes()));
    }

    /// Checks that the value is of its type.
    ///
    /// @throws FieldsException when it is not, in upstream's words
    public void check() throws FieldsException {
        Validating.check(type, json);
    }

    /// The fields that the value has.
    ///
    /// @throws FieldsException when the value has what its type has not
    public FieldSet fields() throws FieldsException {
        return FieldsOf.value(type, json);
    }

    /// What is different in another value of the same type.
    ///
    /// @throws FieldsException when a value has what its type has not
    public Comparison compare(JsonSpans after) throws FieldsException {
        return new Comparing(json, after).root(type);
    }

    /// The value with another of the same type laid over it.
    ///
    /// @throws FieldsException when a value has what its type has not
    public Typed merge(JsonSpans config) throws FieldsException {
        return new Typed(type, Merging.merge(type, json, config));
    }

    /// The value without these fields.
    ///
    /// @throws FieldsException when the value has what its type has not
    public Typed without(FieldSet fields) throws FieldsException {
        return of(type, Removing.remove(type, json, fields));
    }
}
