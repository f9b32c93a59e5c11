package io.djong.kubelet.status;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.ContainerState;
import io.djong.api.types.core.v1.ContainerStateRunning;
import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStateWaiting;
import io.djong.api.types.core.v1.ContainerStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The states of containers in a pod's status.
final class States {
    /// What a container that has vanished is said to have exited with.
    static final int LOST_EXIT_CODE = 137;

    static final String UNKNOWN_REASON = "ContainerStatusUnknown";

    private States() {}

    static ContainerState waiting(String reason, String message) {
        return ContainerState.EMPTY.withWaiting(new ContainerStateWaiting(reason, message));
    }

    static ContainerState running(@Nullable Instant since) {
        return ContainerState.EMPTY.withRunning(new ContainerStateRunning(time(since)));
    }

    static ContainerState terminated(io.djong.kubelet.runtime.ContainerState from) {
        return ContainerState.EMPTY.withTerminated(ContainerStateTerminated.EMPTY
                .withExitCode(from.exitCode())
                .withReason(from.reason())
                .withMessage(from.message())
                .withStartedAt(time(from.startedAt()))
                .withFinishedAt(time(from.finishedAt()))
                .withContainerID(from.containerId()));
    }

    /// Of a container that nobody can ask any more.
    static ContainerState lost(String message) {
        return terminated(LOST_EXIT_CODE, UNKNOWN_REASON, message);
    }

    static ContainerState terminated(int exitCode, String reason, String message) {
        return ContainerState.EMPTY.withTerminated(ContainerStateTerminated.EMPTY
                .withExitCode(exitCode)
                .withReason(reason)
                .withMessage(message));
    }

    private static Instant time(@Nullable Instant time) {
        return time == null ? Times.ZERO : Times.toSeconds(time);
    }

    static @Nullable ContainerStatus find(List<ContainerStatus> statuses, String name) {
        for (var status : statuses) {
            if (status.name().equals(name)) {
                return status;
            }
        }
        return null;
    }

    static boolean isRunning(ContainerStatus status) {
        return status.state().running() != null;
    }

    static boolean isStarted(ContainerStatus status) {
        return Boolean.TRUE.equals(status.started());
    }

    /// Whether any of the pod's own containers has ever been started: then the pod is past its
    /// initialization.
    static boolean anyStarted(List<ContainerStatus> regular) {
        for (var status : regular) {
            if (status.state().running() != null
                    || status.state().terminated() != null
                    || status.lastState().terminated() != null
                    || status.restartCount() > 0) {
                return true;
            }
        }
        return false;
    }
}
