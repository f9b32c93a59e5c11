package io.djong.linux.cgroup;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// One control group: a folder in one hierarchy (version 2) or in several (version 1).
///
/// Contract: [#create] and [#delete] are idempotent; [#apply] writes only what the limits name, and a controller
/// that the machine does not have is passed over when its limit asks for nothing special. Not safe for use by
/// several threads on the same group.
public sealed interface Cgroup permits CgroupV1, CgroupV2 {
    /// Makes the group and those above it.
    void create() throws IOException;

    /// Whether it is there, in every hierarchy.
    boolean exists();

    /// Sets limits; what is null in them stays as it is.
    void apply(CgroupLimits limits) throws IOException;

    /// The processes in this very group.
    List<Integer> processes() throws IOException;

    /// Moves a process into this group.
    void add(int pid) throws IOException;

    /// Memory in use without page cache that can be dropped at once, in bytes; empty when nobody counts.
    Optional<Long> memoryWorkingSetBytes() throws IOException;

    /// CPU time used since the group was made, in nanoseconds; empty when nobody counts.
    Optional<Long> cpuUsageNanos() throws IOException;

    /// Takes the group away, with those below it. Groups that hold processes stay, and that is an exception.
    void delete() throws IOException;
}
