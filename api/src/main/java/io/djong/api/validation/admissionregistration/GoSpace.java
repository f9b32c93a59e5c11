package io.djong.api.validation.admissionregistration;

/// White space as Go's `strings.TrimSpace` knows it.
final class GoSpace {
    private GoSpace() {}

    static String trim(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isSpace(text.charAt(from))) {
            from++;
        }
        while (to > from && isSpace(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isSpace(char c) {
        return (c >= '\t' && c <= '\r') || c == ' ' || c == 0x85 || c == 0xa0 || (c > 0xff && Character.isSpaceChar(c));
    }
}
