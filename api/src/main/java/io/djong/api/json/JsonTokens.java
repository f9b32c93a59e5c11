package io.djong.api.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// The tokens of a JSON text: literals, numbers and strings, eight bytes at a time where that is possible.
abstract sealed class JsonTokens permits JsonReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final int TABLE_SIZE = 64;

    final byte[] data;
    final int to;
    int at;
    private final @Nullable StringTable given;
    private @Nullable StringTable own;

    JsonTokens(byte[] data, int from, int to, @Nullable StringTable strings) {
        if (from < 0 || to < from || to > data.length) {
            throw new IndexOutOfBoundsException("from " + from + " to " + to + " of " + data.length);
        }
        this.data = data;
        this.at = from;
        this.to = to;
        this.given = strings;
    }

    /// The next byte that is not white space; -1 at the end.
    public final int peek() {
        while (at < to) {
            byte c = data[at];
            if (!white(c)) return c & 0xff;
            at++;
        }
        return -1;
    }

    static boolean white(byte c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    final void nullLiteral() throws JsonException {
        literal("null");
    }

    final void literal(String word) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (at >= to || data[at] != word.charAt(i)) throw fail("literal expected");
            at++;
        }
    }

    /// Passes over a number; whether it is written as an integer.
    final boolean number() throws JsonException {
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

    final long parseLong(int from, int end) throws JsonException {
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

    /// The string that starts at the next byte, a quote.
    final String text() throws JsonException {
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
    final int plainEnd(int from) {
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

    final void skipText() throws JsonException {
        int end = plainEnd(at + 1);
        if (end >= 0) at = end + 1;
        else hardText(at + 1);
    }

    /// An exception that says what was expected at this place; its words are our own, not upstream's.
    public final JsonException fail(String message) {
        return new JsonException(message, at);
    }
}
