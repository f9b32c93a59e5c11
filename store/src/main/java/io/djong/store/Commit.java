package io.djong.store;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a commit ended.
public sealed interface Commit {
    /// All writes took effect.
    ///
    /// @param revision the revision of the commit; when it changed nothing, the latest one
    /// @param previous for each write the entry that it replaced or removed, or null when there was none;
    ///       immutable
    record Done(long revision, List<@Nullable Entry> previous) implements Commit {
        // not compact: javac leaves the parameter's type annotations out of the class file then
        public Done(long revision, List<@Nullable Entry> previous) {
            this.revision = revision;
            this.previous = Collections.unmodifiableList(previous);
        }
    }

    /// The expectation of one write did not hold; no write took effect.
    ///
    /// @param index which write, the first that failed, counted from 0
    /// @param current the entry that is there instead, or null when there is none
    record Conflict(int index, @Nullable Entry current) implements Commit {}
}
