package io.djong.kubelet.stats;

import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.kubelet.cri.ContainerStats;
import io.djong.kubelet.cri.FilesystemUsage;
import io.djong.kubelet.cri.NetworkInterfaceUsage;
import io.djong.kubelet.cri.PodSandboxStats;
import io.djong.kubelet.cri.UInt64Value;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.rpc.RpcCode;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.ImageService;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads what is used at the moment, and gives it in upstream's forms. Reading asks the runtime;
/// nothing is read in between. Safe for use by several threads.
public final class StatsReader {
    private static final String POD_UID = "io.kubernetes.pod.uid";
    private static final String CONTAINER_NAME = "io.kubernetes.container.name";

    private final Environment environment;
    private final String node;
    private final KubeletPods pods;
    private final RuntimeService runtime;
    private final ImageService images;
    private final NodeUsageReader nodeReader;
    private final CpuRates rates = new CpuRates();
    private final PodDiskReader disks;
    private volatile @Nullable Path imagesPath;

    /// @param node its name
    /// @param root `/`, or a folder with such a `proc`
    /// @param stateFolder whose file system is the node's
    public StatsReader(
            Environment environment,
            String node,
            KubeletPods pods,
            RuntimeService runtime,
            ImageService images,
            Path root,
            Path stateFolder) {
        this(environment, node, pods, runtime, images, root, stateFolder, root.resolve("var/log/pods"));
    }

    /// @param podLogs where the runtime writes the logs of pods
    public StatsReader(
            Environment environment,
            String node,
            KubeletPods pods,
            RuntimeService runtime,
            ImageService images,
            Path root,
            Path stateFolder,
            Path podLogs) {
        this.environment = environment;
        this.node = node;
        this.pods = pods;
        this.runtime = runtime;
        this.images = images;
        this.nodeReader = new NodeUsageReader(root, stateFolder);
        this.disks = new PodDiskReader(environment, stateFolder, podLogs);
    }

    /// `/stats/summary`, JSON.
    ///
    /// @param onlyCpuAndMemory leaves everything else out
    public byte[] summary(boolean onlyCpuAndMemory) throws RpcException, InterruptedException {
        return SummaryDocument.of(read(), onlyCpuAndMemory);
    }

    /// `/metrics/resource`, Prometheus' text.
    public String resourceMetrics() throws InterruptedException {
        try {
            return ResourceMetrics.of(read());
        } catch (RpcException e) {
            return ResourceMetrics.failed();
        }
    }

    /// `/metrics/cadvisor`, Prometheus' text: what the runtime knows of it.
    public String containerMetrics() throws RpcException, InterruptedException {
        return ContainerMetrics.of(read());
    }

    /// What the node itself uses, without its pods. Cheap: asks the runtime once only where images lie.
    public Figures node() throws InterruptedException {
        var now = environment.clock().instant();
        var path = imagesPath;
        Usage.Disk imageDisk = null;
        try {
            imageDisk = path == null ? images(now) : NodeUsageReader.disk(path, now, null, null);
        } catch (RpcException e) {
            // The next look may find out.
            imagesPath = null;
        }
        return new Figures(
                node, nodeReader.startedAt(), nodeReader.read(now), imageDisk, nodeReader.processes(now), List.of());
    }

    /// Where images lie; null while the runtime has not said.
    public @Nullable Path imagesPath() {
        return imagesPath;
    }

    /// All that is used, by the node and by each pod.
    public Figures read() throws RpcException, InterruptedException {
        var now = environment.clock().instant();
        var sandboxes = sandboxes();
        var containers = new HashMap<String, Map<String, ContainerStats>>();
        for (var each : runtime.containerStats()) {
            var attributes = each.attributes();
            if (attributes != null) {
                newest(
                        containers.computeIfAbsent(attributes.labels().getOrDefault(POD_UID, ""), _ -> new TreeMap<>()),
                        attributes.labels().getOrDefault(CONTAINER_NAME, ""),
                        each);
            }
        }
        var living = new HashSet<String>();
        var all = new ArrayList<Figures.PodFigures>();
        for (var pod : pods.pods()) {
            var uid = pod.metadata().uid();
            var found = containers.get(uid);
            if (found != null) {
                all.add(pod(pod, found, sandboxes.get(uid), living));
            }
        }
        all.sort(Comparator.comparing(Figures.PodFigures::namespace).thenComparing(Figures.PodFigures::name));
        disks.keep(living);
        living.add("");
        rates.keep(living);
        var usage = nodeReader.read(now);
        return new Figures(
                node,
                nodeReader.startedAt(),
                new Usage(rates.rated("", usage.cpu()), usage.memory(), usage.disk(), usage.networks()),
                images(now),
                nodeReader.processes(now),
                all);
    }

