package io.djong.linux.file;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a tree of files takes of its disk, as `du` counts: blocks that are there, what has several names once, and
/// nothing of other file systems.
///
/// @param bytes in blocks of 512
/// @param inodes files, folders, links
public record FileTreeUsage(long bytes, long inodes) {
    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int BASIC = 0x7ff;
    private static final int TYPE_MASK = 0170000;
    private static final int FOLDER = 0040000;
    private static final int BLOCK = 512;

    private record Entry(long device, long inode, int links, int mode, long blocks) {
        boolean isFolder() {
            return (mode & TYPE_MASK) == FOLDER;
        }
    }

    /// Walks the tree; what vanishes meanwhile is not counted. Takes a system call for each file.
    ///
    /// @throws IOException when the root is not there, or a folder cannot be read
    public static FileTreeUsage of(Path root) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(256, 8);
            var first = entry(root, buffer);
            Set<Long> seen = new HashSet<>();
            var left = new ArrayDeque<Path>();
            long bytes = first.blocks() * BLOCK;
            long inodes = 1;
            if (first.isFolder()) {
                left.add(root);
            }
            while (!left.isEmpty()) {
                try (var children = Files.newDirectoryStream(left.remove())) {
                    for (Path child : children) {
                        var found = entryIfThere(child, buffer);
                        if (found == null || found.device() != first.device()) {
                            continue;
                        }
                        if (found.isFolder()) {
                            left.add(child);
                        } else if (found.links() > 1 && !seen.add(found.inode())) {
                            continue;
                        }
                        bytes += found.blocks() * BLOCK;
                        inodes++;
                    }
                } catch (NoSuchFileException | NotDirectoryException e) {
                    // It went, or became something else, meanwhile: nothing below it counts.
                } catch (DirectoryIteratorException e) {
                    throw e.getCause();
                }
            }
            return new FileTreeUsage(bytes, inodes);
        } catch (LinuxException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static @Nullable Entry entryIfThere(Path path, MemorySegment buffer) throws LinuxException {
        try {
            return entry(path, buffer);
        } catch (LinuxException e) {
            if (e.errno() == Errno.ENOENT) {
                return null;
            }
            throw e;
        }
    }

    private static Entry entry(Path path, MemorySegment buffer) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Syscalls.call(
                    Syscall.STATX,
                    path.toString(),
                    Syscalls.AT_FDCWD,
                    Syscalls.string(arena, path.toString()).address(),
                    AT_SYMLINK_NOFOLLOW,
                    BASIC,
                    buffer.address());
        }
        return new Entry(
                ((long) buffer.get(ValueLayout.JAVA_INT, 136) << 32) | buffer.get(ValueLayout.JAVA_INT, 140),
                buffer.get(ValueLayout.JAVA_LONG, 32),
                buffer.get(ValueLayout.JAVA_INT, 16),
                buffer.get(ValueLayout.JAVA_SHORT, 28),
                buffer.get(ValueLayout.JAVA_LONG, 48));
    }
}
