package io.djong.api.codec;

/// Finds the byte at which Go's base64 decoder stops.
final class Base64Check {
    private Base64Check() {}

    /// The index in the text that Go's error names; -1 when the text is base64.
    static int wrongAt(String text) {
        int at = 0;
        while (true) {
            int digits = 0;
            while (digits < 4) {
                if (at == text.length()) return digits == 0 ? -1 : at - digits;
                char c = text.charAt(at++);
                if (c == '\n' || c == '\r') continue;
                if (isDigit(c)) {
                    digits++;
                    continue;
                }
                if (c != '=') return at - 1;
                return padding(text, at, digits);
            }
        }
    }

    /// After the first `=`, which followed so many digits of the last group.
    private static int padding(String text, int from, int digits) {
        int at = from;
        if (digits < 2) return at - 1;
        if (digits == 2) {
            at = skipBreaks(text, at);
            if (at == text.length()) return at;
            if (text.charAt(at) != '=') return at - 1;
            at++;
        }
        at = skipBreaks(text, at);
        return at < text.length() ? at : -1;
    }

    private static int skipBreaks(String text, int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == '\n' || text.charAt(at) == '\r')) at++;
        return at;
    }

    private static boolean isDigit(char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
    }
}
