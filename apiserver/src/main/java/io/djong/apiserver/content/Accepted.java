package io.djong.apiserver.content;

/// What was agreed on for an answer.
///
/// @param pretty whether JSON is indented for people
public record Accepted(MediaType type, Form form, boolean pretty) {
    /// Plain JSON.
    public static final Accepted JSON = new Accepted(MediaType.JSON, new Form.Whole(), false);
}
