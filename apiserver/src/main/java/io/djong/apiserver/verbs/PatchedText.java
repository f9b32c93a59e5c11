package io.djong.apiserver.verbs;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The result of a merge or JSON patch as upstream's library writes it, which messages show: what the patch went
/// through has its members sorted, everything else stands as it stood.
///
/// Source: evanphx/json-patch 4, which parses only what it must.
final class PatchedText {
    private final Set<List<String>> parsed;
    private final JsonWriter out = new JsonWriter(4_096);

    private PatchedText(Set<List<String>> parsed) {
        this.parsed = parsed;
    }

    /// The text.
    ///
    /// @param original the object's JSON before the patch
    /// @param parsed the paths that the patch went through, see [#ofMerge] and [#ofOperations]
    static String of(byte[] original, JsonValue result, Set<List<String>> parsed) throws JsonException {
        var text = new PatchedText(parsed);
        text.write(result, original, List.of());
        return text.out.asText();
    }

    /// The objects that a merge patch names, the document first.
    static Set<List<String>> ofMerge(JsonValue patch) {
        var paths = new HashSet<List<String>>();
        paths.add(List.of());
        merged(patch, List.of(), paths);
        return paths;
    }

    private static void merged(JsonValue patch, List<String> path, Set<List<String>> paths) {
        if (patch instanceof JsonObject object) {
            paths.add(path);
            object.members().forEach((name, value) -> merged(value, child(path, name), paths));
        }
    }

    /// All that stands above a place that an operation names, and what it tests.
    static Set<List<String>> ofOperations(JsonValue patch) {
        var paths = new HashSet<List<String>>();
        paths.add(List.of());
        if (patch instanceof JsonArray operations) {
            for (var each : operations.values()) {
                if (each instanceof JsonObject operation) {
                    above(operation.string("path"), operation.string("op").equals("test"), paths);
                    above(operation.string("from"), false, paths);
                }
            }
        }
        return paths;
    }

    private static void above(String pointer, boolean with, Set<List<String>> paths) {
        var path = List.<String>of();
        var tokens = pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1);
        for (int i = 0; i < tokens.length - (with ? 0 : 1); i++) {
            path = child(path, tokens[i].replace("~1", "/").replace("~0", "~"));
            paths.add(path);
        }
    }

    private static List<String> child(List<String> path, String name) {
        var longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    private void write(JsonValue value, byte @Nullable [] before, List<String> path) throws JsonException {
        if (parsed.contains(path) && value instanceof JsonObject object) {
            var members = before == null ? Map.<String, byte[]>of() : members(before);
            out.beginObject();
            for (var member : object.members().entrySet()) {
                out.key(member.getKey());
                write(member.getValue(), members.get(member.getKey()), child(path, member.getKey()));
            }
            out.endObject();
        } else if (parsed.contains(path) && value instanceof JsonArray array) {
            var elements = before == null ? List.<byte[]>of() : elements(before);
            out.beginArray();
            for (int i = 0; i < array.size(); i++) {
                out.element();
                write(array.values().get(i), like(array.values().get(i), elements, i), child(path, "" + i));
            }
            out.endArray();
        } else if (before != null && new JsonReader(before).tree().equals(value)) {
            out.raw(before);
        } else {
            out.treeAsWritten(value);
        }
    }

    /// The element as it stood before, which may have moved; that of the same place when it was changed.
    private static byte @Nullable [] like(JsonValue value, List<byte[]> elements, int index) throws JsonException {
        for (var element : elements) {
            if (new JsonReader(element).tree().equals(value)) {
                return element;
            }
        }
        return index < elements.size() ? elements.get(index) : null;
    }

    private static Map<String, byte[]> members(byte[] json) throws JsonException {
        var members = new HashMap<String, byte[]>();
        if (json[0] == '{') {
            var in = new JsonReader(json);
            in.beginObject();
            for (String name; (name = in.key()) != null; ) {
                members.put(name, in.raw());
            }
        }
        return members;
    }

    private static List<byte[]> elements(byte[] json) throws JsonException {
        var elements = new ArrayList<byte[]>();
        if (json[0] == '[') {
            var in = new JsonReader(json);
            in.beginArray();
            while (in.element()) {
                elements.add(in.raw());
            }
        }
        return elements;
    }
}
