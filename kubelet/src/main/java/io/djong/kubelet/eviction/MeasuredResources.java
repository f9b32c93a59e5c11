package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityFormat;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.log.Log;
import io.djong.kubelet.resources.PodsMemory;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.stats.Figures;
import io.djong.kubelet.stats.StatsReader;
import io.djong.kubelet.stats.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// [NodeResources] of the machine and its container runtime.
public final class MeasuredResources implements NodeResources {
    private static final Log LOG = Log.of(MeasuredResources.class);

    private final StatsReader stats;
    private final Path stateFolder;
    private final Supplier<@Nullable PodsMemory> podsMemory;
    private final Reclaim reclaim;

    /// Removes what nobody needs.
    @FunctionalInterface
    public interface Reclaim {
        void run() throws InterruptedException;
    }

    /// @param stateFolder whose file system is the node's
    /// @param podsMemory null where pods have no control group or no limit together
    /// @param reclaim removes containers that have ended and images that nobody uses
    public MeasuredResources(
            StatsReader stats, Path stateFolder, Supplier<@Nullable PodsMemory> podsMemory, Reclaim reclaim) {
        this.stats = stats;
        this.stateFolder = stateFolder;
        this.podsMemory = podsMemory;
        this.reclaim = reclaim;
    }

    @Override
    public Map<Signal, Observation> observe() throws InterruptedException {
        var figures = stats.node();
        Map<Signal, Observation> all = new EnumMap<>(Signal.class);
        var memory = figures.usage().memory();
        if (memory != null && memory.available() != null && memory.workingSet() != null) {
            all.put(Signal.MEMORY, bytes(memory.available(), memory.available() + memory.workingSet(), memory.time()));
            var pods = podsMemory.get();
            if (pods != null) {
                all.put(
                        Signal.ALLOCATABLE_MEMORY,
                        bytes(
                                Math.max(0, pods.limitBytes() - pods.workingSetBytes()),
                                pods.limitBytes(),
                                memory.time()));
            }
        }
        disk(all, figures.usage().disk(), Signal.NODE_DISK, Signal.NODE_INODES);
        disk(all, figures.images(), Signal.IMAGE_DISK, Signal.IMAGE_INODES);
        disk(all, figures.images(), Signal.CONTAINER_DISK, Signal.CONTAINER_INODES);
        var processes = figures.processes();
        if (processes != null) {
            all.put(Signal.PROCESSES, counts(processes.max() - processes.running(), processes.max(), processes.time()));
        }
        return all;
    }

    private static void disk(Map<Signal, Observation> all, Usage.@Nullable Disk disk, Signal bytes, Signal inodes) {
        if (disk == null) {
            return;
        }
        if (disk.available() != null && disk.capacity() != null) {
            all.put(bytes, bytes(disk.available(), disk.capacity(), disk.time()));
        }
        // File systems that make inodes as they need them have none to run out of.
        if (disk.inodesFree() != null && disk.inodes() != null && disk.inodes() > 0) {
            all.put(inodes, counts(disk.inodesFree(), disk.inodes(), disk.time()));
        }
    }

    private static Observation bytes(long available, long capacity, Instant time) {
        return new Observation(
                Quantity.ofUnits(available, QuantityFormat.BINARY_SI),
                Quantity.ofUnits(capacity, QuantityFormat.BINARY_SI),
                time);
    }

    private static Observation counts(long available, long capacity, Instant time) {
        return new Observation(
                Quantity.ofUnits(available, QuantityFormat.DECIMAL_SI),
                Quantity.ofUnits(capacity, QuantityFormat.DECIMAL_SI),
                time);
    }

    @Override
    public Map<String, PodUse> uses(List<Pod> pods) throws InterruptedException {
        Map<String, PodUse> all = new HashMap<>();
        try {
            for (var pod : stats.read().pods()) {
                all.put(pod.uid(), use(pod));
            }
        } catch (RpcException e) {
            LOG.error("Eviction manager: failed to get summary stats", e);
        }
        return all;
    }

    private static PodUse use(Figures.PodFigures pod) {
        List<PodUse.ContainerUse> containers = new ArrayList<>();
        for (var container : pod.containers()) {
            var memory = container.usage().memory();
            containers.add(new PodUse.ContainerUse(
                    container.name(),
                    memory == null ? null : memory.workingSet(),
                    use(container.usage().disk()),
                    use(pod.disks().logs().get(container.name()))));
        }
        var volumes = new TreeMap<String, PodUse.DiskUse>();
        pod.disks().volumes().forEach((name, disk) -> {
            var used = use(disk);
            if (used != null) {
                volumes.put(name, used);
            }
        });
        var memory = pod.usage().memory();
        var ephemeral = pod.ephemeral();
        return new PodUse(
                memory == null ? null : memory.workingSet(),
                null,
                ephemeral == null ? null : ephemeral.used(),
                containers,
                volumes);
    }

    private static PodUse.@Nullable DiskUse use(Usage.@Nullable Disk disk) {
        var used = disk == null ? null : disk.used();
        if (disk == null || used == null) {
            return null;
        }
        return new PodUse.DiskUse(used, disk.inodesUsed() == null ? 0 : disk.inodesUsed());
    }

    @Override
    public boolean hasDedicatedImages() throws InterruptedException {
        stats.node();
        var images = stats.imagesPath();
        try {
            return images != null
                    && !Files.getAttribute(images, "unix:dev").equals(Files.getAttribute(stateFolder, "unix:dev"));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void reclaimDisk() throws InterruptedException {
        reclaim.run();
    }
}
