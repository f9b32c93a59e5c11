package io.djong.apiserver.server;

import java.time.Duration;

/// How long requests may take, how many are served at a time, and how long the past is kept.
///
/// @param requestTimeout of a request that is neither a watch nor a stream (`--request-timeout`)
/// @param watchTimeoutMin a watch that names no limit ends after this and up to as long again
///     (`--min-request-timeout`)
/// @param readsInFlightMax reads served at a time; more are told to come back; 0 for no bound
///     (`--max-requests-inflight`)
/// @param writesInFlightMax likewise for the others (`--max-mutating-requests-inflight`)
/// @param compactionInterval of the store: what is older than one to two of them is forgotten; zero for
///     never (`--etcd-compaction-interval`)
public record ServerLimits(
        Duration requestTimeout,
        Duration watchTimeoutMin,
        int readsInFlightMax,
        int writesInFlightMax,
        Duration compactionInterval) {
    /// Upstream's defaults.
    public static final ServerLimits DEFAULT =
            new ServerLimits(Duration.ofMinutes(1), Duration.ofMinutes(30), 400, 200, Duration.ofMinutes(5));
}
