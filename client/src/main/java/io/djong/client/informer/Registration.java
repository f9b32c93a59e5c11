package io.djong.client.informer;

/// A handler's place with an informer.
public interface Registration {
    /// Whether the handler has heard of everything that the informer's first list contained.
    boolean hasSynced();

    /// Ends the delivery. No call of the handler begins after this returns, unless it is made by the handler
    /// itself.
    void remove();
}
