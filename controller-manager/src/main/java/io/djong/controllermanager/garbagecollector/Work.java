package io.djong.controllermanager.garbagecollector;

/// Where the effects of the graph's changes go.
interface Work {
    /// Queues what the effects ask for.
    void take(Effects effects);

    /// Queues one object.
    void attemptToDelete(String uid);
}
