package io.djong.store;

import org.jspecify.annotations.Nullable;

/// What a write expects of its key, checked at the moment it takes effect.
public sealed interface Expect {
    /// Nothing: the write happens whatever is there.
    record Any() implements Expect {
        private static final Any INSTANCE = new Any();
    }

    /// The key is not there.
    record Absent() implements Expect {
        private static final Absent INSTANCE = new Absent();
    }

    /// The key is there and was last changed at this revision.
    record ModRevision(long revision) implements Expect {
        public ModRevision {
            if (revision < 1) {
                throw new IllegalArgumentException("a revision to expect is at least 1, not " + revision);
            }
        }
    }

    static Expect any() {
        return Any.INSTANCE;
    }

    static Expect absent() {
        return Absent.INSTANCE;
    }

    static Expect modRevision(long revision) {
        return new ModRevision(revision);
    }

    /// Whether this holds for what is there.
    ///
    /// @param current the entry of the key, or null when there is none
    default boolean holds(@Nullable Entry current) {
        return holds(current == null ? 0 : current.modRevision());
    }

    /// Whether this holds for a key that was last changed at a revision.
    ///
    /// @param modRevision 0 when the key is not there
    default boolean holds(long modRevision) {
        return switch (this) {
            case Any any -> true;
            case Absent absent -> modRevision == 0;
            case ModRevision(var wanted) -> modRevision == wanted;
        };
    }
}
