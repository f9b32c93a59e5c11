package io.djong.cluster.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What this machine has for a container runtime.
public final class RuntimeMachine {
    private static final int CAP_SYS_RESOURCE = 24;
    private static final List<Path> SYSTEM_FOLDERS = List.of(
            Path.of("/usr/local/sbin"),
            Path.of("/usr/local/bin"),
            Path.of("/usr/sbin"),
            Path.of("/usr/bin"),
            Path.of("/sbin"),
            Path.of("/bin"));
    private static final List<Path> PLUGIN_FOLDERS =
            List.of(Path.of("/usr/lib/cni"), Path.of("/opt/cni/bin"), Path.of("/usr/libexec/cni"));

    private RuntimeMachine() {}

    /// A program by its name, where root finds programs.
    public static Optional<Path> program(String name) {
        return SYSTEM_FOLDERS.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// `PATH` for programs that start other programs of the system.
    static String searchPath(Map<String, String> variables) {
        var path = new StringBuilder(variables.getOrDefault("PATH", ""));
        for (Path folder : SYSTEM_FOLDERS) {
            path.append(path.isEmpty() ? "" : ":").append(folder);
        }
        return path.toString();
    }

    /// The folder of the CNI plug-ins; where they usually are when there are none.
    public static Path plugins() {
        return PLUGIN_FOLDERS.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("bridge")))
                .findFirst()
                .orElse(PLUGIN_FOLDERS.getFirst());
    }

    /// Whether this process, and so its children, cannot lower an `oom_score_adj`.
    static boolean restrictsOomScore() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("CapEff:")) {
                long capabilities = Long.parseUnsignedLong(line.substring(7).strip(), 16);
                return (capabilities & (1L << CAP_SYS_RESOURCE)) == 0;
            }
        }
        return true;
    }

    /// Whether the kernel has overlay file systems, or can load them.
    static boolean overlay() throws IOException {
        return Files.readString(Path.of("/proc/filesystems")).contains("\toverlay\n")
                || program("modprobe").isPresent();
    }

    /// Whether control groups are those of version 2.
    public static boolean cgroupV2() {
        return Files.exists(Path.of("/sys/fs/cgroup/cgroup.controllers"));
    }
}
