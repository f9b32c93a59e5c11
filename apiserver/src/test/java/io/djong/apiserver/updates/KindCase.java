package io.djong.apiserver.updates;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A kind, and objects of it whose fields are changed.
///
/// @param name of its files: group, version and kind
/// @param collection where its objects are made
/// @param gated whether it is served only by a server with everything switched on
/// @param parts the object itself ("") and its subresources
/// @param needs what is made before: objects with a member `collection` each
record KindCase(
        String name,
        String collection,
        boolean gated,
        List<String> parts,
        List<JsonObject> needs,
        List<Sample> samples) {
    /// One object.
    ///
    /// @param status written after the creation; null for none
    /// @param like the name of a sample whose further fields are set here one by one; null when each
    ///     field of this one is changed
    /// @param deleted whether it is then deleted, and stays for its finalizers
    record Sample(
            String name,
            JsonObject object,
            @Nullable JsonValue status,
            @Nullable String like,
            boolean deleted) {
        String objectName() {
            return object.object("metadata").string("name");
        }
    }

    static KindCase read(Path file) throws IOException, JsonException {
        var root = (JsonObject) JsonValue.parse(Files.readAllBytes(file));
        return new KindCase(
                file.getFileName().toString().replace(".json", ""),
                root.string("collection"),
                JsonBool.TRUE.equals(root.get("gated")),
                root.array("parts").values().stream()
                        .map(part -> ((JsonString) part).value())
                        .toList(),
                root.array("needs").values().stream()
                        .map(JsonObject.class::cast)
                        .toList(),
                samples(root.array("objects")));
    }

    private static List<Sample> samples(JsonArray objects) {
        return objects.values().stream()
                .map(JsonObject.class::cast)
                .map(one -> new Sample(
                        one.string("name"),
                        one.object("object"),
                        one.get("status"),
                        one.get("like") instanceof JsonString(var like) ? like : null,
                        JsonBool.TRUE.equals(one.get("deleted"))))
                .toList();
    }

    /// Where a part of a sample is read and written.
    String path(Sample sample, String part) {
        return collection + "/" + sample.objectName() + (part.isEmpty() ? "" : "/" + part);
    }
}
