package io.djong.kubelet.stats;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What something uses. A figure that nobody knows is null.
///
/// @param cpu null when nobody knows
/// @param memory null when nobody knows
/// @param disk what was written to its own layer; of a node, its file system
/// @param networks its devices, the default one first
public record Usage(
        @Nullable Cpu cpu,
        @Nullable Memory memory,
        @Nullable Disk disk,
        List<Network> networks) {
    public Usage {
        networks = List.copyOf(networks);
    }

    /// @param nanoCores in the last while, in billionths of a core
    /// @param nanoSeconds since the beginning, of one core
    public record Cpu(
            Instant time,
            @Nullable Long nanoCores,
            @Nullable Long nanoSeconds) {}

    /// In bytes, and counts of faults.
    public record Memory(
            Instant time,
            @Nullable Long available,
            @Nullable Long usage,
            @Nullable Long workingSet,
            @Nullable Long resident,
            @Nullable Long faults,
            @Nullable Long majorFaults) {}

    /// In bytes, and counts of inodes.
    public record Disk(
            Instant time,
            @Nullable Long available,
            @Nullable Long capacity,
            @Nullable Long used,
            @Nullable Long inodesFree,
            @Nullable Long inodes,
            @Nullable Long inodesUsed) {}

    /// In bytes, and counts of errors.
    public record Network(String name, Instant time, long received, long receiveErrors, long sent, long sendErrors) {}
}
