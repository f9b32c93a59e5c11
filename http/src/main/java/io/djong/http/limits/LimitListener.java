package io.djong.http.limits;

/// Told each time a limit was enforced; the owner of the server counts it in a metric. Called on a thread
/// that moves bytes: it must be short and must not block.
@FunctionalInterface
public interface LimitListener {
    /// Tells nobody.
    LimitListener NONE = limit -> {};

    void enforced(Limit limit);
}
