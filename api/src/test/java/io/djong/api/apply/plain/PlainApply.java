package io.djong.api.apply.plain;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// One object while managers apply to it and change it.
final class PlainApply {
    /// @param name `manager` with a star when it applies
    record Conflict(String name, List<String> path) {}

    private final PlainSchema schema;
    private JsonValue live = JsonObject.EMPTY;

    /// What each manages; those that apply have a star.
    private Map<String, Set<List<String>>> managers = new TreeMap<>();

    PlainApply(JsonObject schema) {
        this.schema = new PlainSchema(schema);
    }

    JsonValue live() {
        return live;
    }

    Map<String, Set<List<String>>> managers() {
        return managers;
    }

    /// A write by others than appliers: whoever changes something manages it, whoever loses it does not. An
    /// object that nobody is tracked of is left alone.
    void update(String manager, JsonObject now) {
        if (managers.isEmpty()) {
            live = now;
            return;
        }
        var difference = PlainValues.compare(schema, live, now);
        var touched = new HashSet<>(difference.modified());
        touched.addAll(difference.added());
        var lost = new HashSet<>(touched);
        lost.addAll(difference.removed());
        managers.values().forEach(fields -> fields.removeAll(lost));
        managers.computeIfAbsent(manager, name -> new HashSet<>()).addAll(touched);
        managers.values().removeIf(Set::isEmpty);
        live = now;
    }

    /// @return who manages what would change; nothing has happened unless it is empty
    Set<Conflict> apply(String manager, JsonObject config, boolean force) {
        var after = new TreeMap<String, Set<List<String>>>();
        managers.forEach((name, fields) -> after.put(name, new HashSet<>(fields)));
        if (after.isEmpty()) {
            var all = PlainValues.compare(schema, JsonObject.EMPTY, live).added();
            if (!all.isEmpty()) after.put("before-first-apply", all);
        }
        var last = after.getOrDefault(manager + "*", Set.of());
        after.put(manager + "*", PlainValues.fields(schema, config, List.of()));
        var pruned = pruned(PlainValues.merge(schema, live, config), last, after);
        var difference = PlainValues.compare(schema, live, pruned);
        var changed = new HashSet<>(difference.modified());
        changed.addAll(difference.added());
        Set<Conflict> conflicts = new HashSet<>();
        after.forEach((name, fields) -> {
            if (name.equals(manager + "*")) return;
            for (var path : fields) if (changed.contains(path)) conflicts.add(new Conflict(name, path));
            fields.removeAll(changed);
            fields.removeAll(difference.removed());
        });
        if (!conflicts.isEmpty() && !force) return conflicts;
        after.values().removeIf(Set::isEmpty);
        managers = after;
        live = pruned;
        return Set.of();
    }

    /// Without what the applier had wanted and does not want any more, unless somebody manages it.
    private JsonValue pruned(JsonValue merged, Set<List<String>> last, Map<String, Set<List<String>>> managers) {
        if (last.isEmpty()) return merged;
        var mine = named(last);
        var all = named(PlainValues.fields(schema, merged, List.of()));
        var kept = named(PlainValues.fields(schema, cut(merged, mine), List.of()));
        managers.values().forEach(fields -> kept.addAll(named(fields)));
        var gone = new HashSet<>(all);
        gone.removeAll(kept);
        var left = named(PlainValues.fields(schema, cut(merged, gone), List.of()));
        var taken = new HashSet<>(all);
        taken.removeAll(left);
        taken.retainAll(mine);
        return cut(merged, taken);
    }

    private JsonValue cut(JsonValue value, Set<List<String>> gone) {
        var left = PlainValues.without(schema, value, gone, List.of());
        return left instanceof JsonObject ? left : JsonObject.EMPTY;
    }

    /// With the declared fields on the way to each.
    private Set<List<String>> named(Set<List<String>> paths) {
        Set<List<String>> out = new HashSet<>(paths);
        for (var path : paths) {
            var at = schema;
            for (int i = 0; i < path.size() - 1; i++) {
                var step = path.get(i);
                boolean member = step.startsWith("f:");
                if (member && at.declares(step.substring(2))) out.add(path.subList(0, i + 1));
                at = member ? at.member(step.substring(2)) : at.element();
            }
        }
        return out;
    }

    /// Paths as a message would show them.
    static Set<String> shown(Set<List<String>> paths) {
        Set<String> out = new TreeSet<>();
        for (var path : paths) out.add(String.join("/", path));
        return out;
    }
}
