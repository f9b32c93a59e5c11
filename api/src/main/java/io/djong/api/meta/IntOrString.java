package io.djong.api.meta;

/// A number or a string, such as a port or `25%`.
///
/// @param isString which of the two it is
/// @param number 0 when it is a string
/// @param text "" when it is a number
public record IntOrString(boolean isString, int number, String text) {
    public static final IntOrString EMPTY = new IntOrString(false, 0, "");

    public static IntOrString of(int number) {
        return number == 0 ? EMPTY : new IntOrString(false, number, "");
    }

    public static IntOrString of(String text) {
        return new IntOrString(true, 0, text);
    }

    /// The number or the string, as text.
    @Override
    public String toString() {
        return isString ? text : Integer.toString(number);
    }
}
