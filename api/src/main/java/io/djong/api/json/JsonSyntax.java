package io.djong.api.json;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with the syntax of a JSON text, in the words of Go's scanner, which clients see.
public final class JsonSyntax {
    private static final String END = "unexpected end of JSON input";

    private final byte[] data;
    private final int to;
    private int at;
    private long[] kinds = new long[1]; // a bit per open value: 1 for an object
    private int open;
    private @Nullable String error;

    private JsonSyntax(byte[] data, int from, int to) {
        this.data = data;
        this.at = from;
        this.to = to;
    }

    /// The error of a text; null when it is valid JSON.
    public static @Nullable String error(byte[] data) {
        return error(data, 0, data.length);
    }

    /// The error of a text in a part of an array; null when it is valid JSON. Go's reader takes the end of a
    /// text for a
    /// space, and minds it where none may stand.
    public static @Nullable String error(byte[] data, int from, int to) {
        var error = errorBefore(data, from, to);
        if (!END.equals(error)) return error;
        var spaced = Arrays.copyOfRange(data, from, to + 1);
        spaced[to - from] = ' ';
        return errorBefore(spaced, 0, spaced.length);
    }

    private static @Nullable String errorBefore(byte[] data, int from, int to) {
        var syntax = new JsonSyntax(data, from, to);
        if (syntax.values()) {
            syntax.space();
            if (syntax.at < to) syntax.invalid("after top-level value");
        }
        return syntax.error;
    }

    /// Passes over one value of any depth; whether it is valid.
    private boolean values() {
        while (true) {
            int c = next();
            if (c < 0) return false;
            if (c == '{' || c == '[') {
                if (!enter(c)) return false;
                if (next() < 0) return false;
                if (data[at] == (c == '{' ? '}' : ']')) {
                    at++;
                    open--;
                } else if (c == '{') {
                    if (!key()) return false;
                    continue;
                } else continue;
            } else if (!scalar(c)) return false;
            if (!closeValues()) return false;
            if (open == 0) return true;
        }
    }

    /// After a value: closes what ends here and steps to the next value, if there is one.
    private boolean closeValues() {
        while (open > 0) {
            boolean object = (kinds[(open - 1) >> 6] & 1L << (open - 1)) != 0;
            String place = object ? "after object key:value pair" : "after array element";
            int c = next();
            if (c < 0) return false;
            if (c == ',') {
                at++;
                return !object || key();
            }
            if (c != (object ? '}' : ']')) return invalid(place);
            at++;
            open--;
        }
        return true;
    }

    private boolean enter(int c) {
        if (open >= JsonReader.DEPTH_MAX) {
            error = "invalid character " + quote(c) + " exceeded max depth";
            return false;
        }
        if (open >> 6 == kinds.length) kinds = Arrays.copyOf(kinds, kinds.length * 2);
        if (c == '{') kinds[open >> 6] |= 1L << open;
        else kinds[open >> 6] &= ~(1L << open);
        open++;
        at++;
        return true;
    }

    private boolean key() {
        int c = next();
        if (c < 0) return false;
        if (c != '"') return invalid("looking for beginning of object key string");
        if (!string()) return false;
        c = next();
        if (c < 0) return false;
        if (c != ':') return invalid("after object key");
        at++;
        return true;
    }

    private void space() {
        while (at < to && (data[at] == ' ' || data[at] == '\n' || data[at] == '\r' || data[at] == '\t')) at++;
    }

    /// The next byte that is not white space; -1, with the error noted, at the end.
    private int next() {
        space();
        if (at < to) return data[at] & 0xff;
        ended();
        return -1;
    }

    private boolean ended() {
        error = END;
        return false;
    }

    private boolean invalid(String where) {
        if (at >= to) return ended();
        error = "invalid character " + quote(data[at] & 0xff) + " " + where;
        return false;
    }

    /// A byte as Go quotes it.
    private static String quote(int c) {
        if (c == '\'') return "'\\''";
        if (c == '"') return "'\"'";
        return switch (c) {
            case 7 -> "'\\a'";
            case '\b' -> "'\\b'";
            case '\f' -> "'\\f'";
            case '\n' -> "'\\n'";
            case '\r' -> "'\\r'";
            case '\t' -> "'\\t'";
            case 11 -> "'\\v'";
            case '\\' -> "'\\\\'";
            case 0xAD -> "'\\u00ad'";
            default -> {
                if (c < 0x20 || c == 0x7F) yield String.format("'\\x%02x'", c);
                if (c > 0x7F && c < 0xA1) yield String.format("'\\u%04x'", c);
                yield "'" + (char) c + "'";
            }
        };
    }

    private boolean scalar(int c) {
        return switch (c) {
            case '"' -> string();
            case 't' -> literal("true");
            case 'f' -> literal("false");
            case 'n' -> literal("null");
            default -> c == '-' || (c >= '0' && c <= '9') ? number() : invalid("looking for beginning of value");
        };
    }

    private boolean literal(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (at >= to) return ended();
            if (data[at] != word.charAt(i))
                return invalid("in literal " + word + " (expecting " + quote(word.charAt(i)) + ")");
            at++;
        }
        return true;
    }

    private boolean number() {
        if (data[at] == '-') {
            at++;
            if (at >= to || data[at] < '0' || data[at] > '9') return invalid("in numeric literal");
        }
        if (data[at] == '0') at++;
        else digits();
        if (at < to && data[at] == '.') {
            at++;
            if (!digits()) return invalid("after decimal point in numeric literal");
        }
        if (at < to && (data[at] == 'e' || data[at] == 'E')) {
            at++;
            if (at < to && (data[at] == '+' || data[at] == '-')) at++;
            if (!digits()) return invalid("in exponent of numeric literal");
        }
        return true;
    }

    private boolean digits() {
        int from = at;
        while (at < to && data[at] >= '0' && data[at] <= '9') at++;
        return at > from;
    }

    private boolean string() {
        at++;
        for (; at < to; at++) {
            int c = data[at] & 0xff;
            if (c == '"') {
                at++;
                return true;
            }
            if (c < 0x20) return invalid("in string literal");
            if (c == '\\' && !escape()) return false;
        }
        return ended();
    }

    private boolean escape() {
        at++;
        if (at >= to) return ended();
        int c = data[at];
        if ("bfnrt\\/\"".indexOf(c) >= 0) return true;
        if (c != 'u') return invalid("in string escape code");
        for (int i = 0; i < 4; i++) {
            at++;
            if (at >= to) return ended();
            if (data[at] < 0 || Character.digit(data[at], 16) < 0)
                return invalid("in \\u hexadecimal character escape");
        }
        return true;
    }
}
