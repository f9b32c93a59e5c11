package io.djong.kubelet.stats;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that was read at one time.
///
/// @param pods by namespace and name
/// @param images what images take of their disk; null when the runtime does not say
/// @param processes of the node; null when it does not say
public record Figures(
        String node,
        @Nullable Instant startedAt,
        Usage usage,
        Usage.@Nullable Disk images,
        @Nullable Processes processes,
        List<PodFigures> pods) {
    public Figures {
        pods = List.copyOf(pods);
    }

    /// @param max how many there may be
    public record Processes(Instant time, long max, long running) {}

    /// Of one pod.
    ///
    /// @param containers by name
    /// @param disks what lies on the node's disks for it
    public record PodFigures(
            String name,
            String namespace,
            String uid,
            @Nullable Instant startedAt,
            Usage usage,
            List<ContainerFigures> containers,
            PodDisks disks) {
        public PodFigures {
            containers = List.copyOf(containers);
        }

        /// All that the pod has written to the node's disks: layers, logs, volumes; null when nothing is known.
        public Usage.@Nullable Disk ephemeral() {
            Usage.Disk first = null;
            long bytes = disks.otherBytes();
            long inodes = 0;
            List<Usage.Disk> all = new ArrayList<>();
            disks.volumes().forEach((name, disk) -> {
                if (disks.local().contains(name)) {
                    all.add(disk);
                }
            });
            all.addAll(disks.logs().values());
            for (var container : containers) {
                if (container.usage().disk() != null) {
                    all.add(container.usage().disk());
                }
            }
            for (var disk : all) {
                first = first == null || first.capacity() == null ? disk : first;
                bytes += disk.used() == null ? 0 : disk.used();
                inodes += disk.inodesUsed() == null ? 0 : disk.inodesUsed();
            }
            return first == null
                    ? null
                    : new Usage.Disk(
                            first.time(),
                            first.available(),
                            first.capacity(),
                            bytes,
                            first.inodesFree(),
                            first.inodes(),
                            inodes);
        }
    }

    /// Of one container.
    ///
    /// @param id the runtime's
    /// @param image as the pod calls it
    public record ContainerFigures(
            String name, String id, String image, @Nullable Instant startedAt, Usage usage) {}
}
