package io.djong.api.selector;

/// How a requirement compares a label with its values.
public enum Operator {
    /// Present, and one of the values.
    IN("in"),
    /// Absent, or none of the values.
    NOT_IN("notin"),
    /// Present, and the value.
    EQUALS("="),
    /// The same as [#EQUALS].
    DOUBLE_EQUALS("=="),
    /// Absent, or another value.
    NOT_EQUALS("!="),
    /// Present, an integer, and greater than the value.
    GREATER_THAN("gt"),
    /// Present, an integer, and less than the value.
    LESS_THAN("lt"),
    /// Present.
    EXISTS("exists"),
    /// Absent.
    DOES_NOT_EXIST("!");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /// Upstream's word for it.
    public String text() {
        return text;
    }
}
