package io.djong.store.memory;

import io.djong.base.sortedmap.PersistentSortedMap;
import io.djong.store.Event;
import io.djong.store.Provenance;
import java.time.Instant;
import java.util.List;

/// The store at one revision, and how it came there.
///
/// @param live all entries at that revision
/// @param events what the revision changed
record Moment(PersistentSortedMap<StoreKey, Held> live, List<Event> events, Provenance who, Instant at) {}
