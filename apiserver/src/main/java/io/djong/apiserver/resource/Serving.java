package io.djong.apiserver.resource;

import org.jspecify.annotations.Nullable;

/// Under which conditions a resource is served, beside its versions being switched on.
///
/// @param enforced whether what people rely on it for happens; if not, it is served only on request
/// @param gate upstream's name of the feature that it belongs to; null for none
public record Serving(boolean enforced, @Nullable String gate) {
    /// Without conditions.
    public static final Serving ALWAYS = new Serving(true, null);
}
