package io.djong.kubelet.stats;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.linux.file.FileTreeUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Measures what pods take of the node's disks, by walking through their files; at most once a minute for a pod, as
/// upstream does (`volumeStatsAggPeriod`). Safe for use by several threads.
final class PodDiskReader {
    private static final Duration TRUSTED = Duration.ofMinutes(1);

    private final Environment environment;
    private final Path pods;
    private final Path logs;
    private final Map<String, Measured> measured = new ConcurrentHashMap<>();

    private record Measured(PodDisks disks, long atNanos) {}

    /// @param stateFolder the kubelet's, with a folder `pods`
    /// @param logs a folder for each pod, and in it one for each container
    PodDiskReader(Environment environment, Path stateFolder, Path logs) {
        this.environment = environment;
        this.pods = stateFolder.resolve("pods");
        this.logs = logs;
    }

    PodDisks read(Pod pod) throws InterruptedException {
        var uid = pod.metadata().uid();
        var known = measured.get(uid);
        long now = environment.ticker().nanos();
        if (known != null && now - known.atNanos() < TRUSTED.toNanos()) {
            return known.disks();
        }
        var disks = environment.threads().<PodDisks, RuntimeException>cpu(() -> walk(pod));
        measured.put(uid, new Measured(disks, now));
        return disks;
    }

    /// Forgets all other pods.
    void keep(Set<String> uids) {
        measured.keySet().retainAll(uids);
    }

    private PodDisks walk(Pod pod) {
        var meta = pod.metadata();
        var own = pods.resolve(meta.uid());
        var now = environment.clock().instant();
        var volumes = new TreeMap<String, Usage.Disk>();
        for (Path kind : folders(own.resolve("volumes"))) {
            for (Path volume : folders(kind)) {
                put(volumes, volume, now);
            }
        }
        var containers = new TreeMap<String, Usage.Disk>();
        for (Path container : folders(logs.resolve(meta.namespace() + "_" + meta.name() + "_" + meta.uid()))) {
            put(containers, container, now);
        }
        Set<String> local = new HashSet<>();
        for (var volume : pod.spec().volumes()) {
            var empty = volume.emptyDir();
            if (volume.configMap() != null || (empty != null && empty.medium().isEmpty())) {
                local.add(volume.name());
            }
        }
        return new PodDisks(volumes, local, containers, bytes(own.resolve("etc-hosts")));
    }

    private static void put(Map<String, Usage.Disk> all, Path folder, Instant now) {
        try {
            var usage = FileTreeUsage.of(folder);
            var disk = NodeUsageReader.disk(folder, now, usage.bytes(), usage.inodes());
            if (disk != null) {
                all.put(String.valueOf(folder.getFileName()), disk);
            }
        } catch (IOException e) {
            // It went meanwhile.
            all.remove(String.valueOf(folder.getFileName()));
        }
    }

    private static long bytes(Path file) {
        try {
            return FileTreeUsage.of(file).bytes();
        } catch (IOException e) {
            return 0;
        }
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Path> all = new ArrayList<>();
        try (var found = Files.newDirectoryStream(folder, Files::isDirectory)) {
            found.forEach(all::add);
        } catch (IOException e) {
            return all;
        }
        return all;
    }
}
