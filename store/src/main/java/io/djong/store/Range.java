package io.djong.store;

import java.util.List;

/// A page of a range at one revision.
///
/// @param entries in the order of their keys, immutable
/// @param revision the revision that this is a picture of
/// @param remainingCount how many more entries the range had at that revision after the last of these; 0
///       when this is the end
public record Range(List<Entry> entries, long revision, long remainingCount) {
    public Range {
        entries = List.copyOf(entries);
    }
}
