package io.djong.api.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Map;

/// Writes trees without recursion, so that depth costs heap and not stack.
final class JsonTreeWriter {
    private final JsonWriter out;
    private final boolean asWritten;
    private final ArrayDeque<Iterator<?>> open = new ArrayDeque<>();

    /// @param asWritten whether numbers are spelled as they were read
    JsonTreeWriter(JsonWriter out, boolean asWritten) {
        this.out = out;
        this.asWritten = asWritten;
    }

    void write(JsonValue root) {
        value(root);
        while (!open.isEmpty()) {
            Iterator<?> parts = open.element();
            boolean more = parts.hasNext();
            if (parts instanceof Members members) {
                if (more) {
                    var member = members.next();
                    out.key(member.getKey());
                    value(member.getValue());
                } else out.endObject();
            } else if (more) {
                out.element();
                value((JsonValue) parts.next());
            } else out.endArray();
            if (!more) open.pop();
        }
    }

    private void value(JsonValue value) {
        switch (value) {
            case JsonObject(var members) -> {
                out.beginObject();
                open.push(new Members(members.entrySet().iterator()));
            }
            case JsonArray(var values) -> {
                out.beginArray();
                open.push(values.iterator());
            }
            case JsonString(var text) -> out.string(text);
            case JsonNumber number -> number(number);
            case JsonBool bool -> out.bool(bool.value());
            case JsonNull.NULL -> out.nullValue();
        }
    }

    private void number(JsonNumber number) {
        if (number.isInteger()) out.int64(number.longValue());
        else if (asWritten && !number.written().isEmpty())
            out.raw(number.written().getBytes(ISO_8859_1));
        else out.float64(number.doubleValue());
    }

    private record Members(Iterator<Map.Entry<String, JsonValue>> entries)
            implements Iterator<Map.Entry<String, JsonValue>> {
        @Override
        public boolean hasNext() {
            return entries.hasNext();
        }

        @Override
        public Map.Entry<String, JsonValue> next() {
            return entries.next();
        }
    }
}
