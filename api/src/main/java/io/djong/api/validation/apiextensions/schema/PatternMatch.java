package io.djong.api.validation.apiextensions.schema;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// Whether a text matches an expression of Go's `regexp`, which never backtracks. Ours does, so it gives
/// up after a number of steps, and then says yes.
final class PatternMatch {
    private static final int STEPS_MAX = 200_000;

    private PatternMatch() {}

    static boolean matches(String expression, String text) {
        try {
            var pattern = Pattern.compile(translated(expression), Pattern.UNIX_LINES);
            return pattern.matcher(new Counted(text)).find();
        } catch (PatternSyntaxException | TooManySteps e) {
            return true;
        }
    }

    private static String translated(String expression) {
        return expression
                .replace("(?P<", "(?<")
                .replaceAll(
                        "\\[:(alnum|alpha|blank|cntrl|digit|graph|lower|print|punct|space|upper|xdigit):]", "\\\\p{$1}")
                .replace("\\p{alnum}", "\\p{Alnum}")
                .replace("\\p{alpha}", "\\p{Alpha}")
                .replace("\\p{digit}", "\\p{Digit}")
                .replace("\\p{lower}", "\\p{Lower}")
                .replace("\\p{upper}", "\\p{Upper}")
                .replace("\\p{space}", "\\p{Space}")
                .replace("\\p{punct}", "\\p{Punct}")
                .replace("\\p{xdigit}", "\\p{XDigit}");
    }

    private static final class TooManySteps extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooManySteps() {
            super("", null, false, false);
        }
    }

    /// A text that counts how often it was looked at.
    private static final class Counted implements CharSequence {
        private final String text;
        private int steps;

        Counted(String text) {
            this.text = text;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (++steps > STEPS_MAX) {
                throw new TooManySteps();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
