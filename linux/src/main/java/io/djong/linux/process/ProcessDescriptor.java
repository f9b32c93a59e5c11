package io.djong.linux.process;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.util.Optional;

/// Holds on to one process, so that a signal cannot hit another one that got its number later (pidfd_open(2)).
public final class ProcessDescriptor implements AutoCloseable {
    private final int pid;
    private final int fd;

    private ProcessDescriptor(int pid, int fd) {
        this.pid = pid;
        this.fd = fd;
    }

    /// The process with that number, or nothing when there is none now.
    public static Optional<ProcessDescriptor> open(int pid) throws LinuxException {
        if (pid <= 0) {
            throw new IllegalArgumentException("not the number of a process: " + pid);
        }
        try {
            return Optional.of(
                    new ProcessDescriptor(pid, (int) Syscalls.call(Syscall.PIDFD_OPEN, "process " + pid, pid, 0)));
        } catch (LinuxException e) {
            if (e.is(Errno.ESRCH)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Sends a signal.
    ///
    /// @return false when the process has ended
    public boolean signal(Signal signal) throws LinuxException {
        try {
            Syscalls.call(Syscall.PIDFD_SEND_SIGNAL, "process " + pid, fd, signal.number(), 0, 0);
            return true;
        } catch (LinuxException e) {
            if (e.is(Errno.ESRCH)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        Syscalls.close(fd);
    }
}
