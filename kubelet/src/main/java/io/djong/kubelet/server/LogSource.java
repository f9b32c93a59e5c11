package io.djong.kubelet.server;

import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.PodStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which of a container's incarnations is the one whose log is read. Pure.
final class LogSource {
    private LogSource() {}

    /// The runtime's id of the container, `containerd://…`.
    ///
    /// @param previous the one before the present one
    /// @throws Refusal 400 in upstream's words when there is none yet, or none any more
    static String container(String pod, PodStatus status, String container, boolean previous) throws Refusal {
        var which = "container \"" + container + "\" in pod \"" + pod + "\" is ";
        var found = find(status, container);
        if (found == null) {
            throw new Refusal(400, which + "not available");
        }
        var state = found.state();
        var last = found.lastState().terminated();
        if (previous) {
            if (id(last).isEmpty()) {
                throw new Refusal(
                        400, "previous terminated container \"" + container + "\" in pod \"" + pod + "\" not found");
            }
            return id(last);
        }
        if (state.running() != null) {
            return found.containerID();
        }
        if (state.terminated() != null || last != null) {
            var own = id(state.terminated());
            var id = own.isEmpty() ? id(last) : own;
            if (id.isEmpty()) {
                throw new Refusal(400, which + "terminated");
            }
            return id;
        }
        var waiting = state.waiting();
        if (waiting == null) {
            throw new Refusal(400, which + "waiting to start - no logs yet");
        }
        var why = switch (waiting.reason()) {
            case "ErrImagePull" -> "image can't be pulled";
            case "ImagePullBackOff" -> "trying and failing to pull image";
            default -> waiting.reason();
        };
        throw new Refusal(400, which + "waiting to start: " + why);
    }

    private static @Nullable ContainerStatus find(PodStatus status, String container) {
        var kinds = List.of(
                status.containerStatuses(), status.initContainerStatuses(), status.ephemeralContainerStatuses());
        for (var kind : kinds) {
            for (var each : kind) {
                if (each.name().equals(container)) {
                    return each;
                }
            }
        }
        return null;
    }

    private static String id(@Nullable ContainerStateTerminated state) {
        return state == null ? "" : state.containerID();
    }
}
