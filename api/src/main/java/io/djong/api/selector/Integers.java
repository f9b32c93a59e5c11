package io.djong.api.selector;

/// Whether a text is a decimal integer of 64 bits, as Go's ParseInt has it.
final class Integers {
    private Integers() {}

    static boolean isLong(String text) {
        int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        if (text.length() == start) {
            return false;
        }
        try {
            Long.parseLong(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
