package io.djong.api.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
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
public final class JsonReader {
    /// How deep values may stand within each other, as in upstream's decoder.
    public static final int DEPTH_MAX = 10_000;

    /// How deep typed values may nest: they are read by recursion (only schemas in custom resource definitions recurse
    /// at all).
    public static final int TYPED_DEPTH_MAX = 300;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int TABLE_SIZE = 64;

    private final byte[] data;
    private final int to;
    private final @Nullable StringTable given;
    private @Nullable StringTable own;
    private int at;
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
        if (from < 0 || to < from || to > data.length) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + data.length);
        }
        this.data = data;
        this.at = from;
        this.to = to;
        this.given = strings;
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

    /// The next byte that is not white space; -1 at the end.
    public int peek() {
        while (at < to) {
            byte c = data[at];
            if (!white(c)) return c & 0xff;
            at++;
        }
        return -1;
    }

    private static boolean white(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    // Scalars. `null` leaves what there was, as Go's decoder does.

    /// Passes over `null` when it is next.
    public boolean skipNull() throws JsonException {
        if (peek() != 'n') return false;
        nullLiteral();
        return true;
    }

    private void nullLiteral() throws JsonException {
        literal("null");
    }

    private void literal(String word) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at >= to || data[at] != word.charAt(i)) throw fail("literal expected");
            at++;
        }
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

    /// Passes over a number; whether it is written as an integer.
    private boolean number() throws JsonException {
        if (at < to && data[at] == '-') at++;
        if (at >= to) throw fail("number expected");
        if (data[at] == '0') at++;
        else if (data[at] >= '1' && data[at] <= '9') digits();
        else throw fail("number expected");
        boolean integer = true;
        if (at < to && data[at] == '.') {
            at++;
            digits();
            integer = false;
        }
        if (at < to && (data[at] == 'e' || data[at] == 'E')) {
            at++;
            if (at < to && (data[at] == '+' || data[at] == '-')) at++;
            digits();
            integer = false;
        }
        return integer;
    }

    private void digits() throws JsonException {
        int from = at;
        while (at < to && data[at] >= '0' && data[at] <= '9') at++;
        if (at == from) throw fail("digit expected");
    }

    private long parseLong(int from, int end) throws JsonException {
        boolean negative = data[from] == '-';
        int i = negative ? from + 1 : from;
        if (end - i > 19) throw fail("number out of range");
        long value = 0; // negative, which reaches further
        for (; i < end; i++) {
            int digit = data[i] - '0';
            if (value < Long.MIN_VALUE / 10) throw fail("number out of range");
            value = value * 10 - digit;
            if (value > 0) throw fail("number out of range");
        }
        if (negative) return value;
        if (value == Long.MIN_VALUE) throw fail("number out of range");
        return -value;
    }

    /// The bytes of a base64 string (standard alphabet, padded; line breaks are allowed); null for null.
    public byte @Nullable [] base64() throws JsonException {
        if (skipNull()) return null;
        String text = string("");
        byte[] decoded = Base64Text.decode(text);
        if (decoded == null) throw fail("illegal base64 data");
        return decoded;
    }

    // Strings.

    /// The string that starts at the next byte, a quote.
    private String text() throws JsonException {
        int from = at + 1;
        int end = plainEnd(from);
        if (end >= 0) {
            at = end + 1;
            return strings().ascii(data, from, end - from);
        }
        return hardText(from);
    }

    private StringTable strings() {
        if (given != null) return given;
        var table = own;
        if (table == null) own = table = StringTable.ofSize(TABLE_SIZE);
        return table;
    }

    /// The index of the closing quote of a string without escapes in printable ASCII; -1 when it is not one.
    private int plainEnd(int from) {
        int i = from;
        while (i + 8 <= to) {
            long word = (long) LONGS.get(data, i);
            long quote = word ^ (ONES * '"');
            long back = word ^ (ONES * '\\');
            long special = ((quote - ONES) & ~quote | (back - ONES) & ~back | word - ONES * 0x20 | word) & HIGHS;
            if (special != 0) {
                int found = i + (Long.numberOfTrailingZeros(special) >>> 3);
                return data[found] == '"' ? found : slowEnd(found);
            }
            i += 8;
        }
        return slowEnd(i);
    }

    private int slowEnd(int from) {
        for (int i = from; i < to; i++) {
            byte c = data[i];
            if (c == '"') return i;
            if (c == '\\' || c < 0x20) return -1;
        }
        return -1;
    }

    /// A string with escapes or beyond ASCII. Bytes that are not UTF-8 and surrogates without partner become U+FFFD,
    /// one each.
    private String hardText(int from) throws JsonException {
        at = from;
        var out = new StringBuilder();
        while (true) {
            if (at >= to) throw fail("string not closed");
            int c = data[at] & 0xff;
            if (c == '"') {
                at++;
                return strings().same(out.toString());
            }
            if (c < 0x20) throw fail("control character in string");
            if (c == '\\') escape(out);
            else if (c < 0x80) {
                out.append((char) c);
                at++;
            } else at += Utf8.append(data, at, to, out);
        }
    }

    private void escape(StringBuilder out) throws JsonException {
        if (at + 1 >= to) throw fail("string not closed");
        int c = data[at + 1];
        at += 2;
        switch (c) {
            case '"', '\\', '/' -> out.append((char) c);
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'n' -> out.append('\n');
            case 'r' -> out.append('\r');
            case 't' -> out.append('\t');
            case 'u' -> {
                char unit = hex4(at);
                at += 4;
                if (Character.isHighSurrogate(unit) && at + 6 <= to && data[at] == '\\' && data[at + 1] == 'u') {
                    char low = hex4(at + 2);
                    if (Character.isLowSurrogate(low)) {
                        at += 6;
                        out.append(unit).append(low);
                        return;
                    }
                }
                out.append(Character.isSurrogate(unit) ? '\uFFFD' : unit);
            }
            default -> throw fail("unknown escape");
        }
    }

    private char hex4(int from) throws JsonException {
        if (from + 4 > to) throw fail("string not closed");
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = data[i] < 0 ? -1 : Character.digit(data[i], 16);
            if (digit < 0) throw fail("hexadecimal digit expected");
            value = value << 4 | digit;
        }
        return (char) value;
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

    private void skipText() throws JsonException {
        int end = plainEnd(at + 1);
        if (end >= 0) at = end + 1;
        else hardText(at + 1);
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
        return JsonNumber.of(value);
    }

    /// An exception that says what was expected at this place; its words are our own, not upstream's.
    public JsonException fail(String message) {
        return new JsonException(message, at);
    }
}
