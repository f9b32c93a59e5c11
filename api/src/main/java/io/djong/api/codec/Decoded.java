package io.djong.api.codec;

import java.util.List;

/// What was read, and what a strict reading finds wrong with it.
///
/// @param problems `unknown field "spec.foo"`, `duplicate field "metadata.name"`, in the order of the text; at most
/// 100, none twice
public record Decoded<T>(T value, List<String> problems) {
    /// `strict decoding error: unknown field "spec.foo", duplicate field "metadata.name"`; "" when there are no
    /// problems.
    public String strictError() {
        return problems.isEmpty() ? "" : "strict decoding error: " + String.join(", ", problems);
    }
}
