package io.djong.linux.file;

import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;

/// How full a file system is (statfs(2)).
///
/// @param type the magic number of its kind, such as `0x01021994` for tmpfs
/// @param totalBytes its size
/// @param freeBytes free, with what is reserved for root
/// @param availableBytes free for everybody
/// @param totalInodes 0 where there is no such limit
/// @param freeInodes 0 where there is no such limit
public record FileSystemStatistics(
        long type, long totalBytes, long freeBytes, long availableBytes, long totalInodes, long freeInodes) {
    public static final long TMPFS = 0x01021994;
    public static final long CGROUP2 = 0x63677270;
    public static final long NSFS = 0x6e736673;

    /// Of the file system that holds the path.
    public static FileSystemStatistics of(Path path) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(120, 8);
            Syscalls.call(
                    Syscall.STATFS,
                    path.toString(),
                    Syscalls.string(arena, path.toString()).address(),
                    buffer.address());
            long block = buffer.get(ValueLayout.JAVA_LONG, 8);
            return new FileSystemStatistics(
                    buffer.get(ValueLayout.JAVA_LONG, 0),
                    block * buffer.get(ValueLayout.JAVA_LONG, 16),
                    block * buffer.get(ValueLayout.JAVA_LONG, 24),
                    block * buffer.get(ValueLayout.JAVA_LONG, 32),
                    buffer.get(ValueLayout.JAVA_LONG, 40),
                    buffer.get(ValueLayout.JAVA_LONG, 48));
        }
    }
}
