package io.djong.apiserver.updates;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every change of one field of an object.
final class Changes {
    private static final Set<String> MAPS = Set.of(
            "labels",
            "annotations",
            "matchLabels",
            "nodeSelector",
            "data",
            "binaryData",
            "limits",
            "requests",
            "capacity",
            "allocatable",
            "hard",
            "used",
            "allocatedResources",
            "parameters",
            "volumeAttributes",
            "attachmentMetadata",
            "extra",
            "disruptedPods",
            "overhead",
            "podFixed");
    /// What tells the elements of a list from each other.
    private static final List<String> KEYS =
            List.of("name", "key", "type", "ip", "uid", "mountPath", "topologyKey", "resourceName", "path");

    private final List<Change> all = new ArrayList<>();

    private Changes() {}

    /// Each field changed and taken away in turn.
    static List<Change> of(JsonValue object) {
        var changes = new Changes();
        changes.all.add(new Change(Place.ROOT, "nothing", null));
        changes.below(Place.ROOT, object);
        return List.copyOf(changes.all);
    }

    /// Each field that one object does not have set to what another has.
    static List<Change> missing(JsonValue object, JsonValue richer) {
        var changes = new Changes();
        changes.set(Place.ROOT, object, richer);
        return List.copyOf(changes.all);
    }

    private void set(Place place, @Nullable JsonValue has, JsonValue richer) {
        if (has == null) {
            all.add(new Change(place, "set", richer));
        } else if (has instanceof JsonObject object && richer instanceof JsonObject more) {
            more.members().forEach((name, value) -> set(place.below(name), object.get(name), value));
        }
    }

    private void below(Place place, JsonValue value) {
        if (!place.steps().isEmpty()) {
            all.add(new Change(place, "removed", null));
        }
        switch (value) {
            case JsonObject object -> {
                if (MAPS.contains(place.name())) {
                    var like = object.members().values().stream().findFirst().orElse(new JsonString("v"));
                    all.add(new Change(place, "one more", object.with("added", like)));
                }
                object.members().forEach((name, member) -> below(place.below(name), member));
            }
            case JsonArray array -> list(place, array);
            case JsonNumber number -> {
                all.add(new Change(place, "more", JsonNumber.of(number.longValue() + 1)));
                all.add(new Change(place, "less", JsonNumber.of(number.longValue() - 1)));
            }
            case JsonBool bool -> all.add(new Change(place, "changed", other(place.name(), bool)));
            case JsonString(var text) -> text(place, text);
            case JsonNull _ -> {}
        }
    }

    private void text(Place place, String text) {
        var less = Alternatives.counted(text, -1);
        var more = Alternatives.other(place.name(), text);
        all.add(new Change(place, less == null ? "changed" : "more", more));
        if (less != null) {
            all.add(new Change(place, "less", new JsonString(less)));
        }
    }

    private void list(Place place, JsonArray array) {
        var values = array.values();
        for (int i = 0; i < values.size(); i++) {
            below(place.below(Integer.toString(i)), values.get(i));
        }
        if (values.isEmpty()) {
            return;
        }
        var longer = new ArrayList<>(values);
        longer.add(another(place.name(), values.getLast()));
        all.add(new Change(place, "one more", new JsonArray(longer)));
        if (values.size() > 1) {
            all.add(new Change(place, "turned", new JsonArray(values.reversed())));
        }
    }

    /// An element like this one that is not this one.
    private static JsonValue another(String name, JsonValue element) {
        if (element instanceof JsonObject object) {
            for (var key : KEYS) {
                var member = object.get(key);
                if (member != null) {
                    return object.with(key, other(key, member));
                }
            }
            for (var member : object.members().entrySet()) {
                if (!(member.getValue() instanceof JsonObject)) {
                    return object.with(member.getKey(), other(member.getKey(), member.getValue()));
                }
            }
            return object;
        }
        return other(name, element);
    }

    private static JsonValue other(String name, JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> Alternatives.other(name, text);
            case JsonNumber number -> JsonNumber.of(number.longValue() + 1);
            case JsonBool bool -> bool.equals(JsonBool.TRUE) ? JsonBool.FALSE : JsonBool.TRUE;
            case JsonArray array -> array.values().isEmpty() ? array : JsonArray.of(other(name, array.get(0)));
            default -> value;
        };
    }
}