    /// A container that was restarted may have left others behind; those that ended use no CPU.
    private static void newest(Map<String, ContainerStats> all, String name, ContainerStats each) {
        var before = all.get(name);
        if (before == null || attempt(each) > attempt(before)) {
            all.put(name, each);
        }
    }

    private static int attempt(ContainerStats stats) {
        var metadata = stats.attributes() == null ? null : stats.attributes().metadata();
        return metadata == null ? 0 : metadata.attempt();
    }

    private Map<String, PodSandboxStats> sandboxes() throws RpcException, InterruptedException {
        var all = new HashMap<String, PodSandboxStats>();
        try {
            for (var each : runtime.sandboxStats()) {
                var attributes = each.attributes();
                if (attributes != null && attributes.metadata() != null) {
                    all.put(attributes.metadata().uid(), each);
                }
            }
        } catch (RpcException e) {
            // Older runtimes know containers only.
            if (e.code() != RpcCode.UNIMPLEMENTED && e.code() != RpcCode.UNKNOWN) {
                throw e;
            }
        }
        return all;
    }

    private Usage.@Nullable Disk images(Instant now) throws RpcException, InterruptedException {
        for (var each : images.usage()) {
            var place = each.fsId();
            if (place != null) {
                imagesPath = Path.of(place.mountpoint());
                return NodeUsageReader.disk(
                        Path.of(place.mountpoint()), now, value(each.usedBytes()), value(each.inodesUsed()));
            }
        }
        return null;
    }

    private Figures.PodFigures pod(
            Pod pod, Map<String, ContainerStats> found, @Nullable PodSandboxStats sandbox, Set<String> living)
            throws InterruptedException {
        var containers = new ArrayList<Figures.ContainerFigures>();
        found.forEach((name, stats) -> {
            var id = stats.attributes() == null ? "" : stats.attributes().id();
            living.add(id);
            var status = status(pod, name);
            var running = status == null ? null : status.state().running();
            containers.add(new Figures.ContainerFigures(
                    name,
                    id,
                    status == null ? "" : status.image(),
                    running == null ? null : running.startedAt(),
                    CriUsage.of(id, stats, rates)));
        });
        var uid = pod.metadata().uid();
        living.add(uid);
        return new Figures.PodFigures(
                pod.metadata().name(),
                pod.metadata().namespace(),
                uid,
                pod.status().startTime(),
                CriUsage.of(uid, sandbox, containers, rates),
                containers,
                disks.read(pod));
    }

    private static @Nullable ContainerStatus status(Pod pod, String container) {
        for (var kind : List.of(
                pod.status().containerStatuses(),
                pod.status().initContainerStatuses(),
                pod.status().ephemeralContainerStatuses())) {
            for (var each : kind) {
                if (each.name().equals(container)) {
                    return each;
                }
            }
        }
        return null;
    }

    static @Nullable Long value(@Nullable UInt64Value value) {
        return value == null ? null : value.value();
    }

    static Usage.@Nullable Disk disk(@Nullable FilesystemUsage usage) {
        return usage == null
                ? null
                : new Usage.Disk(
                        time(usage.timestamp()),
                        null,
                        null,
                        value(usage.usedBytes()),
                        null,
                        null,
                        value(usage.inodesUsed()));
    }

    static Usage.Network network(NetworkInterfaceUsage usage, long timestamp) {
        return new Usage.Network(
                usage.name(),
                time(timestamp),
                zero(value(usage.rxBytes())),
                zero(value(usage.rxErrors())),
                zero(value(usage.txBytes())),
                zero(value(usage.txErrors())));
    }

    private static long zero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    /// @param nanos since 1970
    static Instant time(long nanos) {
        return Instant.ofEpochSecond(nanos / 1_000_000_000, nanos % 1_000_000_000);
    }
}
