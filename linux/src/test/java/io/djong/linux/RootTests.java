package io.djong.linux;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this process may do what only root may.
public final class RootTests {
    private RootTests() {}

    static boolean isRoot() throws Exception {
        return Files.isDirectory(Path.of("/proc/self"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
