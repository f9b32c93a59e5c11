package io.djong.apiserver.updates;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.updates.Server.Answer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What became of a change, in a line: `taken`, `kept` as it was, `becomes` something else, or `refused`.
/// What changes elsewhere is added. `$here`, `$old` and `$new` stand for the place and its values.
final class Outcome {
    private static final int MESSAGE_LENGTH_MAX = 140;
    private static final Pattern DUMP = Pattern.compile(
            "(Invalid value|Unsupported value|Duplicate value|Too long): (\".*\"|[{\\[<].*[}\\]>]|\\S+)(?=: |$)");
    private static final Pattern UID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern TIME = Pattern.compile("20(?:2[4-9]|[3-9]\\d)-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");

    private final JsonValue before;
    private final Change change;

    private Outcome(JsonValue before, Change change) {
        this.before = before;
        this.change = change;
    }

    /// @param before the object as it was stored
    static String of(JsonValue before, Change change, Answer answer) {
        var outcome = new Outcome(before, change);
        var text = answer.refused() ? outcome.refusal(answer) : outcome.acceptance(answer.body());
        return answer.warnings().isEmpty() ? text : text + "; warns: " + String.join("; ", answer.warnings());
    }

    private String acceptance(JsonObject after) {
        var place = change.place().list(before);
        var wanted = place.in(change.applied(before));
        var found = place.in(after);
        var elsewhere = new ArrayList<String>();
        differences(Place.ROOT, before, after, place, elsewhere);
        if (place.steps().isEmpty()) {
            return elsewhere.isEmpty() ? "the same" : String.join(", ", elsewhere);
        }
        var old = place.in(before);
        var here = Objects.equals(found, wanted) || empty(found) && empty(wanted)
                ? "taken"
                : same(found, old) ? "kept" : "becomes " + shown(found);
        return elsewhere.isEmpty() ? here : here + "; " + String.join(", ", elsewhere);
    }

    /// What is empty may be left out.
    private static boolean same(@Nullable JsonValue one, @Nullable JsonValue other) {
        return Objects.equals(one, other) || empty(one) && empty(other) || now(one) && now(other);
    }

    /// Whether it is a time that a server has set.
    private static boolean now(@Nullable JsonValue value) {
        return value instanceof JsonString(var text) && TIME.matcher(text).matches();
    }

    private static boolean empty(@Nullable JsonValue value) {
        return switch (value) {
            case null -> true;
            case JsonObject object -> object.size() == 0;
            case JsonArray array -> array.size() == 0;
            case JsonString(var text) -> text.isEmpty();
            case JsonNumber number -> number.longValue() == 0;
            case JsonBool bool -> !bool.value();
            case JsonNull _ -> true;
        };
    }

    private static String shown(@Nullable JsonValue value) {
        if (value == null) {
            return "absent";
        }
        var text = masked(value.toJson());
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    /// What is not as it was, but for one place and what every write changes.
    private void differences(
            Place at, @Nullable JsonValue old, @Nullable JsonValue now, Place without, List<String> into) {
        var name = at.toString();
        if (Objects.equals(old, now)
                || now(old) && now(now)
                || at.equals(without) && !at.steps().isEmpty()
                || name.equals("metadata.managedFields")
                || name.equals("metadata.resourceVersion")) {
            return;
        }
        if (name.equals("metadata.generation")) {
            into.add("generation");
        } else if (old instanceof JsonObject one && now instanceof JsonObject two) {
            var names = new TreeSet<>(one.members().keySet());
            names.addAll(two.members().keySet());
            names.forEach(each -> differences(at.below(each), one.get(each), two.get(each), without, into));
        } else if (old instanceof JsonArray one && now instanceof JsonArray two && one.size() == two.size()) {
            for (int i = 0; i < one.size(); i++) {
                differences(at.below(Integer.toString(i)), one.get(i), two.get(i), without, into);
            }
        } else if (!(change.value() == null
                && without.steps().size() > at.steps().size()
                && without.steps().subList(0, at.steps().size()).equals(at.steps()))) {
            into.add(name + " = " + shown(now));
        } else {
            into.add(name + " too");
        }
    }

    private String refusal(Answer answer) {
        var body = answer.body();
        var causes = body.object("details").array("causes").values();
        var prefix = answer.code() == 422 ? "refused: " : "refused " + answer.code() + ": ";
        if (causes.isEmpty()) {
            return prefix + message("", body.string("message"));
        }
        var times = new LinkedHashMap<String, Integer>();
        for (var cause : causes) {
            var one = (JsonObject) cause;
            times.merge(message(one.string("field"), one.string("message")), 1, Integer::sum);
        }
        return prefix
                + times.entrySet().stream()
                        .map(one -> one.getKey() + (one.getValue() > 1 ? " (" + one.getValue() + " times)" : ""))
                        .collect(Collectors.joining(" | "));
    }

    private String message(String field, String text) {
        var here = change.place().toString();
        var line = text.lines().findFirst().orElse("");
        var dumps = DUMP.matcher(line)
                .replaceAll(found -> found.group(1) + ": " + Matcher.quoteReplacement(value(found.group(2))));
        var place = field.isEmpty() ? "" : field.equals(here) ? "$here: " : field + ": ";
        var all = masked(place + dumps);
        return all.length() > MESSAGE_LENGTH_MAX ? all.substring(0, MESSAGE_LENGTH_MAX) + "…" : all;
    }

    private String value(String dump) {
        if (dump.startsWith("{") || dump.startsWith("[") || dump.equals("null")) {
            return "…";
        }
        if (dump.equals(json(change.value()))) {
            return "$new";
        }
        return dump.equals(json(change.place().in(before))) ? "$old" : dump;
    }

    private static String json(@Nullable JsonValue value) {
        return value == null ? "" : value.toJson();
    }

    private static String masked(String text) {
        return TIME.matcher(UID.matcher(text).replaceAll("UID")).replaceAll("TIME");
    }
}
