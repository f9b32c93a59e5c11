package io.djong.apiserver.fuzz;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeType;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.TypeSchema;
import io.djong.api.yaml.Yaml;
import io.djong.api.yaml.YamlException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Objects of each kind to start from: a small right one, those that the sample exchanges send, and one with
/// every field set.
final class KindSamples {
    private static final Path SMALL =
            Path.of("..", "e2e", "src", "test", "resources", "io", "djong", "e2e", "kinds.yaml");
    private static final Path EXCHANGES = Path.of("..", "..", "shared", "reference", "exchanges");
    private static final int PER_KIND_MAX = 12;
    private static final int DEPTH = 6;

    private final Map<String, List<JsonObject>> byKind = new HashMap<>();

    private KindSamples() {}

    /// From the files of this repository and, where they are, the sample exchanges.
    static KindSamples read() throws IOException {
        var samples = new KindSamples();
        try {
            for (var document : Yaml.readAll(Files.readAllBytes(SMALL))) {
                samples.add((JsonObject) document.value());
            }
        } catch (YamlException e) {
            throw new IOException(SMALL + ": " + e.getMessage(), e);
        }
        if (Files.isDirectory(EXCHANGES)) {
            try (var files = Files.walk(EXCHANGES)) {
                for (var file : files.filter(each -> each.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    samples.addBodies(file);
                }
            }
        }
        return samples;
    }

    private void addBodies(Path file) throws IOException {
        try {
            if (JsonValue.parse(Files.readAllBytes(file)) instanceof JsonObject exchange) {
                for (var step : exchange.array("steps").values()) {
                    if (step instanceof JsonObject request && request.get("body") instanceof JsonObject body) {
                        add(body);
                    }
                }
            }
        } catch (JsonException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void add(JsonObject object) {
        if (object.get("kind") instanceof JsonString && object.get("apiVersion") instanceof JsonString) {
            var known = byKind.computeIfAbsent(
                    object.string("apiVersion") + " " + object.string("kind"), key -> new ArrayList<>());
            if (known.size() < PER_KIND_MAX && !known.contains(object)) {
                known.add(object);
            }
        }
    }

    /// Those of a kind, at least one; the one with every field is the last.
    List<JsonObject> of(KubeType<?> type) {
        var all = new ArrayList<>(byKind.getOrDefault(type.apiVersion() + " " + type.kind(), List.of()));
        all.add(named(JsonObject.EMPTY, type));
        all.add(named((JsonObject) full(new FieldType.Struct(type.schemaName(), ""), DEPTH), type));
        return all;
    }

    private static JsonObject named(JsonObject object, KubeType<?> type) {
        var meta = object.object("metadata")
                .with("name", new JsonString("each"))
                .without("deletionTimestamp")
                .without("managedFields")
                .without("ownerReferences");
        return object.with("kind", new JsonString(type.kind()))
                .with("apiVersion", new JsonString(type.apiVersion()))
                .with("metadata", meta);
    }

    /// A value of a type with every field set.
    ///
    /// @param depth how many types deep it goes
    static JsonValue full(FieldType type, int depth) {
        return switch (type) {
            case FieldType.Leaf leaf -> leaf(leaf);
            case FieldType.ListOf list -> depth <= 0 ? JsonArray.EMPTY : JsonArray.of(full(list.element(), depth - 1));
            case FieldType.MapOf map ->
                depth <= 0 ? JsonObject.EMPTY : JsonObject.EMPTY.with("a", full(map.value(), depth - 1));
            case FieldType.Struct struct -> struct(struct.schema(), depth);
        };
    }

    private static JsonValue struct(TypeSchema type, int depth) {
        var object = JsonObject.EMPTY;
        if (depth <= 0) {
            return object;
        }
        for (var field : type.fields()) {
            var value = field.enumValues().isEmpty()
                    ? full(field.type(), depth - 1)
                    : enumerated(field.type(), new JsonString(field.enumValues().getFirst()));
            object = object.with(field.name(), value);
            if (type.shape() == TypeSchema.Shape.UNION) {
                return value;
            }
        }
        return object;
    }

    private static JsonValue enumerated(FieldType type, JsonValue value) {
        return type instanceof FieldType.ListOf ? JsonArray.of(value) : value;
    }

    private static JsonValue leaf(FieldType.Leaf leaf) {
        return switch (leaf.type()) {
            case BOOL -> JsonBool.TRUE;
            case INT32, INT64, FLOAT64, INT_OR_STRING, QUANTITY -> JsonNumber.of(1);
            case STRING -> new JsonString("a");
            case BYTES -> new JsonString("YQ==");
            case TIME -> new JsonString("2026-11-21T10:00:00Z");
            case MICRO_TIME -> new JsonString("2026-11-21T10:00:00.000001Z");
            case RAW -> JsonObject.EMPTY.with("kind", new JsonString("Pod")).with("apiVersion", new JsonString("v1"));
            case FIELDS_V1 -> JsonObject.EMPTY.with("f:a", JsonObject.EMPTY);
            case ANY -> JsonArray.of(new JsonString("a"), JsonNumber.of(1));
            case MESSAGE -> JsonArray.of(new JsonString("a"));
        };
    }
}
