package io.djong.apiserver.cache;

/// How much of the past each resource keeps for watchers that resume.
///
/// @param windowEvents events a resource; more are forgotten, a watch from before them is answered with 410
/// @param windowBytes bytes of stored values that the retained events refer to, a resource
/// @param pagingSnapshots states a resource that are kept for clients in the middle of a paged list;
///     older ones are read from the store again
public record CacheLimits(int windowEvents, long windowBytes, int pagingSnapshots) {
    /// Enough for a client that was away for a minute of ordinary work.
    public static final CacheLimits DEFAULT = new CacheLimits(10_000, 32L << 20, 16);
}
