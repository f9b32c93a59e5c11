package io.djong.api.apply.paths;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import java.util.ArrayList;
import java.util.List;

/// Upstream's order of values: numbers, strings, booleans, lists, maps, null.
final class ValueOrder {
    private ValueOrder() {}

    static int compare(JsonValue a, JsonValue b) {
        int byKind = Integer.compare(rank(a), rank(b));
        if (byKind != 0) return byKind;
        return switch (a) {
            case JsonNumber number -> compareNumbers(number, (JsonNumber) b);
            case JsonString(String text) -> OrderedMap.compare(text, ((JsonString) b).value());
            case JsonBool bool -> Boolean.compare(bool.value(), ((JsonBool) b).value());
            case JsonArray(List<JsonValue> values) -> compareLists(values, ((JsonArray) b).values());
            case JsonObject object -> compareParts(parts(object), parts((JsonObject) b));
            case JsonNull none -> 0;
        };
    }

    static int compareParts(List<PathElement.Part> a, List<PathElement.Part> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byName = OrderedMap.compare(a.get(i).name(), b.get(i).name());
            if (byName != 0) return byName;
            int byValue = compare(a.get(i).value(), b.get(i).value());
            if (byValue != 0) return byValue;
        }
        return Integer.compare(a.size(), b.size());
    }

    private static int compareNumbers(JsonNumber a, JsonNumber b) {
        return a.isInteger() && b.isInteger()
                ? Long.compare(a.longValue(), b.longValue())
                : Double.compare(a.doubleValue(), b.doubleValue());
    }

    private static int compareLists(List<JsonValue> a, List<JsonValue> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int byElement = compare(a.get(i), b.get(i));
            if (byElement != 0) return byElement;
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<PathElement.Part> parts(JsonObject object) {
        var parts = new ArrayList<PathElement.Part>();
        object.members().forEach((name, value) -> parts.add(new PathElement.Part(name, value)));
        return parts;
    }

    private static int rank(JsonValue value) {
        return switch (value) {
            case JsonNumber number -> 0;
            case JsonString text -> 1;
            case JsonBool bool -> 2;
            case JsonArray array -> 3;
            case JsonObject object -> 4;
            case JsonNull none -> 5;
        };
    }
}
