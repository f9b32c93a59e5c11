package io.djong.linux.file;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file or folder that is held by a descriptor: whoever may write in the folders above it can no longer put
/// something else, such as a symbolic link, in its place. Steps from one to the next never follow a link.
///
/// For what has to be done in folders that a container writes in. Descriptors are closed by their owner.
public final class PathDescriptor implements AutoCloseable {
    private static final boolean ARM = System.getProperty("os.arch", "").equals("aarch64");
    private static final int O_PATH = 010000000;
    private static final int O_NOFOLLOW = ARM ? 0100000 : 0400000;
    private static final int O_DIRECTORY = ARM ? 040000 : 0200000;

    private final int fd;
    private final Path shown;

    private PathDescriptor(int fd, Path shown) {
        this.fd = fd;
        this.shown = shown;
    }

    /// Holds a folder whose path nobody but root can change.
    public static PathDescriptor openFolder(Path folder) throws LinuxException {
        return new PathDescriptor(Syscalls.open(folder.toString(), O_PATH | O_DIRECTORY, 0), folder);
    }

    /// Holds what has this name in this folder, a symbolic link itself included.
    ///
    /// @param name one name: no slash, not `..`
    public PathDescriptor child(String name) throws LinuxException {
        if (name.isEmpty() || name.equals("..") || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a name in a folder: " + name);
        }
        Path path = shown.resolve(name);
        try (Arena arena = Arena.ofConfined()) {
            int flags = O_PATH | O_NOFOLLOW | Syscalls.O_CLOEXEC;
            long opened = Syscalls.call(
                    Syscall.OPENAT,
                    path.toString(),
                    fd,
                    Syscalls.string(arena, name).address(),
                    flags,
                    0);
            return new PathDescriptor((int) opened, path);
        }
    }

    /// Holds the folder of this name, made with this mode when there was nothing.
    public PathDescriptor makeFolder(String name, int mode) throws LinuxException, IOException {
        boolean made = true;
        try {
            Files.createDirectory(path().resolve(name));
        } catch (FileAlreadyExistsException e) {
            made = false;
        }
        PathDescriptor child = child(name);
        try {
            if (!child.isFolder()) {
                throw new LinuxException("openat", child.shown.toString(), Errno.ENOTDIR);
            }
            if (made) {
                FileModes.chmod(child.path(), mode);
            }
        } catch (LinuxException e) {
            child.close();
            throw e;
        }
        return child;
    }

    /// A path by which this process reaches what is held, whatever happens to its names.
    public Path path() {
        return Path.of("/proc/self/fd/" + fd);
    }

    public boolean isFolder() {
        return Files.isDirectory(path());
    }

    /// Whether a symbolic link itself is held.
    public boolean isLink() throws IOException {
        return ((int) Files.getAttribute(path(), "unix:mode") & 0170000) == 0120000;
    }

    @Override
    public void close() {
        Syscalls.close(fd);
    }
}
