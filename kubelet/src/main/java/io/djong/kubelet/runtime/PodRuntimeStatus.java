package io.djong.kubelet.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the runtime has of one pod.
///
/// @param namespace "" when the runtime knows nothing of the pod
/// @param name "" when the runtime knows nothing of the pod
/// @param ips of the newest sandbox, when that is ready; empty with the node's network
/// @param sandboxes the newest first
/// @param containers of all sandboxes, the newest first: the first of a name is the one that counts
/// @param readAt the status is at least as new as this
public record PodRuntimeStatus(
        String uid,
        String namespace,
        String name,
        List<String> ips,
        List<SandboxStatus> sandboxes,
        List<ContainerState> containers,
        Instant readAt) {
    public PodRuntimeStatus {
        ips = List.copyOf(ips);
        sandboxes = List.copyOf(sandboxes);
        containers = List.copyOf(containers);
    }

    /// Of a pod that the runtime knows nothing of.
    public static PodRuntimeStatus none(String uid, Instant readAt) {
        return new PodRuntimeStatus(uid, "", "", List.of(), List.of(), List.of(), readAt);
    }

    /// The newest container of this name, or null.
    public @Nullable ContainerState container(String name) {
        for (ContainerState container : containers) {
            if (container.name().equals(name)) {
                return container;
            }
        }
        return null;
    }

    /// All containers of this name, the newest first.
    public List<ContainerState> containers(String name) {
        return containers.stream()
                .filter(container -> container.name().equals(name))
                .toList();
    }

    /// Whether anything of the pod runs, a sandbox included.
    public boolean isRunning() {
        return sandboxes.stream().anyMatch(SandboxStatus::ready)
                || containers.stream().anyMatch(ContainerState::isRunning);
    }

    /// Whether the runtime has nothing of it.
    public boolean isEmpty() {
        return sandboxes.isEmpty() && containers.isEmpty();
    }
}
