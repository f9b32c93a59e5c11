package io.djong.apiserver.admission.unhonoured;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an object uses a field. Pure.
final class FieldUse {
    private final String[] steps;
    private final @Nullable String value;
    private final List<String> found = new ArrayList<>(0);

    private FieldUse(String pattern) {
        var at = pattern.indexOf('=');
        this.steps = (at < 0 ? pattern : pattern.substring(0, at)).split("\\.");
        this.value = at < 0 ? null : pattern.substring(at + 1);
    }

    /// The paths in the object that the pattern means and that are set to something.
    ///
    /// @param pattern as [Unhonoured#path()], not ""
    static List<String> find(JsonValue object, String pattern) {
        var use = new FieldUse(pattern);
        use.descend(object, 0, "");
        return use.found;
    }

    private void descend(@Nullable JsonValue here, int step, String path) {
        if (here == null) {
            return;
        }
        if (step == steps.length) {
            if (value == null ? set(here) : value.equals(text(here))) {
                found.add(path);
            }
            return;
        }
        if (steps[step].equals("*")) {
            if (here instanceof JsonArray array) {
                for (int i = 0; i < array.size(); i++) {
                    descend(array.get(i), step + 1, path + "[" + i + "]");
                }
            }
        } else if (here instanceof JsonObject object) {
            descend(object.get(steps[step]), step + 1, path.isEmpty() ? steps[step] : path + "." + steps[step]);
        }
    }

    /// An object counts even when it is empty: a volume of a kind may need nothing else.
    private static boolean set(JsonValue here) {
        return switch (here) {
            case JsonNull none -> false;
            case JsonArray array -> array.size() > 0;
            case JsonString(var text) -> !text.isEmpty();
            case JsonObject object -> true;
            case JsonNumber number -> true;
            case JsonBool bool -> true;
        };
    }

    private static String text(JsonValue here) {
        return here instanceof JsonString(var text) ? text : here.toJson();
    }
}
