package io.djong.apiserver.exchanges;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares answers with expected ones.
final class Comparison {
    private final Placeholders words;

    Comparison(Placeholders words) {
        this.words = words;
    }

    /// The differences, one sentence each.
    void compare(String path, @Nullable JsonValue expected, @Nullable JsonValue actual, List<String> differences) {
        switch (expected) {
            case JsonObject object
            when actual instanceof JsonObject other -> {
                var names = new TreeSet<>(object.members().keySet());
                names.addAll(other.members().keySet());
                for (var name : names) {
                    compare(
                            path + "." + name,
                            sorted(name, object.get(name)),
                            sorted(name, other.get(name)),
                            differences);
                }
            }
            case JsonArray array
            when actual instanceof JsonArray other && array.size() == other.size() -> {
                for (int i = 0; i < array.size(); i++) {
                    compare(path + "[" + i + "]", array.get(i), other.get(i), differences);
                }
            }
            case JsonString(var text)
            when actual instanceof JsonString(var other) -> {
                if (!words.matches(text, other)) {
                    differences.add(path + ": wanted " + text + " but was " + other);
                }
            }
            case JsonString(var text)
            when actual instanceof JsonNumber number -> {
                if (!words.matches(text, number.toString())) {
                    differences.add(path + ": wanted \"" + text + "\" but was " + number);
                }
            }
            case null, default -> {
                if (!java.util.Objects.equals(expected, actual)) {
                    differences.add(path + ": wanted " + shown(expected) + " but was " + shown(actual));
                }
            }
        }
    }

    /// Managed fields in the order of the cases: by their managers, not by time.
    private static @Nullable JsonValue sorted(String name, @Nullable JsonValue value) {
        if (!name.equals("managedFields") || !(value instanceof JsonArray array)) {
            return value;
        }
        return new JsonArray(array.values().stream()
                .sorted(Comparator.comparing(Comparison::identity))
                .toList());
    }

    private static String identity(JsonValue entry) {
        return entry instanceof JsonObject object
                ? Stream.of("manager", "operation", "apiVersion", "subresource")
                        .map(object::string)
                        .collect(Collectors.joining(" "))
                : "";
    }

    /// Compares bodies that are not JSON.
    void compareText(String expected, String actual, List<String> differences) {
        if (!words.matches(expected, actual)) {
            differences.add("body: wanted " + expected + " but was " + actual);
        }
    }

    /// Compares a header's values.
    void compareHeader(String name, JsonArray expected, List<String> actual, List<String> differences) {
        boolean same = expected.size() == actual.size();
        for (int i = 0; same && i < actual.size(); i++) {
            same = expected.get(i) instanceof JsonString(var text) && words.matches(text, actual.get(i));
        }
        if (!same) {
            differences.add("header " + name + ": wanted " + expected.toJson() + " but was " + actual);
        }
    }

    private static String shown(@Nullable JsonValue value) {
        return value == null ? "nothing" : value.toJson();
    }
}
