package io.djong.api.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads JSON from a part of an array, value by value, as generated codecs ask for it.
///
/// ```java
/// if (!in.beginObject()) return base;                 // it was null
/// for (int field; (field = in.field(NAMES)) >= 0; ) {
///     switch (field) {
///         case 0 -> name = in.string(name);
///         …
///     }
/// }
/// ```
///
/// Everything that is passed over is checked too: a text that is read to its [#end] is valid JSON. Members that the
/// names do not know are skipped and noted in [#sawUnknown]; the reader does not say which they were, that is for the
/// slower reader that also knows paths. Not safe for use by several threads; after a [JsonException] not to be used
/// again.
public final class JsonReader extends JsonTokens {
    /// How deep values may stand within each other, as in upstream's decoder.
    public static final int DEPTH_MAX = 10_000;

    /// How deep typed values may nest: they are read by recursion (only schemas in custom resource
    /// definitions recurse at all).
    public static final int TYPED_DEPTH_MAX = 300;

    private int depth;
    private boolean first;
    private boolean unknown;
    private boolean duplicate;

    public JsonReader(byte[] data) {
        this(data, 0, data.length);
    }

    /// Reads `data[from]` up to, not including, `data[to]`.
    public JsonReader(byte[] data, int from, int to) {
        this(data, from, to, null);
    }

    /// @param strings where strings that repeat are looked up; null for a small table of the reader's own
    public JsonReader(byte[] data, int from, int to, @Nullable StringTable strings) {
        super(data, from, to, strings);
    }

    /// Whether a member was skipped because its name was not known.
    public boolean sawUnknown() {
        return unknown;
    }

    /// Whether a member may have stood twice (never false when one did).
    public boolean sawDuplicate() {
        return duplicate;
    }

    /// The index of the next byte.
    public int position() {
        return at;
    }

    // Structure.

    /// Enters an object; false when there was `null` instead.
    public boolean beginObject() throws JsonException {
        return begin('{');
    }

    /// Enters an array; false when there was `null` instead.
    public boolean beginArray() throws JsonException {
        return begin('[');
    }

    private boolean begin(char open) throws JsonException {
        int c = peek();
        if (c == open) {
            at++;
            if (++depth > TYPED_DEPTH_MAX) throw fail("exceeded max depth");
            first = true;
            return true;
        }
        if (c == 'n') {
            nullLiteral();
            return false;
        }
        throw fail(open == '{' ? "object expected" : "array expected");
    }

    /// The index of the next member's name, the reader stands before its value; -1 after the last member.
    public int field(FieldNames names) throws JsonException {
        while (true) {
            if (!nextMember()) return -1;
            int from = at + 1;
            int end = plainEnd(from);
            int found;
            if (end >= 0) {
                found = names.find(data, from, end - from);
                at = end + 1;
            } else {
                byte[] name = text().getBytes(java.nio.charset.StandardCharsets.UTF_8);
                found = names.find(name, 0, name.length);
            }
            colon();
            if (found >= 0) return found;
            unknown = true;
            skip();
        }
    }

    /// The next member's name, the reader stands before its value; null after the last member.
    public @Nullable String key() throws JsonException {
        if (!nextMember()) return null;
        String key = text();
        colon();
        return key;
    }

