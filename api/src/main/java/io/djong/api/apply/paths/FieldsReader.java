package io.djong.api.apply.paths;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Reads sets in the form of managed fields: `{"f:metadata":{"f:labels":{".":{},"f:a":{}}}}`.
final class FieldsReader {
    /// How deep paths may be: no type is nearly as deep, and sets are walked by recursion.
    static final int DEPTH_MAX = 500;

    private final JsonSpans spans;

    private FieldsReader(JsonSpans spans) {
        this.spans = spans;
    }

    static FieldSet read(byte[] json) throws FieldsException {
        if (json.length == 0) return FieldSet.EMPTY;
        try {
            var spans = JsonSpans.of(json);
            var builder = new FieldSetBuilder();
            new FieldsReader(spans).node(0, builder, 0);
            return builder.build();
        } catch (JsonException e) {
            throw new FieldsException(String.valueOf(e.getMessage()));
        }
    }

    /// @return whether the path to the node is in the set: it says so, or nothing is below it
    private boolean node(int node, FieldSetBuilder out, int depth) throws FieldsException {
        if (depth > DEPTH_MAX) throw new FieldsException("exceeded max depth");
        if (spans.isNull(node)) return true;
        if (!spans.isObject(node))
            throw new FieldsException(
                    "expect { or n, but found " + spans.value(node).toJson());
        boolean member = false;
        boolean bare = true;
        for (int key = spans.first(node); key < spans.next(node); key = spans.next(key + 1)) {
            if (isSelf(key)) {
                member = true;
                continue;
            }
            var element = element(spans.text(key));
            if (element == null) continue;
            bare = false;
            if (spans.isObject(key + 1) && spans.isEmpty(key + 1)) {
                out.addMember(element);
                continue;
            }
            var below = new FieldSetBuilder();
            if (node(key + 1, below, depth + 1)) out.addMember(element);
            if (!below.isEmpty()) out.child(element).addAll(below);
        }
        return member || bare;
    }

    private boolean isSelf(int key) {
        int from = spans.start(key);
        return spans.end(key) - from == 3 && spans.data()[from + 1] == '.';
    }

    /// @return null for a form that a later version may know
    private static @Nullable PathElement element(String text) throws FieldsException {
        if (text.length() < 2) throw new FieldsException("key must be 2 characters long:");
        if (text.charAt(1) != ':') throw new FieldsException("missing colon: " + text);
        var content = text.substring(2);
        return switch (text.charAt(0)) {
            case 'f' -> new PathElement.Field(content);
            case 'v' -> new PathElement.Value(json(content));
            case 'k' -> key(json(content));
            case 'i' -> index(content);
            default -> null;
        };
    }

    private static PathElement key(JsonValue value) throws FieldsException {
        if (!(value instanceof JsonObject object)) throw new FieldsException("expect { but found " + value.toJson());
        var parts = new ArrayList<PathElement.Part>(object.size());
        object.members().forEach((name, part) -> parts.add(new PathElement.Part(name, part)));
        return new PathElement.Key(parts);
    }

    private static PathElement index(String text) throws FieldsException {
        try {
            return new PathElement.Index(Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new FieldsException("strconv.Atoi: parsing \"" + text + "\": invalid syntax");
        }
    }

    private static JsonValue json(String text) throws FieldsException {
        try {
            return JsonValue.parse(text);
        } catch (JsonException e) {
            throw new FieldsException(String.valueOf(e.getMessage()));
        }
    }
}
