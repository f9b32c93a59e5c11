package io.djong.api.apply.plain;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.patch.PatchField;
import io.djong.api.patch.PatchSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Strategic merge once more, slow and obvious, for patches that break no rule.
final class PlainStrategicMerge {
    static final String ORDER = "$setElementOrder/";
    static final String DELETE = "$deleteFromPrimitiveList/";
    static final String RETAIN = "$retainKeys";
    static final String PATCH = "$patch";

    private PlainStrategicMerge() {}

    static JsonObject merge(JsonObject original, JsonObject patch, PatchSchema schema) {
        if (is(patch, "replace")) return patch.without(PATCH);
        if (is(patch, "delete")) return JsonObject.EMPTY;
        Map<String, JsonValue> out = new TreeMap<>(original.members());
        if (patch.get(RETAIN) instanceof JsonArray(var kept)) {
            out.keySet().removeIf(name -> !kept.contains(new JsonString(name)));
        }
        for (var name : names(patch)) {
            var change = patch.get(name);
            var order = patch.get(ORDER + name) instanceof JsonArray(var values) ? values : null;
            var gone = patch.get(DELETE + name) instanceof JsonArray(var values) ? values : List.<JsonValue>of();
            var field = schema.field(name);
            if (field == null) field = new PatchField(schema, "", "", false); // a member of a map
            var current = out.get(name);
            if (order != null && (current != null || change != null)) {
                var before = current instanceof JsonArray(var values) ? values : List.<JsonValue>of();
                var merged = change instanceof JsonArray(var values) ? list(current, values, field) : before;
                out.put(name, new JsonArray(ordered(merged, order, before, key(field, merged))));
                change = null;
            }
            if (change == JsonNull.NULL) out.remove(name);
            else if (change instanceof JsonObject part && part.get(PATCH) != null && !(current instanceof JsonObject)) {
                out.remove(name);
            } else if (change != null) out.put(name, changed(current, change, field));
            if (!gone.isEmpty() && out.get(name) instanceof JsonArray(var values)) {
                out.put(
                        name,
                        new JsonArray(values.stream()
                                .filter(value -> !gone.contains(value))
                                .toList()));
            }
        }
        return new JsonObject(out);
    }

    /// The fields that a patch is about.
    private static List<String> names(JsonObject patch) {
        return patch.members().keySet().stream()
                .map(name -> name.startsWith(ORDER) || name.startsWith(DELETE)
                        ? name.substring(name.indexOf('/') + 1)
                        : name)
                .filter(name -> !name.startsWith("$"))
                .distinct()
                .toList();
    }

    static boolean is(JsonObject patch, String directive) {
        return new JsonString(directive).equals(patch.get(PATCH));
    }

    private static JsonValue changed(@Nullable JsonValue current, JsonValue change, PatchField field) {
        if (current instanceof JsonObject object && change instanceof JsonObject part) {
            return field.strategy().equals("replace") ? change : merge(object, part, field.type());
        }
        if (current instanceof JsonArray && change instanceof JsonArray(var values)) {
            if (!field.strategy().equals("merge")) return change;
            return new JsonArray(list(current, values, field));
        }
        return fresh(change);
    }

    /// What was not there before has no directives and no nulls.
    private static JsonValue fresh(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, JsonValue> out = new TreeMap<>();
                object.members().forEach((name, part) -> {
                    boolean directive = part instanceof JsonObject below && below.get(PATCH) != null;
                    if (part != JsonNull.NULL && !directive) out.put(name, fresh(part));
                });
                yield new JsonObject(out);
            }
            case JsonArray(var values) ->
                new JsonArray(values.stream()
                        .filter(part -> !(part instanceof JsonObject object && object.get(PATCH) != null))
                        .map(PlainStrategicMerge::fresh)
                        .toList());
            default -> value;
        };
    }

    private static List<JsonValue> list(@Nullable JsonValue current, List<JsonValue> changes, PatchField field) {
        if (!(current instanceof JsonArray(var before))) {
            return ((JsonArray) withoutDirectives(new JsonArray(changes))).values();
        }
        if (before.isEmpty() && changes.isEmpty()) return before;
        var key = key(field, before.isEmpty() ? changes : before);
        var kept = new ArrayList<>(before);
        var wanted = new ArrayList<JsonValue>();
        for (var change : changes) {
            if (change instanceof JsonObject object && is(object, "delete")) {
                kept.removeIf(element -> key.apply(element).equals(key.apply(object)));
            } else wanted.add(change);
        }
        boolean replaced = wanted.removeIf(change -> change instanceof JsonObject object && is(object, "replace"));
        if (replaced) return wanted;
        var out = new ArrayList<JsonValue>(kept);
        for (var change : wanted) {
            int at = keys(out, key).indexOf(key.apply(change));
            if (at < 0) out.add(withoutDirectives(change));
            else if (change instanceof JsonObject object)
                out.set(at, merge((JsonObject) out.get(at), object, field.type()));
        }
        return ordered(distinct(out), wanted, kept, key);
    }

    /// Scalars stand once.
    private static List<JsonValue> distinct(List<JsonValue> values) {
        return !values.isEmpty() && values.getFirst() instanceof JsonObject
                ? values
                : values.stream().distinct().toList();
    }

    private static JsonValue withoutDirectives(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                Map<String, JsonValue> out = new TreeMap<>();
                object.members().forEach((name, part) -> {
                    boolean directive = part instanceof JsonObject below && below.get(PATCH) != null;
                    if (!directive) out.put(name, withoutDirectives(part));
                });
                yield new JsonObject(out);
            }
            case JsonArray(var values) ->
                new JsonArray(values.stream()
                        .filter(part -> !(part instanceof JsonObject object && object.get(PATCH) != null))
                        .map(PlainStrategicMerge::withoutDirectives)
                        .toList());
            default -> value;
        };
    }

    private static Function<JsonValue, JsonValue> key(PatchField field, List<JsonValue> list) {
        boolean objects = !list.isEmpty() && list.getFirst() instanceof JsonObject;
        return objects
                ? element -> Objects.requireNonNullElse(((JsonObject) element).get(field.mergeKey()), JsonNull.NULL)
                : element -> element;
    }

    private static List<JsonValue> keys(List<JsonValue> list, Function<JsonValue, JsonValue> key) {
        return list.stream().map(key).toList();
    }

    /// What an order names comes in that order; of the rest each stands before what it stood before.
    private static List<JsonValue> ordered(
            List<JsonValue> values, List<JsonValue> order, List<JsonValue> before, Function<JsonValue, JsonValue> key) {
        if (values.isEmpty()) return values;
        var wanted = keys(order, key);
        var stood = keys(before, key);
        var named = new HashMap<Integer, List<JsonValue>>();
        var rest = new ArrayList<JsonValue>();
        for (var value : values) {
            int at = wanted.indexOf(key.apply(value));
            if (at < 0) rest.add(value);
            else named.computeIfAbsent(at, index -> new ArrayList<>()).add(value);
        }
        rest.sort((a, b) -> Integer.compare(stood.indexOf(key.apply(a)), stood.indexOf(key.apply(b))));
        var out = new ArrayList<JsonValue>();
        for (var at : named.keySet().stream().sorted().toList()) {
            for (var value : Objects.requireNonNull(named.get(at))) {
                int place = stood.indexOf(key.apply(value));
                while (place >= 0 && !rest.isEmpty() && stood.indexOf(key.apply(rest.getFirst())) < place) {
                    out.add(rest.removeFirst());
                }
                out.add(value);
            }
        }
        out.addAll(rest);
        return out;
    }
}