    private boolean nextMember() throws JsonException {
        int c = peek();
        if (c == '}') {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (first) first = false;
        else {
            if (c != ',') throw fail("',' or '}' expected");
            at++;
            c = peek();
        }
        if (c != '"') throw fail("object key expected");
        return true;
    }

    /// Whether the array has another element, the reader stands before it.
    public boolean element() throws JsonException {
        int c = peek();
        if (c == ']') {
            at++;
            depth--;
            first = false;
            return false;
        }
        if (first) first = false;
        else {
            if (c != ',') throw fail("',' or ']' expected");
            at++;
            if (peek() == ']') throw fail("value expected");
        }
        return true;
    }

    /// `seen` with this field's bit; notes a field that was seen before.
    public long once(long seen, int field) {
        long bit = 1L << field;
        if ((seen & bit) != 0) duplicate = true;
        return seen | bit;
    }

    /// Notes that a member stood twice.
    public void noteDuplicate() {
        duplicate = true;
    }

    /// Nothing but white space follows.
    public void end() throws JsonException {
        while (at < to && white(data[at])) at++;
        if (at < to) throw fail("end expected");
    }

    private void colon() throws JsonException {
        if (at < to && data[at] == ':') {
            at++;
            return;
        }
        if (peek() != ':') throw fail("':' expected");
        at++;
    }

    // Scalars. `null` leaves what there was, as Go's decoder does.

    /// Passes over `null` when it is next.
    public boolean skipNull() throws JsonException {
        if (peek() != 'n') return false;
        nullLiteral();
        return true;
    }

    /// A string; `base` for null.
    public String string(String base) throws JsonException {
        int c = peek();
        if (c == '"') return text();
        if (c == 'n') {
            nullLiteral();
            return base;
        }
        throw fail("string expected");
    }

    /// A string; null for null.
    public @Nullable String nullableString() throws JsonException {
        return skipNull() ? null : string("");
    }

    public boolean bool(boolean base) throws JsonException {
        int c = peek();
        if (c == 'n') {
            nullLiteral();
            return base;
        }
        if (c != 't' && c != 'f') throw fail("bool expected");
        literal(c == 't' ? "true" : "false");
        return c == 't';
    }

    public @Nullable Boolean nullableBool() throws JsonException {
        return skipNull() ? null : Boolean.valueOf(bool(false));
    }

    /// An integer without fraction or exponent that fits into 64 bits.
    public long int64(long base) throws JsonException {
        int c = peek();
        if (c == 'n') {
            nullLiteral();
            return base;
        }
        int from = at;
        boolean integer = number();
        if (!integer) throw fail("integer expected");
        return parseLong(from, at);
    }

    public @Nullable Long nullableInt64() throws JsonException {
        return skipNull() ? null : Long.valueOf(int64(0));
    }

    /// An integer without fraction or exponent that fits into 32 bits.
    public int int32(int base) throws JsonException {
        long value = int64(base);
        if (value != (int) value) throw fail("number out of range");
        return (int) value;
    }

    public @Nullable Integer nullableInt32() throws JsonException {
        return skipNull() ? null : Integer.valueOf(int32(0));
    }

    /// Any JSON number that a double can hold.
    public double float64(double base) throws JsonException {
        if (skipNull()) return base;
        int from = at;
        number();
        double value =
                Double.parseDouble(new String(data, from, at - from, java.nio.charset.StandardCharsets.ISO_8859_1));
        if (Double.isInfinite(value)) throw fail("number out of range");
        return value;
    }

    public @Nullable Double nullableFloat64() throws JsonException {
        return skipNull() ? null : Double.valueOf(float64(0));
    }

    /// The bytes of a base64 string (standard alphabet, padded; line breaks are allowed); null for null.
    public byte @Nullable [] base64() throws JsonException {
        if (skipNull()) return null;
        String text = string("");
        byte[] decoded = Base64Text.decode(text);
        if (decoded == null) throw fail("illegal base64 data");
        return decoded;
    }

    // Values of any shape.

    /// Passes over a value of any shape, checking it.
    public void skip() throws JsonException {
        long[] kinds = new long[1]; // a bit per open value: 1 for an object
        int open = 0;
        while (true) {
            int c = peek();
            boolean container = c == '{' || c == '[';
            if (container) {
                if (depth + open >= DEPTH_MAX) throw fail("exceeded max depth");
                if (open >> 6 == kinds.length) kinds = Arrays.copyOf(kinds, kinds.length * 2);
                if (c == '{') kinds[open >> 6] |= 1L << open;
                else kinds[open >> 6] &= ~(1L << open);
                open++;
                at++;
                int next = peek();
                if (next == (c == '{' ? '}' : ']')) {
                    at++;
                    open--;
                } else if (c == '{') {
                    memberName();
                    continue;
                } else continue;
            } else scalar(c);
            while (open > 0) {
                boolean object = (kinds[open - 1 >> 6] & 1L << open - 1) != 0;
                int next = peek();
                if (next == ',') {
                    at++;
                    if (object) memberName();
                    break;
                }
                if (next != (object ? '}' : ']')) throw fail("',' or end expected");
                at++;
                open--;
            }
            if (open == 0) {
                first = false;
                return;
            }
        }
    }

    private void memberName() throws JsonException {
        if (peek() != '"') throw fail("object key expected");
        skipText();
        colon();
    }

    private void scalar(int c) throws JsonException {
        switch (c) {
            case '"' -> skipText();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> number();
        }
    }

    /// A copy of the bytes of a value of any shape.
    public byte[] raw() throws JsonException {
        peek();
        int from = at;
        skip();
        return Arrays.copyOfRange(data, from, at);
    }

    /// The tree of a value of any shape.
    public JsonValue tree() throws JsonException {
        return new JsonTreeReader(this).read();
    }

    // For JsonTreeReader, which keeps its own stack.

    void enterTree() throws JsonException {
        at++;
        if (++depth > DEPTH_MAX) throw fail("exceeded max depth");
        first = true;
    }

    JsonValue leaf() throws JsonException {
        int c = peek();
        if (c == '"') return new JsonString(text());
        if (c == 't' || c == 'f') return JsonBool.of(bool(false));
        if (c == 'n') {
            nullLiteral();
            return JsonNull.NULL;
        }
        int from = at;
        boolean integer = number();
        return treeNumber(from, integer);
    }

    private JsonNumber treeNumber(int from, boolean integer) throws JsonException {
        if (integer && at - from <= 18) return JsonNumber.of(parseLong(from, at));
        String digits = new String(data, from, at - from, java.nio.charset.StandardCharsets.ISO_8859_1);
        if (integer) {
            try {
                return JsonNumber.of(Long.parseLong(digits));
            } catch (NumberFormatException e) {
                // beyond 64 bits: a double, as in Go
            }
        }
        double value = Double.parseDouble(digits);
        if (Double.isInfinite(value)) throw fail("number out of range");
        return JsonNumber.of(value, digits);
    }
}
