package io.djong.apiserver.fields;

import io.djong.api.apply.typed.ApplyType;
import io.djong.api.apply.typed.SchemaTypes;
import io.djong.api.codec.Json;
import io.djong.api.defaults.Defaults;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonSpans;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One version of an object as its fields are named.
///
/// @param <H> the stored version
record Form<H extends KubeObject, V extends KubeObject>(
        KubeType<V> kind, Function<H, V> fromHub, Function<V, H> toHub) {
    /// Reads an object of this version, sets its defaults, and gives it in the stored version.
    H read(byte[] json) throws JsonException {
        return toHub.apply(Defaults.apply(Json.read(kind, json)));
    }

    /// Reads an object of this version as it is.
    H readPlain(byte[] json) throws JsonException {
        return toHub.apply(Json.read(kind, json));
    }

    String apiVersion() {
        return kind.apiVersion();
    }

    ApplyType type() {
        return SchemaTypes.of(kind.schemaName());
    }

    /// The object's fields, those about fields left out.
    ///
    /// @param object null for one that does not exist yet
    JsonSpans fields(@Nullable H object) {
        return Fields.of(kind, object == null ? kind.empty() : fromHub.apply(object));
    }
}
