package io.djong.linux.file;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.nio.file.Path;
import java.util.Optional;

/// An exclusive flock(2) on a file that is made when missing. The kernel lets go of it when the process ends,
/// however it ends. The file stays.
public final class FolderLock implements AutoCloseable {
    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;

    private final int fd;

    private FolderLock(int fd) {
        this.fd = fd;
    }

    /// The lock, or nothing when another holds it. Does not wait.
    public static Optional<FolderLock> tryTake(Path file) throws LinuxException {
        int fd = Syscalls.open(file.toString(), Syscalls.O_RDWR | Syscalls.O_CREAT, 0600);
        try {
            Syscalls.call(Syscall.FLOCK, file.toString(), fd, LOCK_EX | LOCK_NB);
            return Optional.of(new FolderLock(fd));
        } catch (LinuxException e) {
            Syscalls.close(fd);
            if (e.is(Errno.EAGAIN)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public void close() {
        Syscalls.close(fd);
    }
}
