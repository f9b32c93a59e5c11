package io.djong.linux.file;

import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// Owners by number, and all twelve mode bits.
public final class FileModes {
    /// For [#chown]: leave it as it is.
    public static final int UNCHANGED = -1;

    public static final int SET_GID = 02000;
    public static final int STICKY = 01000;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;

    private FileModes() {}

    /// Sets owner and group; a symbolic link itself changes, not what it points to.
    ///
    /// @param uid a user's number, or [#UNCHANGED]
    /// @param gid a group's number, or [#UNCHANGED]
    public static void chown(Path path, int uid, int gid) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Syscalls.call(
                    Syscall.FCHOWNAT,
                    path.toString(),
                    Syscalls.AT_FDCWD,
                    Syscalls.string(arena, path.toString()).address(),
                    uid,
                    gid,
                    AT_SYMLINK_NOFOLLOW);
        }
    }

    /// Sets the mode, whatever the umask; a symbolic link is followed.
    ///
    /// @param mode such as `02770`
    public static void chmod(Path path, int mode) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Syscalls.call(
                    Syscall.FCHMODAT,
                    path.toString(),
                    Syscalls.AT_FDCWD,
                    Syscalls.string(arena, path.toString()).address(),
                    mode);
        }
    }
}
