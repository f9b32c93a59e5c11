package io.djong.kubelet.stats;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All that was read at one time.
///
/// @param pods by namespace and name
/// @param images what images take of their disk; null when the runtime does not say
/// @param processes of the node; null when it does not say
record Figures(
        String node,
        @Nullable Instant startedAt,
        Usage usage,
        Usage.@Nullable Disk images,
        @Nullable Processes processes,
        List<PodFigures> pods) {
    Figures {
        pods = List.copyOf(pods);
    }

    /// @param max how many there may be
    record Processes(Instant time, long max, long running) {}

    /// Of one pod.
    ///
    /// @param containers by name
    record PodFigures(
            String name,
            String namespace,
            String uid,
            @Nullable Instant startedAt,
            Usage usage,
            List<ContainerFigures> containers) {
        PodFigures {
            containers = List.copyOf(containers);
        }
    }

    /// Of one container.
    ///
    /// @param id the runtime's
    /// @param image as the pod calls it
    record ContainerFigures(
            String name, String id, String image, @Nullable Instant startedAt, Usage usage) {}
}
