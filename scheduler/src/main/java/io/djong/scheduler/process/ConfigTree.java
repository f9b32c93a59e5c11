package io.djong.scheduler.process;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An object of a configuration file, and where it stands. What is wrong is gathered, and read as if it were not
/// there.
///
/// @param path of this object, "" for the root
/// @param problems all that is wrong with the file so far; one list for the whole file
record ConfigTree(JsonObject object, String path, List<String> problems) {
    static ConfigTree root(JsonObject object) {
        return new ConfigTree(object, "", new ArrayList<>());
    }

    String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    void wrong(String name, String why) {
        problems.add(at(name) + ": " + why);
    }

    /// Every other member is a problem.
    void allow(String... names) {
        var known = Set.of(names);
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) problems.add("unknown field \"" + at(name) + "\"");
        }
    }

    boolean has(String name) {
        return object.get(name) != null;
    }

    String text(String name, String otherwise) {
        return switch (object.get(name)) {
            case null -> otherwise;
            case JsonString(var value) -> value;
            case JsonValue other -> mistaken(name, "a text", otherwise);
        };
    }

    long whole(String name, long least, long most, long otherwise) {
        return switch (object.get(name)) {
            case null -> otherwise;
            case JsonNumber number
            when number.isInteger() -> {
                long value = number.longValue();
                boolean isInside = value >= least && value <= most;
                yield isInside ? value : mistaken(name, "a number from " + least + " to " + most, otherwise);
            }
            case JsonValue other -> mistaken(name, "a whole number", otherwise);
        };
    }

    double number(String name, double otherwise) {
        return switch (object.get(name)) {
            case null -> otherwise;
            case JsonNumber number -> number.doubleValue();
            case JsonValue other -> mistaken(name, "a number", otherwise);
        };
    }

    boolean flag(String name) {
        return switch (object.get(name)) {
            case null -> false;
            case JsonBool value -> value.value();
            case JsonValue other -> mistaken(name, "true or false", false);
        };
    }

    /// Empty when it is not there.
    ConfigTree inner(String name) {
        JsonObject inside = switch (object.get(name)) {
            case null -> JsonObject.EMPTY;
            case JsonObject value -> value;
            case JsonValue other -> mistaken(name, "an object", JsonObject.EMPTY);
        };
        return new ConfigTree(inside, at(name), problems);
    }

    List<ConfigTree> all(String name) {
        JsonArray array = switch (object.get(name)) {
            case null -> JsonArray.EMPTY;
            case JsonArray value -> value;
            case JsonValue other -> mistaken(name, "a list", JsonArray.EMPTY);
        };
        List<ConfigTree> result = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            String place = name + "[" + i + "]";
            if (array.get(i) instanceof JsonObject item) result.add(new ConfigTree(item, at(place), problems));
            else wrong(place, "must be an object");
        }
        return result;
    }

    List<String> texts(String name) {
        List<String> result = new ArrayList<>();
        if (object.get(name) instanceof JsonArray array) {
            for (JsonValue value : array.values()) {
                if (value instanceof JsonString(var text)) result.add(text);
                else wrong(name, "must be a list of texts");
            }
        } else if (has(name)) {
            wrong(name, "must be a list of texts");
        }
        return result;
    }

    private <T extends @Nullable Object> T mistaken(String name, String wanted, T otherwise) {
        wrong(name, "must be " + wanted);
        return otherwise;
    }
}
