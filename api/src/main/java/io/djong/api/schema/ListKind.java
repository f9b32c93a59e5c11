package io.djong.api.schema;

/// How server-side apply merges a list.
public enum ListKind {
    /// Nothing is declared: as `ATOMIC`.
    NONE,
    /// Replaced as a whole.
    ATOMIC,
    /// A set of scalars.
    SET,
    /// Elements are found by keys.
    MAP
}
