package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.Map;
import java.util.TreeMap;

/// JSON merge patch (RFC 7386), as evanphx/json-patch 4 does it: `null` removes, objects merge, everything else
/// replaces.
public final class MergePatch {
    private static final String NO_PATCH = "Invalid JSON Patch";

    private MergePatch() {}

    /// The document after the patch. A patch that is an array replaces the document; other scalars are refused.
    public static JsonValue apply(JsonObject document, JsonValue patch) throws PatchException {
        return switch (patch) {
            case JsonObject object -> merged(document, object);
            case JsonArray array -> pruned(array);
            default -> throw PatchException.badRequest(NO_PATCH);
        };
    }

    private static JsonObject merged(JsonObject document, JsonObject patch) {
        Map<String, JsonValue> result = new TreeMap<>(document.members());
        for (var member : patch.members().entrySet()) {
            String name = member.getKey();
            JsonValue change = member.getValue();
            if (change instanceof JsonNull) {
                result.remove(name);
            } else if (result.get(name) instanceof JsonObject current) {
                result.put(name, change instanceof JsonObject object ? merged(current, object) : change);
            } else {
                result.put(name, pruned(change));
            }
        }
        return new JsonObject(result);
    }

    /// Without members that are null. Nulls that stand in arrays stay.
    private static JsonValue pruned(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var kept = new TreeMap<String, JsonValue>();
                for (var member : object.members().entrySet()) {
                    if (!(member.getValue() instanceof JsonNull)) {
                        kept.put(member.getKey(), pruned(member.getValue()));
                    }
                }
                yield new JsonObject(kept);
            }
            case JsonArray array -> {
                var kept = new ArrayList<JsonValue>(array.size());
                for (var element : array.values()) {
                    kept.add(pruned(element));
                }
                yield new JsonArray(kept);
            }
            default -> value;
        };
    }
}
