package io.djong.kubelet.runtime;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where a machine counts how often its processors got too hot. By these numbers one container can
/// learn what another one computes, so containers do not see them.
public final class ThermalCounters {
    private ThermalCounters() {}

    /// Those that this machine has, in order.
    ///
    /// @param cpus `/sys/devices/system/cpu`
    public static List<String> paths(Path cpus) {
        var paths = new ArrayList<String>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cpus, "cpu[0-9]*")) {
            for (Path cpu : folders) {
                var counters = cpu.resolve("thermal_throttle");
                if (Files.exists(counters)) {
                    paths.add(counters.toString());
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        paths.sort(null);
        return paths;
    }
}
