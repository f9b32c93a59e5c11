package io.djong.cluster.assembly;

/// Is told how far a cluster has come that starts. Called by any thread, one call at a time.
public interface StartListener {
    /// Another part works.
    ///
    /// @param step in words for people
    void reached(String step);

    /// The node takes pods. Comes once, at the earliest while the last parts start; never when the
    /// cluster stops before.
    void nodeReady();
}
