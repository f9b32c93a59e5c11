package io.djong.linux.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A group of version 1: the same name below each controller's folder (`cpu`, `cpuacct`, `cpuset`, `memory`, `pids`,
/// `hugetlb`, …). Controllers whose folder is not there are left out.
///
/// A new group of `cpuset` gets its parent's CPUs and memory nodes, without which nothing can run in it.
public final class CgroupV1 implements Cgroup {
    private static final List<String> CONTROLLERS =
            List.of("cpu", "cpuacct", "cpuset", "memory", "pids", "hugetlb", "blkio", "devices", "freezer", "systemd");

    private final Path root;
    private final String name;

    /// @param root `/sys/fs/cgroup`, or a tree like it
    /// @param name such as `/kubepods/burstable`
    public CgroupV1(Path root, String name) {
        this.root = root;
        this.name = name;
    }

    private boolean has(String controller) {
        return Files.isDirectory(root.resolve(controller));
    }

    private Path folder(String controller) {
        return CgroupFiles.resolve(root.resolve(controller), name);
    }

    private List<String> controllers() {
        return CONTROLLERS.stream().filter(this::has).toList();
    }

    @Override
    public void create() throws IOException {
        for (String controller : controllers()) {
            Path folder = folder(controller);
            if (controller.equals("cpuset")) {
                createCpuset(root.resolve(controller), folder);
            } else {
                Files.createDirectories(folder);
            }
        }
    }

    private static void createCpuset(Path top, Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent == null || folder.equals(top)) {
            return;
        }
        createCpuset(top, parent);
        Files.createDirectories(folder);
        for (String file : List.of("cpuset.cpus", "cpuset.mems")) {
            Optional<String> own = CgroupFiles.read(folder.resolve(file));
            Optional<String> above = CgroupFiles.read(parent.resolve(file));
            if (own.orElse("").isEmpty() && above.isPresent()) {
                CgroupFiles.write(folder.resolve(file), above.get());
            }
        }
    }

    @Override
    public boolean exists() {
        List<String> controllers = controllers();
        return !controllers.isEmpty() && controllers.stream().allMatch(c -> Files.isDirectory(folder(c)));
    }

    @Override
    public void apply(CgroupLimits limits) throws IOException {
        write("cpu", "cpu.shares", limits.cpuShares());
        Long period = limits.cpuPeriodMicros();
        if (period != null && period > 0) {
            write("cpu", "cpu.cfs_period_us", period);
        }
        write("cpu", "cpu.cfs_quota_us", limits.cpuQuotaMicros());
        write("memory", "memory.limit_in_bytes", limits.memoryBytes());
        Long pids = limits.pids();
        if (pids != null && has("pids")) {
            CgroupFiles.write(folder("pids").resolve("pids.max"), pids < 0 ? "max" : pids.toString());
        }
        for (var page : limits.hugePageBytes().entrySet()) {
            write("hugetlb", "hugetlb." + page.getKey() + ".limit_in_bytes", page.getValue());
        }
    }

    private void write(String controller, String file, @org.jspecify.annotations.Nullable Long value)
            throws IOException {
        if (value != null && has(controller)) {
            CgroupFiles.write(folder(controller).resolve(file), value.toString());
        }
    }

    @Override
    public List<Integer> processes() throws IOException {
        for (String controller : controllers()) {
            return CgroupFiles.processes(folder(controller));
        }
        return List.of();
    }

    @Override
    public void add(int pid) throws IOException {
        for (String controller : controllers()) {
            CgroupFiles.write(folder(controller).resolve("cgroup.procs"), Integer.toString(pid));
        }
    }

    @Override
    public Optional<Long> memoryWorkingSetBytes() throws IOException {
        Path folder = folder("memory");
        Optional<Long> usage = CgroupFiles.readNumber(folder.resolve("memory.usage_in_bytes"));
        long inactive = CgroupFiles.readField(folder.resolve("memory.stat"), "total_inactive_file")
                .orElse(0L);
        return usage.map(bytes -> Math.max(0, bytes - inactive));
    }

    @Override
    public Optional<Long> cpuUsageNanos() throws IOException {
        return CgroupFiles.readNumber(folder("cpuacct").resolve("cpuacct.usage"));
    }

    @Override
    public void delete() throws IOException {
        for (String controller : controllers()) {
            CgroupFiles.delete(folder(controller));
        }
    }
}
