package io.djong.kubelet.resources;

import io.djong.api.pods.QualityOfService;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Pod;
import io.djong.linux.LinuxException;
import io.djong.linux.cgroup.Cgroup;
import io.djong.linux.cgroup.CgroupV1;
import io.djong.linux.cgroup.CgroupV2;
import io.djong.linux.process.ProcessDescriptor;
import io.djong.linux.process.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// The control groups of pods, with the layout of the driver `cgroupfs`: `/kubepods/podUID` for guaranteed pods,
/// `/kubepods/burstable/podUID`, `/kubepods/besteffort/podUID`.
///
/// Safe for several threads; calls about one pod come one at a time.
public final class PodCgroups {
    private static final List<String> QUALITIES = List.of("", "/burstable", "/besteffort");

    private final Path root;
    private final boolean unified;
    private final String top;
    private final ResourceRules rules;
    private final ReentrantLock lock = new ReentrantLock();
    private long burstableShares;

    /// @param root where control groups are mounted: `/sys/fs/cgroup`, or a tree like it
    /// @param above the group that everything is made in (`--cgroup-root`), "" or `/` for the top
    /// @param rules how limits become numbers; `unified` says which version `root` has
    public PodCgroups(Path root, String above, ResourceRules rules) {
        this.root = root;
        this.unified = rules.unified();
        this.top = top(above);
        this.rules = rules;
    }

    /// The name of the group of all pods.
    static String top(String above) {
        String prefix = above.equals("/") ? "" : above;
        return (prefix.isEmpty() || prefix.startsWith("/") ? prefix : "/" + prefix) + "/kubepods";
    }

    private Cgroup group(String name) {
        return unified ? new CgroupV2(root, name) : new CgroupV1(root, name);
    }

    /// Makes the groups of all pods and of the quality classes.
    ///
    /// @param enforced what all pods together may have (`enforceNodeAllocatable: [pods]`); empty for no limit
    public void start(Map<String, Quantity> enforced) throws IOException {
        Cgroup all = group(top);
        all.create();
        all.apply(PodLimits.ofAll(enforced));
        Cgroup burstable = group(top + "/burstable");
        burstable.create();
        Cgroup bestEffort = group(top + "/besteffort");
        bestEffort.create();
        bestEffort.apply(PodLimits.ofBestEffort());
        update(List.of());
    }

    /// Gives the class of burstable pods the weight of what they request. Called when pods come and go.
    public void update(Collection<Pod> active) throws IOException {
        lock.lock();
        try {
            var limits = PodLimits.ofBurstable(active);
            Long shares = limits.cpuShares();
            if (shares != null && shares != burstableShares) {
                group(top + "/burstable").apply(limits);
                burstableShares = shares;
            }
        } finally {
            lock.unlock();
        }
    }

    /// The name of a pod's group, for its sandbox (`cgroup_parent`).
    public String parent(Pod pod) {
        String quality = switch (QualityOfService.of(pod)) {
            case QualityOfService.GUARANTEED -> "";
            case QualityOfService.BURSTABLE -> "/burstable";
            default -> "/besteffort";
        };
        return top + quality + "/pod" + pod.metadata().uid();
    }

    /// Makes a pod's group, if it is not there yet, with its limits.
    public void ensure(Pod pod) throws IOException {
        Cgroup group = group(parent(pod));
        if (!group.exists()) {
            group.create();
            group.apply(PodLimits.of(pod, rules));
        }
    }

    /// Sets a pod's limits again, after its resources have changed.
    public void resize(Pod pod) throws IOException {
        group(parent(pod)).apply(PodLimits.of(pod, rules));
    }

    /// Whether a pod's group is there.
    public boolean exists(Pod pod) {
        return group(parent(pod)).exists();
    }

    /// Ends what still runs in a pod's groups and takes them away, whatever its class was.
    public void remove(String podUid) throws IOException {
        for (String quality : QUALITIES) {
            String name = top + quality + "/pod" + podUid;
            for (Path folder : folders(name)) {
                if (Files.isDirectory(folder)) {
                    killAll(folder);
                }
            }
            group(name).delete();
        }
    }

    private List<Path> folders(String name) {
        String relative = name.substring(1);
        return unified
                ? List.of(root.resolve(relative))
                : Stream.of("memory", "pids", "cpu", "systemd")
                        .map(controller -> root.resolve(controller).resolve(relative))
                        .toList();
    }

    private static void killAll(Path folder) throws IOException {
        List<Path> groups;
        try (Stream<Path> below = Files.walk(folder)) {
            groups = below.filter(Files::isDirectory).toList();
        }
        for (Path group : groups) {
            Path processes = group.resolve("cgroup.procs");
            if (!Files.exists(processes)) {
                continue;
            }
            for (String pid : Files.readAllLines(processes)) {
                kill(Integer.parseInt(pid.strip()));
            }
        }
    }

    private static void kill(int pid) throws IOException {
        try {
            Optional<ProcessDescriptor> found = ProcessDescriptor.open(pid);
            if (found.isPresent()) {
                try (ProcessDescriptor process = found.get()) {
                    process.signal(Signal.KILL);
                }
            }
        } catch (LinuxException e) {
            throw new IOException(e);
        }
    }

    /// Pods that have a group, whether anybody knows them or not.
    public List<String> uids() throws IOException {
        TreeSet<String> found = new TreeSet<>();
        for (String quality : QUALITIES) {
            for (Path folder : folders(top + quality)) {
                if (!Files.isDirectory(folder)) {
                    continue;
                }
                try (Stream<Path> below = Files.list(folder)) {
                    below.filter(Files::isDirectory)
                            .map(path -> String.valueOf(path.getFileName()))
                            .filter(name -> name.startsWith("pod"))
                            .forEach(name -> found.add(name.substring("pod".length())));
                }
            }
        }
        return List.copyOf(found);
    }
}
