package io.djong.kubelet.pods;

import io.djong.client.events.EventRecorder;
import io.djong.kubelet.probes.Probes;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.PodRuntime;
import io.djong.kubelet.status.StatusWriter;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What pod workers work with.
///
/// @param networkProblem why pods with a network of their own cannot be started now, in upstream's
///     words; null when
///     they can
/// @param hostIps the node's addresses, the main one first
/// @param pressures the conditions of pressure that the node has: `MemoryPressure` and the like, in order
public record PodRooms(
        DesiredPods desired,
        PodLifecycle lifecycle,
        PodRuntime runtime,
        PodSurroundings surroundings,
        Probes probes,
        StatusWriter statuses,
        MirrorPods mirrors,
        EventRecorder events,
        Supplier<@Nullable String> networkProblem,
        Supplier<List<String>> hostIps,
        Supplier<List<String>> pressures) {}
