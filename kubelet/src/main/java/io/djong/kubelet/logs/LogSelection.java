package io.djong.kubelet.logs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Which part of a log is wanted, and how.
///
/// @param tailLines only the last so many lines of the file; null for all
/// @param since only lines of this time or later; null for all
/// @param limitBytes the most that is given; null for no limit
/// @param timestamps whether each line begins with its time
/// @param follow whether to go on while the container runs
public record LogSelection(
        @Nullable Long tailLines,
        @Nullable Instant since,
        @Nullable Long limitBytes,
        boolean timestamps,
        boolean follow) {
    /// All that is there.
    public static final LogSelection ALL = new LogSelection(null, null, null, false, false);

    public LogSelection {
        if (tailLines != null && tailLines < 0) {
            throw new IllegalArgumentException("tailLines is negative: " + tailLines);
        }
        if (limitBytes != null && limitBytes < 1) {
            throw new IllegalArgumentException("limitBytes is not positive: " + limitBytes);
        }
    }

    public LogSelection withTailLines(@Nullable Long value) {
        return new LogSelection(value, since, limitBytes, timestamps, follow);
    }

    public LogSelection withSince(@Nullable Instant value) {
        return new LogSelection(tailLines, value, limitBytes, timestamps, follow);
    }

    public LogSelection withLimitBytes(@Nullable Long value) {
        return new LogSelection(tailLines, since, value, timestamps, follow);
    }

    public LogSelection withTimestamps(boolean value) {
        return new LogSelection(tailLines, since, limitBytes, value, follow);
    }

    public LogSelection withFollow(boolean value) {
        return new LogSelection(tailLines, since, limitBytes, timestamps, value);
    }
}
