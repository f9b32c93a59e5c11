package io.djong.api.apply.plain;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What values say, how they differ, and how one is laid over another.
final class PlainValues {
    private PlainValues() {}

    static List<String> plus(List<String> path, String last) {
        var longer = new ArrayList<>(path);
        longer.add(last);
        return List.copyOf(longer);
    }

    /// The fields that a value has.
    static Set<List<String>> fields(PlainSchema schema, JsonValue value, List<String> path) {
        Set<List<String>> out = new HashSet<>();
        if (schema.isGranularMap(value)) {
            PlainSchema.members(value).forEach((name, part) -> {
                var below = plus(path, "f:" + name);
                out.addAll(fields(schema.member(name), part, below));
                if (part == JsonNull.NULL || part.equals(JsonObject.EMPTY) || !schema.declares(name)) out.add(below);
            });
        } else if (schema.isGranularList(value)) {
            var names = value == JsonNull.NULL ? List.<String>of() : schema.names(value);
            for (var element : PlainSchema.elements(value)) {
                var name = schema.name(element);
                var below = plus(path, name);
                out.add(below);
                if (names.stream().filter(name::equals).count() == 1) {
                    out.addAll(fields(schema.element(), element, below));
                }
            }
        } else if (!path.isEmpty()) {
            out.add(path);
        }
        return out;
    }

    /// What is different, by how it is.
    record Difference(Set<List<String>> removed, Set<List<String>> modified, Set<List<String>> added) {
        Difference() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        Set<List<String>> set(@Nullable JsonValue before, @Nullable JsonValue after) {
            return before == null ? added : after == null ? removed : modified;
        }
    }

    static Difference compare(PlainSchema schema, JsonValue before, JsonValue after) {
        var out = new Difference();
        compare(schema, before, after, List.of(), out);
        return out;
    }

    private static boolean isBare(@Nullable JsonValue value) {
        return PlainSchema.members(value).isEmpty()
                && PlainSchema.elements(value).isEmpty();
    }

    private static void compare(
            PlainSchema schema,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            List<String> path,
            Difference out) {
        var form = after == null || (after == JsonNull.NULL && before != null) ? before : after;
        if (isBare(before) && isBare(after)) leaf(before, after, path, out);
        else if (schema.isGranularMap(form)) {
            var names = new LinkedHashSet<>(PlainSchema.members(before).keySet());
            names.addAll(PlainSchema.members(after).keySet());
            for (var name : names) {
                compare(
                        schema.member(name),
                        PlainSchema.members(before).get(name),
                        PlainSchema.members(after).get(name),
                        plus(path, "f:" + name),
                        out);
            }
            if (before == null || after == null) noted(before, after, path, out);
        } else if (schema.isGranularList(form)) {
            lists(schema, before, after, path, out);
            if (before == null || after == null) noted(before, after, path, out);
        } else leaf(before, after, path, out);
    }

    private static void noted(
            @Nullable JsonValue before, @Nullable JsonValue after, List<String> path, Difference out) {
        if (!path.isEmpty()) out.set(before, after).add(path);
    }

    private static void leaf(@Nullable JsonValue before, @Nullable JsonValue after, List<String> path, Difference out) {
        if (before == null || !before.equals(after)) noted(before, after, path, out);
    }

    private static void lists(
            PlainSchema schema,
            @Nullable JsonValue before,
            @Nullable JsonValue after,
            List<String> path,
            Difference out) {
        var names = new LinkedHashSet<String>();
        for (var element : PlainSchema.elements(before)) names.add(schema.name(element));
        for (var element : PlainSchema.elements(after)) names.add(schema.name(element));
        for (var name : names) {
            var old = named(schema, before, name);
            var now = named(schema, after, name);
            var below = plus(path, name);
            if (old.size() < 2 && now.size() < 2) {
                compare(schema.element(), first(old), first(now), below, out);
            } else if (old.size() >= 2 && now.size() >= 2) {
                if (!old.equals(now)) out.modified().add(below);
            } else if (old.size() >= 2) {
                if (!now.isEmpty()) compare(schema.element(), null, first(now), below, out);
                out.removed().add(below);
            } else {
                if (!old.isEmpty()) compare(schema.element(), first(old), null, below, out);
                out.added().add(below);
            }
        }
    }

