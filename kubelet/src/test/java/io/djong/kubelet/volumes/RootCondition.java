package io.djong.kubelet.volumes;

import java.nio.file.Files;
import java.nio.file.Path;

/// Whether this process may mount.
public final class RootCondition {
    private RootCondition() {}

    public static boolean isRoot() throws Exception {
        return Files.isDirectory(Path.of("/proc/self"))
                && Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }
}
