package io.djong.store.sqlite;

import io.djong.store.StoreLimits;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How a SQLite store is opened.
///
/// @param pageSizeBytes of a file that is made now, a power of two from 512 to 65536; an existing file
///       keeps its own
/// @param walBytesMax how large the write-ahead log becomes before commits wait for a checkpoint; a
///       snapshot or a reader that runs long can make it larger meanwhile
/// @param walCheckpointBytes how much of it triggers a checkpoint beside the commits
/// @param writerCacheBytes the page cache of the writer
/// @param readerCacheBytes the page cache of each reader
/// @param readers the number of reading threads, each with a connection
/// @param nativeFolder where the SQLite library is unpacked before it is loaded, null for the system's
///       temporary folder; the first store of a process decides
/// @param limits of a commit
/// @param pagesMax the pages that the file may have, 0 for no limit but the disk's
public record SqliteOptions(
        int pageSizeBytes,
        long walBytesMax,
        long walCheckpointBytes,
        int writerCacheBytes,
        int readerCacheBytes,
        int readers,
        @Nullable Path nativeFolder,
        StoreLimits limits,
        long pagesMax) {

    /// Writes in one commit; the ordinal of a write has four digits in the file format.
    public static final int WRITES_PER_COMMIT_MAX = 4096;

    public SqliteOptions {
        if (Integer.bitCount(pageSizeBytes) != 1 || pageSizeBytes < 512 || pageSizeBytes > 65536) {
            throw new IllegalArgumentException(
                    "a page has a power of two from 512 to 65536 bytes, not " + pageSizeBytes);
        }
        if (limits.writesPerCommitMax() > WRITES_PER_COMMIT_MAX) {
            throw new IllegalArgumentException("a commit has at most " + WRITES_PER_COMMIT_MAX + " writes");
        }
        if (readers < 1) {
            throw new IllegalArgumentException("at least one reader, not " + readers);
        }
    }

    /// What was measured to be good for a control plane: see `docs/decisions/0005-sqlite-file-format.md`.
    public static SqliteOptions defaults() {
        return new SqliteOptions(
                4096,
                64 << 20,
                8 << 20,
                8 << 20,
                2 << 20,
                2,
                null,
                new StoreLimits(WRITES_PER_COMMIT_MAX, StoreLimits.COMMIT_BYTES_MAX_DEFAULT),
                0);
    }

    public SqliteOptions withPageSizeBytes(int value) {
        return new SqliteOptions(
                value,
                walBytesMax,
                walCheckpointBytes,
                writerCacheBytes,
                readerCacheBytes,
                readers,
                nativeFolder,
                limits,
                pagesMax);
    }

    public SqliteOptions withWal(long checkpointBytes, long bytesMax) {
        return new SqliteOptions(
                pageSizeBytes,
                bytesMax,
                checkpointBytes,
                writerCacheBytes,
                readerCacheBytes,
                readers,
                nativeFolder,
                limits,
                pagesMax);
    }

    public SqliteOptions withNativeFolder(Path folder) {
        return new SqliteOptions(
                pageSizeBytes,
                walBytesMax,
                walCheckpointBytes,
                writerCacheBytes,
                readerCacheBytes,
                readers,
                folder,
                limits,
                pagesMax);
    }

    public SqliteOptions withPagesMax(long value) {
        return new SqliteOptions(
                pageSizeBytes,
                walBytesMax,
                walCheckpointBytes,
                writerCacheBytes,
                readerCacheBytes,
                readers,
                nativeFolder,
                limits,
                value);
    }
}
