package io.djong.store;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/// What every engine checks before it looks at a commit: the caller's duties and the limits.
public final class CommitCheck {
    private CommitCheck() {}

    /// @throws IllegalArgumentException when there is no write, or two of the same key
    /// @throws StoreException.TooLarge when the limits are exceeded
    public static void check(List<Write> writes, StoreLimits limits) throws StoreException.TooLarge {
        if (writes.isEmpty()) {
            throw new IllegalArgumentException("a commit has at least one write");
        }
        if (writes.size() > limits.writesPerCommitMax()) {
            throw new StoreException.TooLarge(writes.size(), limits.writesPerCommitMax(), "writes");
        }
        if (writes.size() > 1) {
            var keys = new HashSet<String>(writes.size() * 2);
            for (Write write : writes) {
                if (!keys.add(write.key())) {
                    throw new IllegalArgumentException("a commit has one write per key, not two of " + write.key());
                }
            }
        }
        long bytes = sizeBytes(writes);
        if (bytes > limits.commitBytesMax()) {
            throw new StoreException.TooLarge(bytes, limits.commitBytesMax(), "bytes");
        }
    }

    /// The keys in UTF-8 and the values of these writes together, in bytes.
    public static long sizeBytes(List<Write> writes) {
        long bytes = 0;
        for (Write write : writes) {
            bytes += write.key().getBytes(StandardCharsets.UTF_8).length;
            if (write instanceof Write.Put put) {
                bytes += put.value().length;
            }
        }
        return bytes;
    }
}
