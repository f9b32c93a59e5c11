package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.yaml.YamlWriter;
import io.djong.base.wire.ProtoWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the JSON of a document becomes protobuf: one line a message, its name first, then its fields.
///
/// - `name:5` the member `name` is the string field 5; `*` at its end a list of strings, `!` a boolean, `@` a list
///   of any values, `=M` a message of the table, `=*M` a list of them
/// - `{}:1=M` every other member is an entry, name and value, of field 1; `x-:13` those that begin with `x-` are
///   entries whose value is any value
/// - `self:1` the value itself, no object, is field 1; 0 for a scalar that tells its type (double 1, bool 2,
/// string 3)
/// - `?1=M` the message is a choice, and what it holds is `M` in field 1; `$ref?2=M` if there is that member,
///   `in=body?1=M` if it has that value; the first that fits
///
/// A member that no line knows is a bug of the table.
final class MessageTable {
    private static final Field UNKNOWN = new Field("", 0, "", "");

    /// @param form one of `*`, `!`, `@`, `=`, `=*`, `?`; "" for a string
    /// @param message that it is, or ""
    private record Field(String name, int number, String form, String message) {}

    private final Map<String, List<Field>> messages = new HashMap<>();

    private MessageTable() {}

    static MessageTable of(String lines) {
        var table = new MessageTable();
        for (String line : lines.strip().split("\n")) {
            String[] words = line.strip().split(" +");
            var fields = new ArrayList<Field>();
            for (int i = 1; i < words.length; i++) fields.add(field(words[i]));
            table.messages.put(words[0], List.copyOf(fields));
        }
        return table;
    }

    private static Field field(String word) {
        int choice = word.indexOf('?');
        if (choice >= 0) {
            int equals = word.indexOf('=', choice);
            int number = Integer.parseInt(word, choice + 1, equals, 10);
            return new Field(word.substring(0, choice), number, "?", word.substring(equals + 1));
        }
        int colon = word.lastIndexOf(':');
        int end = colon + 1;
        while (end < word.length() && Character.isDigit(word.charAt(end))) end++;
        String rest = word.substring(end);
        String form = rest.startsWith("=*") ? "=*" : rest.isEmpty() ? "" : rest.substring(0, 1);
        int number = Integer.parseInt(word, colon + 1, end, 10);
        return new Field(word.substring(0, colon), number, form, rest.substring(form.length()));
    }

    byte[] bytes(String message, JsonObject value) {
        var out = new ProtoWriter(1 << 16);
        new Encoder(out).write(message, value);
        return out.toByteArray();
    }

    /// Writes one document. Any values repeat, so their text is kept.
    private final class Encoder {
        private final ProtoWriter out;
        private final Map<JsonValue, String> texts = new HashMap<>();

        Encoder(ProtoWriter out) {
            this.out = out;
        }

        void write(String message, JsonValue value) {
            var fields = messages.getOrDefault(message, List.of());
            var first = fields.isEmpty() ? UNKNOWN : fields.getFirst();
            if (first.form().equals("?")) choose(fields, value);
            else if (first.name().equals("self")) self(first, value);
            else if (value instanceof JsonObject object) members(message, fields, object);
            else throw unexpected(message, value.toJson());
        }

        private void choose(List<Field> fields, JsonValue value) {
            for (Field field : fields) {
                if (!fits(field.name(), value)) continue;
                nested(field.number(), field.message(), value);
                return;
            }
        }

        private static boolean fits(String condition, JsonValue value) {
            if (condition.isEmpty()) return true;
            if (!(value instanceof JsonObject object)) return false;
            int equals = condition.indexOf('=');
            return equals < 0
                    ? object.get(condition) != null
                    : object.string(condition.substring(0, equals)).equals(condition.substring(equals + 1));
        }

        private void self(Field field, JsonValue value) {
            if (field.number() > 0) {
                one(field, value);
                return;
            }
            switch (value) {
                case JsonNumber number -> out.float64(1, number.doubleValue());
                case JsonBool is -> out.bool(2, is == JsonBool.TRUE);
                case JsonString(var text) -> out.string(3, text);
                default -> {} // an object has no place in this message
            }
        }

        private void members(String message, List<Field> fields, JsonObject value) {
            var present = new ArrayList<Map.Entry<Field, String>>();
            for (String name : value.members().keySet()) present.add(Map.entry(find(message, fields, name), name));
            present.sort(Comparator.comparingInt(entry -> entry.getKey().number()));
            for (var entry : present.reversed()) member(entry.getKey(), entry.getValue(), value);
        }

        private void member(Field field, String name, JsonObject owner) {
            JsonValue value = owner.get(name);
            if (value == null) return;
            if (field.name().equals("x-")) {
                int mark = out.size();
                any(2, value);
                out.string(1, name);
                out.endMessage(field.number(), mark);
            } else if (field.name().equals("{}")) {
                int mark = out.size();
                nested(2, field.message(), value);
                out.string(1, name);
                out.endMessage(field.number(), mark);
            } else one(field, value);
        }

        private void one(Field field, JsonValue value) {
            switch (field.form()) {
                case "=" -> nested(field.number(), field.message(), value);
                case "!" -> {
                    if (value.equals(JsonBool.TRUE)) out.bool(field.number(), true);
                }
                case "*", "=*", "@" -> {
                    if (!(value instanceof JsonArray(var values))) throw unexpected(field.name(), value.toJson());
                    for (JsonValue each : values.reversed()) element(field, each);
                }
                default -> string(field.number(), value);
            }
        }

        private void element(Field field, JsonValue value) {
            switch (field.form()) {
                case "=*" -> nested(field.number(), field.message(), value);
                case "@" -> any(field.number(), value);
                default -> string(field.number(), value);
            }
        }

        private void string(int number, JsonValue value) {
            if (!(value instanceof JsonString(var text))) throw unexpected("string", value.toJson());
            out.string(number, text);
        }

        private void nested(int number, String message, JsonValue value) {
            int mark = out.size();
            write(message, value);
            out.endMessage(number, mark);
        }

        /// Any value travels as YAML.
        private void any(int number, JsonValue value) {
            int mark = out.size();
            out.string(
                    2,
                    texts.computeIfAbsent(value, each -> new String(YamlWriter.write(each), StandardCharsets.UTF_8)));
            out.endMessage(number, mark);
        }
    }

    private static Field find(String message, List<Field> fields, String name) {
        @Nullable Field other = null;
        for (Field field : fields) {
            if (field.name().equals(name)) return field;
            if (field.name().equals("x-") && name.startsWith("x-")) return field;
            if (field.name().equals("{}")) other = field;
        }
        if (other == null) throw unexpected(message, name);
        return other;
    }

    private static IllegalStateException unexpected(String message, String what) {
        return new IllegalStateException("OpenAPI message " + message + " has no place for " + what);
    }
}
