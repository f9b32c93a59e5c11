package io.djong.kubelet.status;

import io.djong.api.codec.Json;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The strategic merge patch that turns one status of an object into another. Conditions are merged
/// by their type, so that those of other writers stay, and their order alone is no change; the uid
/// makes the patch fail on another object of the same name.
public final class StatusPatch {
    private static final String CONDITIONS = "conditions";
    private static final String TYPE = "type";
    private static final String DIRECTIVE = "$patch";

    /// Lists that a strategic merge patch would merge, and that are to be replaced.
    private static final Set<String> REPLACED_LISTS = Set.of("addresses", "podIPs", "hostIPs");

    private StatusPatch() {}

    /// The patch for the subresource `status`; null when both say the same.
    public static byte @Nullable [] between(KubeObject before, KubeObject after) {
        var status = objects(statusOf(before), statusOf(after), true);
        if (status.size() == 0) {
            return null;
        }
        var metadata =
                JsonObject.EMPTY.with("uid", new JsonString(before.metadata().uid()));
        return JsonObject.EMPTY
                .with("metadata", metadata)
                .with("status", status)
                .toBytes();
    }

    private static JsonObject statusOf(KubeObject object) {
        try {
            return ((JsonObject) JsonValue.parse(Json.write(object))).object("status");
        } catch (JsonException e) {
            throw new IllegalStateException("what was just written cannot be read", e);
        }
    }

    private static JsonObject objects(JsonObject before, JsonObject after, boolean top) {
        Map<String, JsonValue> patch = new TreeMap<>();
        for (String name : before.members().keySet()) {
            if (after.get(name) == null) {
                patch.put(name, JsonNull.NULL);
            }
        }
        after.members().forEach((name, value) -> {
            var old = before.get(name);
            if (value.equals(old)) {
                return;
            }
            if (top && name.equals(CONDITIONS)) {
                conditions(before.array(name), after.array(name), patch);
            } else if (top && REPLACED_LISTS.contains(name)) {
                patch.put(name, replaced(after.array(name)));
            } else if (value instanceof JsonObject object && old instanceof JsonObject oldObject) {
                patch.put(name, objects(oldObject, object, false));
            } else {
                patch.put(name, value);
            }
        });
        var result = JsonObject.EMPTY;
        for (var member : patch.entrySet()) {
            result = result.with(member.getKey(), member.getValue());
        }
        return result;
    }

    private static JsonArray replaced(JsonArray values) {
        List<JsonValue> all = new ArrayList<>();
        all.add(JsonObject.EMPTY.with(DIRECTIVE, new JsonString("replace")));
        all.addAll(values.values());
        return new JsonArray(all);
    }

    /// A condition as a patch: what the old one of its type has, and it has not, goes.
    private static JsonObject withoutOld(JsonArray before, JsonObject condition, String type) {
        var patch = condition;
        for (JsonValue old : before.values()) {
            if (((JsonObject) old).string(TYPE).equals(type)) {
                for (String name : ((JsonObject) old).members().keySet()) {
                    if (condition.get(name) == null) {
                        patch = patch.with(name, JsonNull.NULL);
                    }
                }
            }
        }
        return patch;
    }

    private static void conditions(JsonArray before, JsonArray after, Map<String, JsonValue> patch) {
        List<JsonValue> changed = new ArrayList<>();
        List<JsonValue> order = new ArrayList<>();
        Set<String> gone = new TreeSet<>();
        before.values().forEach(condition -> gone.add(((JsonObject) condition).string(TYPE)));
        for (JsonValue condition : after.values()) {
            var type = ((JsonObject) condition).string(TYPE);
            gone.remove(type);
            order.add(JsonObject.EMPTY.with(TYPE, new JsonString(type)));
            if (!before.values().contains(condition)) {
                changed.add(withoutOld(before, (JsonObject) condition, type));
            }
        }
        for (String type : gone) {
            changed.add(
                    JsonObject.EMPTY.with(DIRECTIVE, new JsonString("delete")).with(TYPE, new JsonString(type)));
        }
        if (!changed.isEmpty()) {
            patch.put(CONDITIONS, new JsonArray(changed));
            patch.put("$setElementOrder/conditions", new JsonArray(order));
        }
    }
}
