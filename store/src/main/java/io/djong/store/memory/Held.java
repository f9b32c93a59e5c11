package io.djong.store.memory;

import io.djong.store.Entry;
import org.jspecify.annotations.Nullable;

/// An entry and when it expires.
///
/// @param due null when never
record Held(Entry entry, @Nullable Due due) {}
