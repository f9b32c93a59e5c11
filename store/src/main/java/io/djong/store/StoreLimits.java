package io.djong.store;

/// What one commit may hold at most.
///
/// @param writesPerCommitMax the number of writes
/// @param commitBytesMax the sum of the lengths of its keys (in UTF-8) and values, in bytes
public record StoreLimits(int writesPerCommitMax, int commitBytesMax) {
    /// What etcd allows in one request unless told otherwise (`--max-request-bytes`), less room for its
    /// framing: the default of every engine, so that whatever fits in one of them can move to another.
    public static final int COMMIT_BYTES_MAX_DEFAULT = 1_500_000;
}
