package io.djong.api.validation.expression;

import java.util.List;

/// Whether a text is a regular expression of Go's `regexp` (RE2), and in Go's words why not. Nothing is
/// matched here.
public final class GoPattern {
    private static final List<String> CLASSES = List.of(
            "alnum", "alpha", "ascii", "blank", "cntrl", "digit", "graph", "lower", "print", "punct", "space", "upper",
            "word", "xdigit");
    private static final int REPEAT_MAX = 1_000;

    private final String text;
    private int pos;
    private int open;

    /// Whether something stands before that can be repeated.
    private boolean atom;

    /// Where the repetition before starts; -1 when there is none.
    private int repeated = -1;

    private GoPattern(String text) {
        this.text = text;
    }

    /// Why a text is no regular expression; empty when it is one.
    public static String problem(String pattern) {
        String wrong = new GoPattern(pattern).parse();
        return wrong.isEmpty() ? "" : "error parsing regexp: " + wrong;
    }

    private static String wrong(String what, String where) {
        return what + ": `" + where + "`";
    }

    private String parse() {
        while (pos < text.length()) {
            String wrong = one(text.charAt(pos));
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return open > 0 ? wrong("missing closing )", text) : "";
    }

    private String one(char c) {
        int before = repeated;
        repeated = -1;
        return switch (c) {
            case '(' -> group();
            case ')' -> {
                pos++;
                open--;
                atom = true;
                yield open < 0 ? wrong("unexpected )", text) : "";
            }
            case '|' -> {
                pos++;
                atom = false;
                yield "";
            }
            case '[' -> {
                atom = true;
                yield characterClass();
            }
            case '\\' -> {
                atom = true;
                yield escape(false);
            }
            case '*', '+', '?' -> {
                pos++;
                yield repeat(pos - 1, before);
            }
            case '{' -> count(before);
            default -> {
                pos++;
                atom = true;
                yield "";
            }
        };
    }

    private String group() {
        open++;
        atom = false;
        if (!text.startsWith("(?", pos)) {
            pos++;
            return "";
        }
        int from = pos;
        if (text.startsWith("(?P<", pos) || text.startsWith("(?<", pos)) {
            int end = text.indexOf('>', pos);
            if (end < 0) {
                return wrong("invalid named capture", text.substring(from));
            }
            String name = text.substring(text.indexOf('<', pos) + 1, end);
            pos = end + 1;
            boolean word = !name.isEmpty() && name.chars().allMatch(c -> c == '_' || isAlphanumeric((char) c));
            return word ? "" : wrong("invalid named capture", text.substring(from, pos));
        }
        for (pos += 2; pos < text.length(); pos++) {
            char c = text.charAt(pos);
            if (c == ':' || c == ')') {
                open -= c == ')' ? 1 : 0;
                pos++;
                return "";
            }
            if ("imsU-".indexOf(c) < 0) {
                return wrong("invalid or unsupported Perl syntax", text.substring(from, pos + 1));
            }
        }
        return wrong("missing closing )", text);
    }

    private String repeat(int from, int before) {
        if (!atom) {
            return wrong("missing argument to repetition operator", text.substring(from, pos));
        }
        if (pos < text.length() && text.charAt(pos) == '?') {
            pos++;
        }
        if (before >= 0) {
            return wrong("invalid nested repetition operator", text.substring(before, pos));
        }
        repeated = from;
        return "";
    }

    /// `{2}`, `{2,}` or `{2,5}`; anything else is meant literally.
    private String count(int before) {
        int from = pos;
        int end = text.indexOf('}', pos);
        String inside = end < 0 ? "" : text.substring(pos + 1, end);
        int comma = inside.indexOf(',');
        String low = comma < 0 ? inside : inside.substring(0, comma);
        String high = comma < 0 ? low : inside.substring(comma + 1);
        if (!isNumber(low) || !(high.isEmpty() || isNumber(high))) {
            pos++;
            atom = true;
            return "";
        }
        pos = end + 1;
        long min = number(low);
        long max = high.isEmpty() ? min : number(high);
        if (min > REPEAT_MAX || max > REPEAT_MAX || min > max) {
            return wrong("invalid repeat count", text.substring(from, pos));
        }
        return repeat(from, before);
    }

    private static boolean isNumber(String digits) {
        boolean leading = digits.length() > 1 && digits.charAt(0) == '0';
        return !digits.isEmpty() && !leading && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static long number(String digits) {
        return digits.length() > 8 ? Long.MAX_VALUE : Long.parseLong(digits);
    }

    private String escape(boolean inClass) {
        int from = pos++;
        if (pos >= text.length()) {
            return "trailing backslash at end of expression: ``";
        }
        char c = text.charAt(pos++);
        if (c == 'Q' && !inClass) {
            int end = text.indexOf("\\E", pos);
            pos = end < 0 ? text.length() : end + 2;
            return "";
        }
        if (c == 'p' || c == 'P') {
            return unicode(from);
        }
        boolean known = "dswDSWafnrtv".indexOf(c) >= 0 || (!inClass && "AbBz".indexOf(c) >= 0);
        boolean punctuation = c < 0x80 && !isAlphanumeric(c);
        if (known || punctuation) {
            return "";
        }
        if (c == 'x') {
            return hexadecimal(from);
        }
        boolean octal = c == '0' || (c >= '1' && c <= '7' && pos < text.length() && isOctal(text.charAt(pos)));
        if (octal) {
            for (int i = 1; i < 3 && pos < text.length() && isOctal(text.charAt(pos)); i++) {
                pos++;
            }
            return "";
        }
        return wrong("invalid escape sequence", text.substring(from, pos));
    }

    private String hexadecimal(int from) {
        boolean braces = pos < text.length() && text.charAt(pos) == '{';
        int end = braces ? text.indexOf('}', pos) : Math.min(pos + 2, text.length());
        String digits = end < 0 ? "" : text.substring(braces ? pos + 1 : pos, end);
        boolean valid = !digits.isEmpty()
                && (braces || digits.length() == 2)
                && digits.chars().allMatch(c -> Character.digit(c, 16) >= 0);
        if (!valid) {
            int bad = Math.min(text.length(), pos + 1);
            return wrong("invalid escape sequence", text.substring(from, bad));
        }
        pos = braces ? end + 1 : end;
        return "";
    }

    private String unicode(int from) {
        boolean braces = pos < text.length() && text.charAt(pos) == '{';
        int end = braces ? text.indexOf('}', pos) : pos;
        if (pos >= text.length() || end < 0) {
            return wrong("invalid character class range", text.substring(from));
        }
        String name = braces ? text.substring(pos + 1, end) : text.substring(pos, pos + 1);
        pos = end + 1;
        boolean letters = name.replace("^", "").matches("[A-Z][A-Za-z_]*");
        return letters ? "" : wrong("invalid character class range", text.substring(from, pos));
    }

    private String characterClass() {
        int from = pos++;
        if (pos < text.length() && text.charAt(pos) == '^') {
            pos++;
        }
        boolean first = true;
        while (pos < text.length() && (first || text.charAt(pos) != ']')) {
            first = false;
            int named = text.startsWith("[:", pos) ? text.indexOf(":]", pos + 2) : -1;
            if (named >= 0) {
                String name = text.substring(pos, named + 2);
                String word = name.substring(2, name.length() - 2);
                pos = named + 2;
                if (!CLASSES.contains(word.startsWith("^") ? word.substring(1) : word)) {
                    return wrong("invalid character class range", name);
                }
                continue;
            }
            String wrong = range();
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        if (pos >= text.length()) {
            return wrong("missing closing ]", text.substring(from));
        }
        pos++;
        return "";
    }

    private String range() {
        int from = pos;
        String wrong = element();
        int low = text.codePointAt(from);
        boolean single = pos - from == Character.charCount(low);
        boolean ranged = pos + 1 < text.length() && text.charAt(pos) == '-' && text.charAt(pos + 1) != ']';
        if (!wrong.isEmpty() || !ranged) {
            return wrong;
        }
        int second = ++pos;
        wrong = element();
        if (!wrong.isEmpty()) {
            return wrong;
        }
        int high = text.codePointAt(second);
        boolean plain = single && pos - second == Character.charCount(high);
        return plain && high < low ? wrong("invalid character class range", text.substring(from, pos)) : "";
    }

    private String element() {
        if (text.charAt(pos) == '\\') {
            return escape(true);
        }
        pos += Character.charCount(text.codePointAt(pos));
        return "";
    }

    private static boolean isAlphanumeric(char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private static boolean isOctal(char c) {
        return c >= '0' && c <= '7';
    }
}
