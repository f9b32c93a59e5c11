package io.djong.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A group of version 2: one folder in the one tree. Controllers that the groups above offer are switched on for it.
public final class CgroupV2 implements Cgroup {
    private static final List<String> WANTED = List.of("cpu", "cpuset", "hugetlb", "io", "memory", "pids");

    private final Path root;
    private final Path folder;

    /// @param root `/sys/fs/cgroup`, or a tree like it
    /// @param name such as `/kubepods/burstable`
    public CgroupV2(Path root, String name) {
        this.root = root;
        this.folder = CgroupFiles.resolve(root, name);
    }

    /// The weight of version 2 (1 to 10000) for shares of version 1 (2 to 262144), by the curve that runc and the
    /// kubelet use since 2025: 2 is 1, 1024 is 100, 262144 is 10000.
    public static long weight(long shares) {
        if (shares <= 2) {
            return 1;
        }
        if (shares >= 262144) {
            return 10000;
        }
        double l = Math.log((double) shares) / Math.log(2);
        double exponent = (l * l + 125 * l) / 612.0 - 7.0 / 34.0;
        return (long) Math.ceil(Math.pow(10, exponent));
    }

    @Override
    public void create() throws IOException {
        Files.createDirectories(folder);
        List<Path> above = new ArrayList<>();
        for (Path p = folder.getParent(); p != null && p.startsWith(root); p = p.getParent()) {
            above.addFirst(p);
        }
        for (Path parent : above) {
            List<String> offered = List.of(CgroupFiles.read(parent.resolve("cgroup.controllers"))
                    .orElse("")
                    .split(" "));
            List<String> on = List.of(CgroupFiles.read(parent.resolve("cgroup.subtree_control"))
                    .orElse("")
                    .split(" "));
            String missing = WANTED.stream()
                    .filter(c -> offered.contains(c) && !on.contains(c))
                    .map(c -> "+" + c)
                    .reduce((a, b) -> a + " " + b)
                    .orElse("");
            if (!missing.isEmpty()) {
                CgroupFiles.write(parent.resolve("cgroup.subtree_control"), missing);
            }
        }
    }

    @Override
    public boolean exists() {
        return Files.isDirectory(folder);
    }

    @Override
    public void apply(CgroupLimits limits) throws IOException {
        Long shares = limits.cpuShares();
        if (shares != null) {
            write("cpu.weight", Long.toString(weight(shares)));
        }
        Long quota = limits.cpuQuotaMicros();
        Long period = limits.cpuPeriodMicros();
        if (quota != null) {
            write("cpu.max", (quota < 0 ? "max" : quota.toString()) + " " + (period == null ? 100000 : period));
        }
        Long memory = limits.memoryBytes();
        if (memory != null) {
            write("memory.max", memory < 0 ? "max" : memory.toString());
        }
        Long pids = limits.pids();
        if (pids != null) {
            write("pids.max", pids < 0 ? "max" : pids.toString());
        }
        for (var page : limits.hugePageBytes().entrySet()) {
            write("hugetlb." + page.getKey() + ".max", page.getValue().toString());
        }
        for (var file : limits.unified().entrySet()) {
            write(file.getKey(), file.getValue());
        }
    }

    private void write(String file, String value) throws IOException {
        CgroupFiles.write(folder.resolve(file), value);
    }

    @Override
    public List<Integer> processes() throws IOException {
        return CgroupFiles.processes(folder);
    }

    @Override
    public void add(int pid) throws IOException {
        write("cgroup.procs", Integer.toString(pid));
    }

    @Override
    public Optional<Long> memoryWorkingSetBytes() throws IOException {
        Optional<Long> usage = CgroupFiles.readNumber(folder.resolve("memory.current"));
        long inactive = CgroupFiles.readField(folder.resolve("memory.stat"), "inactive_file")
                .orElse(0L);
        return usage.map(bytes -> Math.max(0, bytes - inactive));
    }

    @Override
    public Optional<Long> cpuUsageNanos() throws IOException {
        return CgroupFiles.readField(folder.resolve("cpu.stat"), "usage_usec").map(micros -> micros * 1000);
    }

    @Override
    public void delete() throws IOException {
        CgroupFiles.delete(folder);
    }
}
