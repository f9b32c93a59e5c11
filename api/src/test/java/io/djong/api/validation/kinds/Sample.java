package io.djong.api.validation.kinds;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.api.patch.MergePatch;
import io.djong.api.patch.PatchException;
import io.djong.api.validation.FieldError;
import java.util.List;

/// An object that is right, and what is wrong with it after a change. JSON is written with single quotes.
///
/// @param base as JSON
record Sample<T extends KubeObject>(KubeType<T> type, String base) {
    private static JsonObject object(String json) {
        try {
            return (JsonObject) JsonValue.parse(json.replace('\'', '"').getBytes(UTF_8));
        } catch (JsonException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    /// The object after a merge patch, with its defaults.
    T with(String change) {
        try {
            var json = MergePatch.apply(object(base), object(change));
            return Defaults.apply(Json.read(type, json.toBytes()));
        } catch (JsonException | PatchException e) {
            throw new IllegalArgumentException(change, e);
        }
    }

    /// What is wrong with a new object.
    String created(String change) {
        return text(Validation.create(with(change)));
    }

    /// What is wrong with a change.
    String updated(String before, String after) {
        return text(Validation.update(with(after), with(before)));
    }

    /// What is wrong with a changed status.
    String reported(String before, String after) {
        return text(Validation.updateStatus(with(after), with(before)));
    }

    private static String text(List<FieldError> errors) {
        return String.join("; ", errors.stream().map(FieldError::toString).toList());
    }
}
