package io.djong.apiserver.exchanges;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An OpenAPI v3 document in the short form in which it was recorded: names, types, references, forms and extensions,
/// no words.
final class ReducedOpenApi {
    private ReducedOpenApi() {}

    static JsonValue of(JsonValue answer) {
        if (!(answer instanceof JsonObject document)) {
            return answer;
        }
        var paths = JsonObject.EMPTY;
        for (var path : document.object("paths").members().keySet()) {
            paths = paths.with(path, path(document.object("paths").object(path)));
        }
        var components = document.object("components");
        var schemas = JsonObject.EMPTY;
        for (var name : components.object("schemas").members().keySet()) {
            schemas = schemas.with(name, schema(components.object("schemas").object(name)));
        }
        return JsonObject.EMPTY
                .with("openapi", new JsonString(document.string("openapi")))
                .with("paths", paths)
                .with("schemas", schemas)
                .with("security", names(components.object("securitySchemes")));
    }

    private static JsonObject path(JsonObject path) {
        var operations = JsonObject.EMPTY;
        for (var method : path.without("parameters").members().keySet()) {
            operations = operations.with(method, operation(path.object(method)));
        }
        return JsonObject.EMPTY.with("operations", operations).with("parameters", parameters(path));
    }

    private static JsonObject operation(JsonObject operation) {
        var responses = JsonObject.EMPTY;
        for (var code : operation.object("responses").members().keySet()) {
            var content = operation.object("responses").object(code).object("content");
            responses = responses.with(code, names(content));
        }
        return JsonObject.EMPTY
                .with("action", orNull(operation.get("x-kubernetes-action")))
                .with("consumes", names(operation.object("requestBody").object("content")))
                .with("gvk", orNull(operation.get("x-kubernetes-group-version-kind")))
                .with("id", new JsonString(operation.string("operationId")))
                .with("parameters", parameters(operation))
                .with("responses", responses);
    }

    private static JsonValue orNull(@Nullable JsonValue value) {
        return value == null ? JsonNull.NULL : value;
    }

    private static JsonArray parameters(JsonObject holder) {
        var found = new ArrayList<JsonValue>();
        for (var parameter : holder.array("parameters").values()) {
            if (parameter instanceof JsonObject object) {
                found.add(new JsonString(object.string("name")));
            }
        }
        return new JsonArray(found);
    }

    private static JsonArray names(JsonObject holder) {
        return new JsonArray(holder.members().keySet().stream()
                .<JsonValue>map(JsonString::new)
                .toList());
    }

    private static JsonObject schema(JsonObject schema) {
        var properties = JsonObject.EMPTY;
        for (var name : schema.object("properties").members().keySet()) {
            properties =
                    properties.with(name, property(schema.object("properties").object(name)));
        }
        var own = property(schema.without("properties")).without("x-kubernetes-map-type"); // not recorded of types
        return own.with("properties", properties);
    }

    private static JsonObject property(JsonObject property) {
        var reduced = JsonObject.EMPTY;
        for (var member : property.members().entrySet()) {
            reduced = switch (member.getKey()) {
                case "description" -> reduced;
                case "$ref", "allOf" -> reduced.with("ref", references(property));
                case "items", "additionalProperties" ->
                    reduced.with(member.getKey(), element(property.object(member.getKey())));
                default -> reduced.with(member.getKey(), member.getValue());
            };
        }
        return reduced;
    }

    private static JsonArray references(JsonObject property) {
        var found = new ArrayList<JsonValue>();
        if (property.get("$ref") instanceof JsonString ref) {
            found.add(ref);
        }
        for (var each : property.array("allOf").values()) {
            if (each instanceof JsonObject object && object.get("$ref") instanceof JsonString ref) {
                found.add(ref);
            }
        }
        return new JsonArray(List.copyOf(found));
    }

    /// A type, or what is referred to.
    private static JsonValue element(JsonObject element) {
        var references = references(element);
        return references.size() > 0 ? references : new JsonString(element.string("type"));
    }
}
