package io.djong.store;

/// Figures of a store at one moment.
///
/// @param revision the latest revision
/// @param compactedRevision the revision that was compacted last, 0 when none was
/// @param sizeBytes what the store takes on disk (in memory for the engine that has no disk), logs
///       included
/// @param usedBytes the part of `sizeBytes` that is not free for reuse
/// @param watches the watches that are open
public record StoreStatistics(long revision, long compactedRevision, long sizeBytes, long usedBytes, int watches) {}
