package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes compact JSON into a growing buffer, spelled as Go's encoder with HTML escaping spells it
/// (`<`, `>`, `&`, U+2028 and U+2029 as escapes). Commas are the writer's business. Not safe for
/// use by several threads; one writer can be [#reset] and used again.
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(UTF_8);
    private static final boolean[] PLAIN = plain();
    private static final byte[] NULL = "null".getBytes(UTF_8);
    private static final byte[] TRUE = "true".getBytes(UTF_8);
    private static final byte[] FALSE = "false".getBytes(UTF_8);

    private byte[] buffer;
    private int size;
    private byte @Nullable [] header;
    private final boolean keepsEmpties;

    public JsonWriter(int capacityBytes) {
        this(capacityBytes, false);
    }

    /// @param keepsEmpties whether lists, maps and bytes that were written and are empty are written again, also
    ///   where objects on the wire leave them out
    public JsonWriter(int capacityBytes, boolean keepsEmpties) {
        this.buffer = new byte[Math.max(capacityBytes, 16)];
        this.keepsEmpties = keepsEmpties;
    }

    /// Whether what was written and is empty is written again.
    public boolean keepsEmpties() {
        return keepsEmpties;
    }

    /// How many bytes have been written.
    public int size() {
        return size;
    }

    /// The buffer itself; what was written stands in its first [#size] bytes until the next write or reset.
    public byte[] buffer() {
        return buffer;
    }

    /// A copy of what was written.
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /// What was written, as text.
    public String asText() {
        return new String(buffer, 0, size, UTF_8);
    }

    /// Forgets what was written, keeps the buffer.
    public void reset() {
        size = 0;
        header = null;
    }

    // Structure.

    /// The members (`"kind":"Pod","apiVersion":"v1"`) with which the next object starts.
    public void header(byte[] members) {
        header = members;
    }

    public void beginObject() {
        put('{');
        if (header != null) {
            raw(header);
            header = null;
        }
    }

    public void endObject() {
        put('}');
    }

    public void beginArray() {
        put('[');
    }

    public void endArray() {
        put(']');
    }

    /// Before an element of an array.
    public void element() {
        if (buffer[size - 1] != '[') put(',');
    }

    /// A member's name, from bytes made once.
    public void key(FieldNames names, int field) {
        byte[] key = names.key(field);
        int from = buffer[size - 1] == '{' ? 1 : 0;
        int length = key.length - from;
        ensure(length);
        System.arraycopy(key, from, buffer, size, length);
        size += length;
    }

    /// A member's name.
    public void key(String name) {
        if (buffer[size - 1] != '{') put(',');
        string(name);
        put(':');
    }

    // Members of generated types: with `Omit`, nothing is written for the empty value.

    public void string(FieldNames names, int field, String value) {
        key(names, field);
        string(value);
    }

    public void stringOmit(FieldNames names, int field, String value) {
        if (!value.isEmpty()) string(names, field, value);
    }

    public void nullableString(FieldNames names, int field, @Nullable String value) {
        key(names, field);
        if (value == null) nullValue();
        else string(value);
    }

    public void nullableStringOmit(FieldNames names, int field, @Nullable String value) {
        if (value != null) string(names, field, value);
    }

    public void bool(FieldNames names, int field, boolean value) {
        key(names, field);
        bool(value);
    }

    public void boolOmit(FieldNames names, int field, boolean value) {
        if (value) bool(names, field, true);
    }

    public void nullableBool(FieldNames names, int field, @Nullable Boolean value) {
        key(names, field);
        if (value == null) nullValue();
        else bool(value);
    }

    public void nullableBoolOmit(FieldNames names, int field, @Nullable Boolean value) {
        if (value != null) bool(names, field, value);
    }

    public void int64(FieldNames names, int field, long value) {
        key(names, field);
        int64(value);
    }

    public void int64Omit(FieldNames names, int field, long value) {
        if (value != 0) int64(names, field, value);
    }

    public void nullableInt64(FieldNames names, int field, @Nullable Long value) {
        key(names, field);
        if (value == null) nullValue();
        else int64(value);
    }

    public void nullableInt64Omit(FieldNames names, int field, @Nullable Long value) {
        if (value != null) int64(names, field, value);
    }

    public void nullableInt32(FieldNames names, int field, @Nullable Integer value) {
        key(names, field);
        if (value == null) nullValue();
        else int64(value);
    }

    public void nullableInt32Omit(FieldNames names, int field, @Nullable Integer value) {
        if (value != null) int64(names, field, value);
    }

    public void float64(FieldNames names, int field, double value) {
        key(names, field);
        float64(value);
    }

    public void nullableFloat64Omit(FieldNames names, int field, @Nullable Double value) {
        if (value != null) float64(names, field, value);
    }

    // Values.

    public void nullValue() {
        raw(NULL);
    }

    public void bool(boolean value) {
        raw(value ? TRUE : FALSE);
    }

    public void int64(long value) {
        ensure(20);
        if (value < 0) {
            if (value == Long.MIN_VALUE) {
                raw("-9223372036854775808".getBytes(UTF_8));
                return;
            }
            buffer[size++] = '-';
            value = -value;
        }
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) digits++;
        size += digits;
        int i = size;
        do {
            buffer[--i] = (byte) ('0' + value % 10);
            value /= 10;
        } while (value != 0);
    }

    /// A finite double, in Go's spelling.
    public void float64(double value) {
        raw(GoNumbers.spell(value).getBytes(UTF_8));
    }

    /// Bytes as a base64 string.
    public void base64(byte[] value) {
        put('"');
        raw(Base64.getEncoder().encode(value));
        put('"');
    }

    /// Bytes that are JSON already.
    public void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
    }

    /// A part of an array that is JSON already.
    public void raw(byte[] value, int from, int to) {
        ensure(to - from);
        System.arraycopy(value, from, buffer, size, to - from);
        size += to - from;
    }

    /// Bytes that are JSON: white space between tokens goes, and what Go escapes is escaped.
    public void compact(byte[] json) {
        CompactJson.write(json, this);
    }

    /// A tree, members sorted by name.
    public void tree(JsonValue value) {
        new JsonTreeWriter(this, false).write(value);
    }

    /// The same with numbers as they were written: `2.0`, not `2`.
    public void treeAsWritten(JsonValue value) {
        new JsonTreeWriter(this, true).write(value);
    }

    public void strings(List<String> values) {
        beginArray();
        for (int i = 0; i < values.size(); i++) {
            element();
            string(values.get(i));
        }
        endArray();
    }

    public void stringMap(Map<String, String> values) {
        beginObject();
        for (var entry : values.entrySet()) {
            key(entry.getKey());
            string(entry.getValue());
        }
        endObject();
    }

    /// A string value. A surrogate without its partner becomes U+FFFD.
    public void string(String value) {
        int length = value.length();
        ensure(length + 2);
        byte[] out = buffer;
        int p = size;
        out[p++] = '"';
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || !PLAIN[c]) {
                size = p;
                hardString(value, i);
                return;
            }
            out[p++] = (byte) c;
        }
        out[p++] = '"';
        size = p;
    }

    private void hardString(String value, int from) {
        for (int i = from; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < 0x80) {
                if (PLAIN[c]) put(c);
                else escape(c);
            } else i += wide(value, i, c);
        }
        put('"');
    }

    void escape(int c) {
        ensure(6);
        buffer[size++] = '\\';
        switch (c) {
            case '"', '\\' -> buffer[size++] = (byte) c;
            case '\b' -> buffer[size++] = 'b';
            case '\f' -> buffer[size++] = 'f';
            case '\n' -> buffer[size++] = 'n';
            case '\r' -> buffer[size++] = 'r';
            case '\t' -> buffer[size++] = 't';
            default -> {
                buffer[size++] = 'u';
                buffer[size++] = '0';
                buffer[size++] = '0';
                buffer[size++] = HEX[c >> 4];
                buffer[size++] = HEX[c & 15];
            }
        }
    }

    /// Writes the character at `i`, ≥ 0x80; returns how many units more than one it took.
    private int wide(String value, int i, char c) {
        ensure(6);
        if (c < 0x800) {
            buffer[size++] = (byte) (0xC0 | c >> 6);
            buffer[size++] = (byte) (0x80 | c & 0x3F);
            return 0;
        }
        if (Character.isHighSurrogate(c) && i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))) {
            int point = Character.toCodePoint(c, value.charAt(i + 1));
            buffer[size++] = (byte) (0xF0 | point >> 18);
            buffer[size++] = (byte) (0x80 | point >> 12 & 0x3F);
            buffer[size++] = (byte) (0x80 | point >> 6 & 0x3F);
            buffer[size++] = (byte) (0x80 | point & 0x3F);
            return 1;
        }
        if (c == '\u2028' || c == '\u2029') {
            raw((c == '\u2028' ? "\\u2028" : "\\u2029").getBytes(UTF_8));
            return 0;
        }
        char unit = c;
        if (Character.isSurrogate(c)) unit = '\uFFFD';
        buffer[size++] = (byte) (0xE0 | unit >> 12);
        buffer[size++] = (byte) (0x80 | unit >> 6 & 0x3F);
        buffer[size++] = (byte) (0x80 | unit & 0x3F);
        return 0;
    }

    void put(int c) {
        ensure(1);
        buffer[size++] = (byte) c;
    }

    void ensure(int count) {
        if (buffer.length - size < count) buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + count));
    }

    private static boolean[] plain() {
        var plain = new boolean[0x80];
        Arrays.fill(plain, 0x20, 0x80, true);
        for (char c : "\"\\<>&".toCharArray()) plain[c] = false;
        return plain;
    }
}
