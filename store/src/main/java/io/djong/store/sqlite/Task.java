package io.djong.store.sqlite;

import io.djong.store.Commit;
import io.djong.store.CommitCheck;
import io.djong.store.Provenance;
import io.djong.store.StoreException;
import io.djong.store.Write;
import java.util.List;

/// What the writer is asked to do.
sealed interface Task {
    /// For the queue's limit.
    default long sizeBytes() {
        return 0;
    }

    /// It has not happened, or that is not known.
    void fail(StoreException failure);

    record Commits(List<Write> writes, Provenance who, long sizeBytes, Outcome<Commit> outcome) implements Task {
        Commits(List<Write> writes, Provenance who) {
            this(writes, who, CommitCheck.sizeBytes(writes), new Outcome<>());
        }

        @Override
        public void fail(StoreException failure) {
            outcome.fail(failure);
        }
    }

    record Compact(long revision, Outcome<Boolean> outcome) implements Task {
        @Override
        public void fail(StoreException failure) {
            outcome.fail(failure);
        }
    }

    /// Removes what has expired.
    record Expire() implements Task {
        @Override
        public void fail(StoreException failure) {}
    }
}
