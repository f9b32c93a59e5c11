package io.djong.api.json;

/// Strings as Go's `%q` and `strconv.Quote` print them, which is how upstream's messages show values.
public final class GoQuote {
    private GoQuote() {}

    public static String quote(String text) {
        var out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            append(out, point);
        }
        return out.append('"').toString();
    }

    private static void append(StringBuilder out, int point) {
        switch (point) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case 7 -> out.append("\\a");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case 11 -> out.append("\\v");
            default -> {
                if (isPrintable(point)) out.appendCodePoint(point);
                else if (point < ' ' || point == 0x7F) out.append(String.format("\\x%02x", point));
                else if (point < 0x10000) out.append(String.format("\\u%04x", point));
                else out.append(String.format("\\U%08x", point));
            }
        }
    }

    /// Whether Go shows a character as it is: letters, marks, numbers, punctuation, symbols and the plain space.
    public static boolean isPrintable(int point) {
        if (point == ' ') return true;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
