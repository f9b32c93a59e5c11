package io.djong.apiserver.content;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonSyntax;
import io.djong.api.json.JsonValue;

/// Finds `kind` and `apiVersion` of a JSON document without reading the rest of it.
final class TypeMetaReader {
    private TypeMetaReader() {}

    /// Each "" when absent.
    record TypeMeta(String apiVersion, String kind) {}

    static TypeMeta read(byte[] json) throws JsonException {
        var in = new JsonReader(json);
        var apiVersion = "";
        var kind = "";
        if (in.beginObject()) {
            for (String key; (key = in.key()) != null; ) {
                switch (key) {
                    case "apiVersion" -> apiVersion = in.string(apiVersion);
                    case "kind" -> kind = in.string(kind);
                    default -> {
                        // as Go's reader does for these two alone
                        if (key.equalsIgnoreCase("apiVersion")) {
                            apiVersion = in.string(apiVersion);
                        } else if (key.equalsIgnoreCase("kind")) {
                            kind = in.string(kind);
                        } else {
                            in.skip();
                        }
                    }
                }
            }
        }
        in.end();
        return new TypeMeta(apiVersion, kind);
    }

    /// Why [#read] could not read it, in the words of Go's reader.
    static String problem(byte[] json, JsonException thrown) {
        var syntax = JsonSyntax.error(json);
        if (syntax != null) {
            return syntax;
        }
        try {
            var value = JsonValue.parse(json);
            if (!(value instanceof JsonObject object)) {
                return "json: cannot unmarshal " + word(value) + " into Go value of type struct { APIVersion string "
                        + "\"json:\\\"apiVersion,omitempty\\\"\"; Kind string \"json:\\\"kind,omitempty\\\"\" }";
            }
            for (var member : object.members().entrySet()) {
                String name = member.getKey().equalsIgnoreCase("kind") ? "kind" : "apiVersion";
                boolean read = member.getKey().equalsIgnoreCase(name);
                if (read && !(member.getValue() instanceof JsonString) && !(member.getValue() instanceof JsonNull)) {
                    return "json: cannot unmarshal " + word(member.getValue()) + " into Go struct field ." + name
                            + " of type string";
                }
            }
        } catch (JsonException e) {
            return String.valueOf(e.getMessage());
        }
        return String.valueOf(thrown.getMessage());
    }

    private static String word(JsonValue value) {
        return switch (value) {
            case JsonArray array -> "array";
            case JsonObject object -> "object";
            case JsonString text -> "string";
            case JsonBool bool -> "bool";
            case JsonNumber number -> "number";
            case JsonNull none -> "null";
        };
    }
}
