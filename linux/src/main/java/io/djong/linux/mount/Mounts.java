package io.djong.linux.mount;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/// mount(2) and umount2(2) for the mount namespace of this process. All of it needs root.
public final class Mounts {
    public static final long MS_RDONLY = 1;
    public static final long MS_NOSUID = 2;
    public static final long MS_NODEV = 4;
    public static final long MS_NOEXEC = 8;
    public static final long MS_REMOUNT = 32;
    public static final long MS_BIND = 4096;
    public static final long MS_MOVE = 8192;
    public static final long MS_REC = 16384;

    private static final int MNT_FORCE = 1;
    private static final int MNT_DETACH = 2;
    private static final int UMOUNT_NOFOLLOW = 8;

    /// How mounts below a point spread to other namespaces and back.
    public enum Propagation {
        SHARED(1 << 20),
        PRIVATE(1 << 18),
        SLAVE(1 << 19),
        UNBINDABLE(1 << 17);

        private final long flag;

        Propagation(long flag) {
            this.flag = flag;
        }
    }

    private Mounts() {}

    /// mount(2) as it is.
    ///
    /// @param data the file system's own options, such as `size=64m`; "" for none
    public static void mount(String source, Path target, String type, long flags, String data) throws LinuxException {
        String subject = source.isEmpty() ? target.toString() : source + " on " + target;
        try (Arena arena = Arena.ofConfined()) {
            long options = data.isEmpty()
                    ? MemorySegment.NULL.address()
                    : Syscalls.string(arena, data).address();
            Syscalls.call(
                    Syscall.MOUNT,
                    subject,
                    Syscalls.string(arena, source).address(),
                    Syscalls.string(arena, target.toString()).address(),
                    Syscalls.string(arena, type).address(),
                    flags,
                    options);
        }
    }

    /// Makes the tree at `source` visible at `target` as well, mounts below it included when `recursive`.
    public static void bind(Path source, Path target, boolean recursive) throws LinuxException {
        mount(source.toString(), target, "", MS_BIND | (recursive ? MS_REC : 0), "");
    }

    /// Changes the flags of a bind mount, such as [#MS_RDONLY]; flags not named are cleared.
    public static void remountBind(Path target, long flags) throws LinuxException {
        mount("", target, "", MS_BIND | MS_REMOUNT | flags, "");
    }

    /// An empty file system in memory.
    ///
    /// @param options such as `size=64m,mode=0777`; "" for the kernel's defaults (half of the memory)
    public static void tmpfs(Path target, String options) throws LinuxException {
        mount("tmpfs", target, "tmpfs", 0, options);
    }

    /// Moves a mount to another place, at once.
    public static void move(Path from, Path to) throws LinuxException {
        mount(from.toString(), to, "", MS_MOVE, "");
    }

    /// Sets how mounts at and (when `recursive`) below this mount point spread.
    public static void propagation(Path target, Propagation kind, boolean recursive) throws LinuxException {
        mount("", target, "", kind.flag | (recursive ? MS_REC : 0), "");
    }

    /// Takes the topmost mount at the path away.
    ///
    /// @throws LinuxException EBUSY when something in it is open; EINVAL when nothing is mounted there
    public static void unmount(Path target) throws LinuxException {
        unmount(target, UMOUNT_NOFOLLOW);
    }

    /// Takes the topmost mount away from the tree now, and altogether once nothing uses it.
    public static void detach(Path target) throws LinuxException {
        unmount(target, UMOUNT_NOFOLLOW | MNT_DETACH);
    }

    /// For a network file system whose server does not answer: aborts what is pending.
    public static void force(Path target) throws LinuxException {
        unmount(target, UMOUNT_NOFOLLOW | MNT_FORCE);
    }

    /// Takes away all mounts at the path, however many lie on each other; none is fine, too, and so is a path that
    /// is not there.
    public static void unmountAll(Path target) throws LinuxException {
        while (true) {
            try {
                unmount(target);
            } catch (LinuxException e) {
                if (e.is(Errno.EINVAL) || e.is(Errno.ENOENT)) {
                    return;
                }
                throw e;
            }
        }
    }

    private static void unmount(Path target, int flags) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Syscalls.call(
                    Syscall.UMOUNT2,
                    target.toString(),
                    Syscalls.string(arena, target.toString()).address(),
                    flags);
        }
    }
}
