package io.djong.base.metrics;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What Prometheus' libraries tell of the process itself, read from Linux' `/proc` whenever metrics are
/// read; NaN where
/// there is none.
public final class ProcessMetrics {
    /// Ticks a second that `/proc` counts in, on every architecture that Linux has today.
    private static final double TICKS_PER_SECOND = 100;
    /// Bytes of a page where `/proc` counts in pages.
    private static final double PAGE_BYTES = 4_096;
    /// Places behind the name of the program, which stands in parentheses, in `/proc/self/stat`.
    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;
    private static final int START_TICKS = 19;
    private static final int VIRTUAL_BYTES = 20;
    private static final int RESIDENT_PAGES = 21;

    private final Path proc;

    private ProcessMetrics(Path proc) {
        this.proc = proc;
    }

    /// Registers them.
    public static void register(MetricRegistry metrics) {
        register(metrics, Path.of("/proc"));
    }

    static void register(MetricRegistry metrics, Path proc) {
        var process = new ProcessMetrics(proc);
        metrics.counterOf(
                "process_cpu_seconds_total",
                "CPU time of the process, its own and the kernel's for it, in seconds.",
                () -> (process.stat(USER_TICKS) + process.stat(SYSTEM_TICKS)) / TICKS_PER_SECOND);
        metrics.gaugeOf(
                "process_max_fds", "How many files the process may have open.", () -> process.limit("open files"));
        metrics.gaugeOf("process_open_fds", "How many files the process has open.", process::openFiles);
        metrics.gaugeOf(
                "process_resident_memory_bytes",
                "Memory of the process that is in RAM.",
                () -> process.stat(RESIDENT_PAGES) * PAGE_BYTES);
        metrics.gaugeOf(
                "process_start_time_seconds", "When the process started, in seconds since 1970.", process::started);
        metrics.gaugeOf(
                "process_virtual_memory_bytes", "Addresses that the process uses.", () -> process.stat(VIRTUAL_BYTES));
        metrics.gaugeOf(
                "process_virtual_memory_max_bytes",
                "Addresses that the process may use.",
                () -> process.limit("address space"));
    }

    private double stat(int place) {
        var text = read("self/stat");
        if (text.isEmpty()) return Double.NaN;
        var line = text.getFirst();
        return Double.parseDouble(line.substring(line.lastIndexOf(')') + 2).split(" ")[place]);
    }

    private double started() {
        for (String line : read("stat")) {
            if (line.startsWith("btime ")) {
                return Double.parseDouble(line.substring("btime ".length())) + stat(START_TICKS) / TICKS_PER_SECOND;
            }
        }
        return Double.NaN;
    }

    /// A soft limit; what Prometheus writes for none is the largest number of 64 bits.
    private double limit(String name) {
        for (String line : read("self/limits")) {
            if (!line.startsWith("Max " + name + " ")) continue;
            var soft = line.substring("Max ".length() + name.length()).strip().split(" +")[0];
            return soft.equals("unlimited") ? 0x1p64 : Double.parseDouble(soft);
        }
        return Double.NaN;
    }

    private double openFiles() {
        try (var files = Files.list(proc.resolve("self/fd"))) {
            return files.count();
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    private List<String> read(String name) {
        try {
            return Files.readAllLines(proc.resolve(name));
        } catch (IOException e) {
            return List.of();
        }
    }
}
