package io.djong.store;

import org.jspecify.annotations.Nullable;

/// One change of one key, as a watcher sees it.
public sealed interface Event {
    /// The key that changed.
    String key();

    /// The revision of the change.
    long revision();

    /// The entry before the change; null when the key was not there.
    @Nullable
    Entry previous();

    /// The key got this value.
    record Put(Entry entry, @Nullable Entry previous) implements Event {
        @Override
        public String key() {
            return entry.key();
        }

        @Override
        public long revision() {
            return entry.modRevision();
        }
    }

    /// The key was removed, or it expired.
    ///
    /// @param previous the last entry, never null: what is not there cannot be removed
    record Delete(long revision, Entry previous) implements Event {
        @Override
        public String key() {
            return previous.key();
        }
    }
}
