package io.djong.kubelet.runtime;

import io.djong.kubelet.cri.LinuxContainerResources;
import io.djong.kubelet.cri.LinuxContainerUser;
import io.djong.kubelet.cri.Mount;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One container, as the runtime reported it last.
///
/// @param id the runtime's
/// @param runtimeName of the runtime, such as `containerd`
/// @param name in the pod
/// @param sandboxId the sandbox that it was made in; "" when that is not known
/// @param attempt how often the container was restarted before
/// @param startedAt null before it was started
/// @param finishedAt null unless it has ended
/// @param exitCode 0 unless it has ended
/// @param reason one word, such as `Completed`, `Error` or `OOMKilled`; "" unless it has ended
/// @param message the termination message, which was read already, after whatever the runtime says; "" for none
/// @param image as the pod calls it
/// @param imageRef what that name led to, with its digest where it has one: the `imageID` of a status
/// @param imageId the runtime's id of the image
/// @param hash of the container's definition in the pod, as it was when this was made; 0 when it was not noted
/// @param logPath of its log file; "" for none
/// @param user null when the runtime does not say
/// @param resources null when the runtime does not say
/// @param stopSignal such as `SIGTERM`; "" when the runtime does not say
public record ContainerState(
        String id,
        String runtimeName,
        String name,
        String sandboxId,
        int attempt,
        Phase phase,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        int exitCode,
        String reason,
        String message,
        String image,
        String imageRef,
        String imageId,
        long hash,
        String logPath,
        List<Mount> mounts,
        @Nullable LinuxContainerUser user,
        @Nullable LinuxContainerResources resources,
        String stopSignal) {
    public ContainerState {
        mounts = List.copyOf(mounts);
    }

    /// Where a container is in its life.
    public enum Phase {
        CREATED("created"),
        RUNNING("running"),
        EXITED("exited"),
        UNKNOWN("unknown");

        private final String word;

        Phase(String word) {
            this.word = word;
        }

        /// As it stands in upstream's messages.
        public String word() {
            return word;
        }
    }

    /// As it stands in a pod's status: `containerd://…`.
    public String containerId() {
        return runtimeName + "://" + id;
    }

    /// Whether it runs.
    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    /// Whether it has ended.
    public boolean isExited() {
        return phase == Phase.EXITED;
    }
}
