package io.djong.kubelet.stats;

import io.djong.linux.LinuxException;
import io.djong.linux.file.FileSystemStatistics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what the node uses from `/proc`, and from the file system that holds the kubelet's state.
final class NodeUsageReader {
    private static final long KIBIBYTE = 1024;

    /// A tick of `/proc/stat`: USER_HZ is 100 on all that Linux runs on.
    private static final long TICK_NANOS = 10_000_000;

    private final Path root;
    private final Path stateFolder;

    NodeUsageReader(Path root, Path stateFolder) {
        this.root = root;
        this.stateFolder = stateFolder;
    }

    Usage read(Instant now) {
        return new Usage(cpu(now), memory(now), disk(now), networks(now));
    }

    private Usage.@Nullable Cpu cpu(Instant now) {
        for (var line : lines("proc/stat")) {
            var words = line.split(" +");
            if (words[0].equals("cpu") && words.length >= 9) {
                // user, nice, system, interrupts, soft interrupts, stolen; idle and waiting is no use.
                long ticks = number(words[1])
                        + number(words[2])
                        + number(words[3])
                        + number(words[6])
                        + number(words[7])
                        + number(words[8]);
                return new Usage.Cpu(now, null, ticks * TICK_NANOS);
            }
        }
        return null;
    }

    private Usage.@Nullable Memory memory(Instant now) {
        var sizes = new TreeMap<String, Long>();
        for (var line : lines("proc/meminfo")) {
            var words = line.split("[: ]+");
            if (words.length >= 2) {
                sizes.put(words[0], number(words[1]) * KIBIBYTE);
            }
        }
        var total = sizes.get("MemTotal");
        var free = sizes.get("MemFree");
        if (total == null || free == null) {
            return null;
        }
        long usage = total - free;
        long workingSet = Math.max(0, usage - sizes.getOrDefault("Inactive(file)", 0L));
        var faults = new TreeMap<String, Long>();
        for (var line : lines("proc/vmstat")) {
            var words = line.split(" ");
            if (words.length == 2 && (words[0].equals("pgfault") || words[0].equals("pgmajfault"))) {
                faults.put(words[0], number(words[1]));
            }
        }
        return new Usage.Memory(
                now,
                total - workingSet,
                usage,
                workingSet,
                sizes.get("AnonPages"),
                faults.get("pgfault"),
                faults.get("pgmajfault"));
    }

    /// Of the file system that holds the kubelet's state.
    private Usage.@Nullable Disk disk(Instant now) {
        return disk(stateFolder, now, null, null);
    }

    /// The file system that holds a path.
    ///
    /// @param used null for all that is used of it
    static Usage.@Nullable Disk disk(Path path, Instant now, @Nullable Long used, @Nullable Long inodesUsed) {
        try {
            var figures = FileSystemStatistics.of(path);
            return new Usage.Disk(
                    now,
                    figures.availableBytes(),
                    figures.totalBytes(),
                    used == null ? figures.totalBytes() - figures.freeBytes() : used,
                    figures.freeInodes(),
                    figures.totalInodes(),
                    inodesUsed == null ? figures.totalInodes() - figures.freeInodes() : inodesUsed);
        } catch (LinuxException e) {
            return null;
        }
    }

    private List<Usage.Network> networks(Instant now) {
        var networks = new ArrayList<Usage.Network>();
        var preferred = defaultDevice();
        for (var line : lines("proc/net/dev")) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                continue;
            }
            var name = line.substring(0, colon).strip();
            var words = line.substring(colon + 1).strip().split(" +");
            if (name.equals("lo") || words.length < 11) {
                continue;
            }
            var network = new Usage.Network(
                    name, now, number(words[0]), number(words[2]), number(words[8]), number(words[10]));
            if (name.equals(preferred)) {
                networks.addFirst(network);
            } else {
                networks.add(network);
            }
        }
        return networks;
    }

    private String defaultDevice() {
        for (var line : lines("proc/net/route")) {
            var words = line.split("\t");
            if (words.length > 2 && words[1].equals("00000000")) {
                return words[0];
            }
        }
        return "";
    }

    @Nullable
    Instant startedAt() {
        for (var line : lines("proc/stat")) {
            if (line.startsWith("btime ")) {
                return Instant.ofEpochSecond(number(line.substring(6)));
            }
        }
        return null;
    }

    Figures.@Nullable Processes processes(Instant now) {
        var max = lines("proc/sys/kernel/pid_max");
        var load = lines("proc/loadavg");
        if (max.isEmpty() || load.isEmpty()) {
            return null;
        }
        var words = load.getFirst().split("[ /]");
        return words.length < 5 ? null : new Figures.Processes(now, number(max.getFirst()), number(words[4]));
    }

    private List<String> lines(String path) {
        try {
            return Files.readAllLines(root.resolve(path), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
