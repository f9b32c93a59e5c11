package io.djong.api.validation;

/// The sentences that many rules share.
public final class Texts {
    /// A nil or empty text where one is needed.
    public static final String NON_EMPTY = "must be non-empty";

    /// A value may not change.
    public static final String IMMUTABLE = "field is immutable";

    /// A number below zero.
    public static final String NOT_NEGATIVE = "must be greater than or equal to 0";

    private Texts() {}

    /// Too long; the unit is that of the rule.
    public static String maxCharacters(int max) {
        return "must be no more than " + max + " characters";
    }

    /// Too long; the unit is that of the rule.
    public static String maxBytes(int max) {
        return "must be no more than " + max + " bytes";
    }

    /// Out of a range that includes both ends.
    public static String inclusiveRange(long low, long high) {
        return "must be between " + low + " and " + high + ", inclusive";
    }

    /// Does not match; names the expression (for people: our checks do not run it) and examples.
    public static String expression(String message, String expression, String... examples) {
        var text = new StringBuilder(message).append(" (");
        for (int i = 0; i < examples.length; i++) {
            text.append(i == 0 ? "e.g. '" : " or '").append(examples[i]).append("', ");
        }
        return text.append("regex used for validation is '")
                .append(expression)
                .append("')")
                .toString();
    }
}