    private static List<JsonValue> named(PlainSchema schema, @Nullable JsonValue list, String name) {
        return PlainSchema.elements(list).stream()
                .filter(element -> schema.name(element).equals(name))
                .toList();
    }

    private static @Nullable JsonValue first(List<JsonValue> values) {
        return values.isEmpty() ? null : values.getFirst();
    }

    /// One value laid over another. Elements of lists come in the second's order; those that only the first
    /// has keep their place among those that both have.
    static JsonValue merge(PlainSchema schema, @Nullable JsonValue live, JsonValue config) {
        if (live == null || (isBare(live) && isBare(config))) return config;
        if (schema.isGranularMap(config == JsonNull.NULL ? live : config)) {
            Map<String, JsonValue> out = new TreeMap<>(PlainSchema.members(live));
            PlainSchema.members(config)
                    .forEach((name, part) -> out.put(name, merge(schema.member(name), out.get(name), part)));
            return new JsonObject(out);
        }
        if (schema.isGranularList(config == JsonNull.NULL ? live : config)) {
            return new JsonArray(mergeLists(schema, live, config));
        }
        return config;
    }

    private static List<JsonValue> mergeLists(PlainSchema schema, JsonValue live, JsonValue config) {
        var mine = schema.names(config);
        var theirs = schema.names(live);
        var shared = mine.stream().filter(theirs::contains).toList();
        var out = new ArrayList<JsonValue>();
        var done = new HashSet<String>();
        int given = 0;
        int at = 0;
        while (at < theirs.size() || given < mine.size()) {
            boolean waits = false;
            if (at < theirs.size()) {
                var name = theirs.get(at);
                var left =
                        shared.stream().filter(other -> !done.contains(other)).toList();
                var next = left.isEmpty() ? name : left.getFirst();
                if (!mine.contains(name)) {
                    out.add(PlainSchema.elements(live).get(at++));
                    continue;
                }
                waits = !done.contains(name) && (name.equals(next) || given == mine.size());
                // What stands there again lets one of the second list go first when nothing more is shared.
                boolean again = done.contains(name) && left.isEmpty() && given < mine.size();
                if (!waits) at++;
                if (!waits && !again) continue;
            }
            var name = mine.get(given);
            var old = named(schema, live, name);
            var part = PlainSchema.elements(config).get(given++);
            out.add(merge(schema.element(), old.size() == 1 ? old.getFirst() : null, part));
            done.add(name);
            if (waits && theirs.get(at).equals(name)) at++;
        }
        return out;
    }

    /// A value without these fields; null when nothing is left.
    static JsonValue without(PlainSchema schema, JsonValue value, Set<List<String>> gone, List<String> path) {
        if (schema.isGranularMap(value)) {
            Map<String, JsonValue> out = new TreeMap<>();
            PlainSchema.members(value).forEach((name, part) -> {
                var below = plus(path, "f:" + name);
                if (!gone.contains(below)) out.put(name, cut(schema.member(name), part, gone, below));
            });
            return out.isEmpty() ? JsonNull.NULL : new JsonObject(out);
        }
        if (schema.isGranularList(value)) {
            var out = new ArrayList<JsonValue>();
            for (var element : PlainSchema.elements(value)) {
                var below = plus(path, schema.name(element));
                if (!gone.contains(below)) out.add(cut(schema.element(), element, gone, below));
            }
            return out.isEmpty() ? JsonNull.NULL : new JsonArray(out);
        }
        return value instanceof JsonObject || value instanceof JsonArray ? JsonNull.NULL : value;
    }

    private static JsonValue cut(PlainSchema schema, JsonValue value, Set<List<String>> gone, List<String> path) {
        boolean below = gone.stream()
                .anyMatch(other -> other.size() > path.size()
                        && other.subList(0, path.size()).equals(path));
        return below ? without(schema, value, gone, path) : value;
    }
}
