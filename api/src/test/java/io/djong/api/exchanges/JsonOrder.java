package io.djong.api.exchanges;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.TreeMap;

/// JSON with members in alphabetical order, as the samples have it.
final class JsonOrder {
    private JsonOrder() {}

    static String sorted(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var members = new TreeMap<String, String>();
                object.members().forEach((name, member) -> members.put(name, sorted(member)));
                yield members.toString();
            }
            case JsonArray array -> {
                var items = new ArrayList<String>();
                array.values().forEach(item -> items.add(sorted(item)));
                yield items.toString();
            }
            default -> value.toString();
        };
    }
}
