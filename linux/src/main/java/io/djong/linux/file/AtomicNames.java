package io.djong.linux.file;

import io.djong.linux.LinuxException;
import io.djong.linux.Syscall;
import io.djong.linux.Syscalls;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Names that change from one thing to another with no moment in between.
public final class AtomicNames {
    private static final int RENAME_EXCHANGE = 2;

    private AtomicNames() {}

    /// Lets two names of one file system change places.
    public static void exchange(Path a, Path b) throws LinuxException {
        try (Arena arena = Arena.ofConfined()) {
            Syscalls.call(
                    Syscall.RENAMEAT2,
                    a + " and " + b,
                    Syscalls.AT_FDCWD,
                    Syscalls.string(arena, a.toString()).address(),
                    Syscalls.AT_FDCWD,
                    Syscalls.string(arena, b.toString()).address(),
                    RENAME_EXCHANGE);
        }
    }

    /// Points a symbolic link somewhere, whether it was there or not. The new link is made beside it, with
    /// `_tmp` at the end of its name, and renamed over it; one that a crash left there is taken away first.
    public static void link(Path link, Path target) throws IOException {
        Path beside = link.resolveSibling(link.getFileName() + "_tmp");
        Files.deleteIfExists(beside);
        Files.createSymbolicLink(beside, target);
        Files.move(beside, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
