package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.stream.Collectors;

/// Trees in error messages, as Go prints them and names their types.
public final class GoText {
    private GoText() {}

    /// As `%v` prints it: `map[a:1 b:[x y]]`.
    public static String value(JsonValue value) {
        return switch (value) {
            case JsonObject object ->
                object.members().entrySet().stream()
                        .map(member -> member.getKey() + ":" + value(member.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case JsonArray array ->
                array.values().stream().map(GoText::value).collect(Collectors.joining(" ", "[", "]"));
            case JsonString(var text) -> text;
            case JsonNumber number -> number.isInteger() ? Long.toString(number.longValue()) : number.toJson();
            case JsonBool bool -> Boolean.toString(bool.value());
            case JsonNull ignored -> "<nil>";
        };
    }

    /// As `%s` prints it: a text as it is, anything else with a complaint.
    static String text(JsonValue value) {
        return switch (value) {
            case JsonString(var text) -> text;
            case JsonNull ignored -> "%!s(<nil>)";
            case JsonObject ignored -> value(value);
            case JsonArray ignored -> value(value);
            case JsonNumber ignored -> "%!s(" + type(value) + "=" + value(value) + ")";
            case JsonBool ignored -> "%!s(" + type(value) + "=" + value(value) + ")";
        };
    }

    /// The Go type that a decoded value has.
    static String type(JsonValue value) {
        return switch (value) {
            case JsonObject ignored -> "map[string]interface {}";
            case JsonArray ignored -> "[]interface {}";
            case JsonString ignored -> "string";
            case JsonNumber number -> number.isInteger() ? "int64" : "float64";
            case JsonBool ignored -> "bool";
            case JsonNull ignored -> "%!s(<nil>)";
        };
    }

    /// What a decoder calls the value: `object`, `number` and so on.
    static String word(JsonValue value) {
        return switch (value) {
            case JsonObject ignored -> "object";
            case JsonArray ignored -> "array";
            case JsonString ignored -> "string";
            case JsonNumber ignored -> "number";
            case JsonBool ignored -> "bool";
            case JsonNull ignored -> "null";
        };
    }
}
