package io.djong.cluster.assembly;

import io.djong.cluster.bootstrap.ClusterConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a cluster makes outside its own folders, because other programs have its place fixed.
final class ForeignPaths {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private ForeignPaths() {}

    /// Files and folders, whether they are there or not.
    static List<Path> of(ClusterConfig config) throws IOException {
        var paths = new ArrayList<>(List.of(
                config.folders().config(),
                config.folders().staticPods(),
                config.podLogs(),
                config.containerLogs(),
                Path.of("/run/containerd"),
                Path.of("/run/containerd/s"),
                Path.of("/run/netns"),
                Path.of("/run/xtables.lock"),
                Path.of("/var/lib/cni"),
                Path.of("/var/cache/djong")));
        var root = config.folders().cgroupRoot();
        var pods = root.isEmpty() ? "kubepods" : root.substring(1);
        paths.add(CGROUPS.resolve(pods));
        if (Files.isDirectory(CGROUPS)) {
            try (var controllers = Files.list(CGROUPS)) {
                controllers.filter(Files::isDirectory).sorted().forEach(folder -> paths.add(folder.resolve(pods)));
            }
        }
        return paths;
    }
}
