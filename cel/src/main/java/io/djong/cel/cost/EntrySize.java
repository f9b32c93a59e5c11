package io.djong.cel.cost;

import org.jspecify.annotations.Nullable;

/// How large the entries of a list or map are that an expression makes.
///
/// @param list whether it is a list
record EntrySize(boolean list, Range key, Range value) {
    /// What holds both; null when one is not known.
    static @Nullable EntrySize both(@Nullable EntrySize a, @Nullable EntrySize b) {
        return a == null || b == null ? null : new EntrySize(a.list, a.key.with(b.key), a.value.with(b.value));
    }
}
