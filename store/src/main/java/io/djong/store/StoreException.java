package io.djong.store;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// Why a store did not do what it was asked.
public abstract sealed class StoreException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /// The history that was asked for is gone. Start again from the latest state.
    public static final class Compacted extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        private final long requestedRevision;
        private final long compactedRevision;

        public Compacted(long requestedRevision, long compactedRevision) {
            super("revision " + requestedRevision + " has been compacted, up to " + compactedRevision, null);
            this.requestedRevision = requestedRevision;
            this.compactedRevision = compactedRevision;
        }

        public long requestedRevision() {
            return requestedRevision;
        }

        /// The revision that was compacted last; ranges at it and watches from the one after it still
        /// work.
        public long compactedRevision() {
            return compactedRevision;
        }
    }

    /// The store has not reached the revision that was asked for.
    public static final class FutureRevision extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        private final long requestedRevision;
        private final long revision;

        public FutureRevision(long requestedRevision, long revision) {
            super("revision " + requestedRevision + " has not been reached, the latest is " + revision, null);
            this.requestedRevision = requestedRevision;
            this.revision = revision;
        }

        public long requestedRevision() {
            return requestedRevision;
        }

        /// The latest revision.
        public long revision() {
            return revision;
        }
    }

    /// A commit is larger than the store takes; see [StoreLimits].
    public static final class TooLarge extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        private final long size;
        private final long limit;

        /// @param what the unit of size and limit: "bytes", "writes"
        public TooLarge(long size, long limit, String what) {
            super("the commit is too large: " + size + " " + what + ", at most " + limit, null);
            this.size = size;
            this.limit = limit;
        }

        public long size() {
            return size;
        }

        public long limit() {
            return limit;
        }
    }

    /// The store cannot be asked now: closed, or no server of it answers. What was asked has not
    /// happened; a later attempt may succeed.
    public static final class Unavailable extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        public Unavailable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// There is no room for the write. It has not happened; nothing that was acknowledged is lost, reads
    /// go on, and writes do when there is room again.
    public static final class Full extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        public Full(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// The data was made by another program, or by a version of this one that this one does not
    /// understand. Nothing was changed.
    public static final class Incompatible extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        public Incompatible(String message) {
            super(message, null);
        }
    }

    /// What the store reads is not what it wrote. It has stopped, and answers everything with this, so
    /// that damage does not spread.
    public static final class Corrupt extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        public Corrupt(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Whether the commit happened is not known; it may even happen later. Read to find out.
    public static final class Uncertain extends StoreException {
        @Serial
        private static final long serialVersionUID = 1;

        public Uncertain(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
