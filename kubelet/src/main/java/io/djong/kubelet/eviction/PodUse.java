package io.djong.kubelet.eviction;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/// What a pod uses. What nobody knows is null.
///
/// @param memoryBytes its working set
/// @param processes how many it has
/// @param ephemeralBytes all that it has written to disks of the node: layers, logs, local volumes
/// @param volumes that lie on disks of the node, by name
public record PodUse(
        @Nullable Long memoryBytes,
        @Nullable Long processes,
        @Nullable Long ephemeralBytes,
        List<ContainerUse> containers,
        SortedMap<String, DiskUse> volumes) {
    public PodUse {
        containers = List.copyOf(containers);
    }

    /// In bytes, and counts of inodes.
    public record DiskUse(long bytes, long inodes) {
        static final DiskUse NONE = new DiskUse(0, 0);

        DiskUse plus(@Nullable DiskUse other) {
            return other == null ? this : new DiskUse(bytes + other.bytes, inodes + other.inodes);
        }
    }

    /// Of one container.
    ///
    /// @param layer what it has written to its own layer
    public record ContainerUse(
            String name,
            @Nullable Long memoryBytes,
            @Nullable DiskUse layer,
            @Nullable DiskUse logs) {}
}
