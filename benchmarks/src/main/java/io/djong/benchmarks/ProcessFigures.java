package io.djong.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel says that a process has used.
final class ProcessFigures {
    /// A tick of the kernel's accounting, which is what `/proc` counts in on Linux.
    private static final long TICK_MICROS = 10_000;

    private ProcessFigures() {}

    /// User and system time in microseconds.
    static long cpuMicros(Process process) throws IOException {
        return cpuMicros(process.pid());
    }

    /// User and system time in microseconds.
    static long cpuMicros(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * TICK_MICROS;
    }

    /// User and system time of the threads of a JVM that compile, in microseconds; 0 for other programs. Time of
    /// such threads that have ended is not in it.
    static long compilerMicros(Process process) throws IOException {
        long ticks = 0;
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + process.pid() + "/task"))) {
            for (var task : tasks) {
                var stat = Files.readString(task.resolve("stat"));
                if (!stat.contains(" CompilerThre")) continue;
                var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
            }
        }
        return ticks * TICK_MICROS;
    }

    /// Resident memory in kB.
    static long residentKb(Process process) throws IOException {
        return residentKb(process.pid());
    }

    /// Resident memory in kB.
    static long residentKb(long pid) throws IOException {
        for (var line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) return Long.parseLong(line.replaceAll("\\D", ""));
        }
        return 0;
    }
}
