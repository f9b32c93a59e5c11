package io.djong.api.apply.paths;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonWriter;
import io.djong.api.meta.Bytes;
import io.djong.api.meta.FieldsV1;
import java.util.Arrays;

/// Writes sets as upstream does: at each level members and parents merged in order, `"."` first where a
/// parent is a member itself.
final class FieldsWriter {
    private byte[] buffer = new byte[512];
    private int size;

    private FieldsWriter() {}

    static FieldsV1 write(FieldSet set) {
        var writer = new FieldsWriter();
        writer.put('{');
        writer.content(set, false);
        writer.put('}');
        return new FieldsV1(Bytes.trusted(Arrays.copyOf(writer.buffer, writer.size)));
    }

    private void content(FieldSet set, boolean self) {
        boolean first = true;
        var members = set.members();
        var parents = set.parents();
        if (self && !(members.isEmpty() && parents.isEmpty())) {
            raw("\".\":{}".getBytes(UTF_8));
            first = false;
        }
        int m = 0;
        int p = 0;
        while (m < members.size() || p < parents.size()) {
            if (!first) put(',');
            first = false;
            int order = m == members.size()
                    ? 1
                    : p == parents.size() ? -1 : members.get(m).compareTo(parents.get(p));
            name(order < 0 ? members.get(m) : parents.get(p));
            put(':');
            put('{');
            if (order >= 0) content(set.child(p++), order == 0);
            if (order <= 0) m++;
            put('}');
        }
    }

    private void name(PathElement element) {
        put('"');
        switch (element) {
            case PathElement.Field(String name) -> {
                put('f');
                put(':');
                escaped(name);
            }
            case PathElement.Key key -> {
                put('k');
                put(':');
                var out = new JsonWriter(64);
                out.beginObject();
                for (var part : key.parts()) {
                    out.key(part.name());
                    out.tree(part.value());
                }
                out.endObject();
                escaped(out.asText());
            }
            case PathElement.Value(var value) -> {
                put('v');
                put(':');
                escaped(value.toJson());
            }
            case PathElement.Index(int index) -> {
                put('i');
                put(':');
                escaped(Integer.toString(index));
            }
        }
        put('"');
    }

    /// As inside a JSON string of upstream's writer of sets, which leaves `<`, `>` and `&` alone.
    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                wide(text.substring(i));
                return;
            }
            ascii(c);
        }
    }

    private void wide(String text) {
        for (byte c : text.getBytes(UTF_8)) {
            if (c < 0) put(c);
            else ascii(c);
        }
    }

    private void ascii(int c) {
        if (c >= ' ' && c != '"' && c != '\\') {
            put(c);
            return;
        }
        put('\\');
        switch (c) {
            case '"', '\\' -> put(c);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> raw(String.format(java.util.Locale.ROOT, "u%04x", c).getBytes(UTF_8));
        }
    }

    private void raw(byte[] bytes) {
        for (byte c : bytes) put(c);
    }

    private void put(int c) {
        if (size == buffer.length) buffer = Arrays.copyOf(buffer, size * 2);
        buffer[size++] = (byte) c;
    }
}
