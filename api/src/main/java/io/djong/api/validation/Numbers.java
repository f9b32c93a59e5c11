package io.djong.api.validation;

import java.util.List;

/// Numbers with bounds, and percentages.
public final class Numbers {
    /// Highest user and group id.
    public static final long ID_MAX = Integer.MAX_VALUE;

    private static final String PERCENT_TEXT = Texts.expression(
            "a valid percent string must be a numeric string followed by an ending '%'", "[0-9]+%", "1%", "93%");

    private Numbers() {}

    /// A number within both ends.
    public static List<String> inRange(long value, long low, long high) {
        return value >= low && value <= high ? List.of() : List.of(Texts.inclusiveRange(low, high));
    }

    /// A Unix user or group id.
    public static List<String> id(long id) {
        return inRange(id, 0, ID_MAX);
    }

    /// A number that is not below zero.
    public static void notNegative(FieldErrors errors, FieldPath path, long value) {
        if (value < 0) {
            errors.invalid(path, value, Texts.NOT_NEGATIVE);
        }
    }

    /// A number above zero.
    public static void positive(FieldErrors errors, FieldPath path, long value) {
        if (value <= 0) {
            errors.invalid(path, value, "must be greater than zero");
        }
    }

    /// `25%`.
    public static List<String> percent(String text) {
        boolean matches = text.length() > 1 && text.endsWith("%");
        for (int i = 0; i < text.length() - 1 && matches; i++) {
            matches = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        return matches ? List.of() : List.of(PERCENT_TEXT);
    }
}
