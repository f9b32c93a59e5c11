package io.djong.apiserver.updates;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A place in a tree of JSON.
///
/// @param steps names of members and indexes of elements, from the root
record Place(List<String> steps) {
    static final Place ROOT = new Place(List.of());

    Place {
        steps = List.copyOf(steps);
    }

    /// The place of a member or element below this one.
    Place below(String step) {
        var all = new ArrayList<>(steps);
        all.add(step);
        return new Place(all);
    }

    /// The place of the list whose element this is; of the value itself otherwise.
    Place list(JsonValue root) {
        if (steps.isEmpty()) {
            return this;
        }
        var parent = new Place(steps.subList(0, steps.size() - 1));
        return parent.in(root) instanceof JsonArray ? parent : this;
    }

    /// The last step, "" at the root.
    String name() {
        return steps.isEmpty() ? "" : steps.getLast();
    }

    /// The value at this place; null when there is none.
    @Nullable
    JsonValue in(JsonValue root) {
        var at = root;
        for (var step : steps) {
            at = child(at, step);
            if (at == null) {
                return null;
            }
        }
        return at;
    }

    private static @Nullable JsonValue child(JsonValue value, String step) {
        return switch (value) {
            case JsonObject object -> object.get(step);
            case JsonArray(var values)
            when Integer.parseInt(step) < values.size() -> values.get(Integer.parseInt(step));
            default -> null;
        };
    }

    /// The tree with another value at this place.
    ///
    /// @param value null takes the member or element away
    JsonValue put(JsonValue root, @Nullable JsonValue value) {
        return put(root, 0, value);
    }

    private JsonValue put(JsonValue at, int depth, @Nullable JsonValue value) {
        if (depth == steps.size()) {
            return value == null ? JsonNull.NULL : value;
        }
        var step = steps.get(depth);
        var gone = value == null && depth == steps.size() - 1;
        if (at instanceof JsonArray(var values)) {
            var all = new ArrayList<>(values);
            var index = Integer.parseInt(step);
            if (gone) {
                all.remove(index);
            } else {
                all.set(index, put(all.get(index), depth + 1, value));
            }
            return new JsonArray(all);
        }
        if (!(at instanceof JsonObject object)) {
            throw new IllegalStateException("nothing below " + this);
        }
        var member = object.get(step);
        return gone
                ? object.without(step)
                : object.with(step, put(member == null ? JsonNull.NULL : member, depth + 1, value));
    }

    /// As messages write it: `spec.ports[0].name`, `metadata.labels[a/b]`.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            if (step.matches("[A-Za-z]\\w*")) {
                text.append(text.isEmpty() ? "" : ".").append(step);
            } else {
                text.append('[').append(step).append(']');
            }
        }
        return text.toString();
    }
}
