package io.djong.store.sqlite;

/// Where a change stands in the log: its revision and its ordinal in the commit, in one number that can
/// be read by eye (the last four digits are the ordinal).
final class Position {
    static final long PER_REVISION = 10_000;

    private Position() {}

    static long of(long revision, int ordinal) {
        return revision * PER_REVISION + ordinal;
    }

    /// The first position of a revision.
    static long first(long revision) {
        return revision * PER_REVISION;
    }

    static long revision(long position) {
        return position / PER_REVISION;
    }
}
