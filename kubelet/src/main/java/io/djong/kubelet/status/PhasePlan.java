package io.djong.kubelet.status;

import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The phase of a pod, out of the states of its containers. Pure.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, "Pod phase".
final class PhasePlan {
    private final Pod pod;
    private int initPending;
    private int initFailed;
    private int sidecarsPending;
    private int running;
    private int waiting;
    private int stopped;
    private int succeeded;
    private int unknown;

    private PhasePlan(Pod pod) {
        this.pod = pod;
    }

    /// @param init statuses of init containers, sidecars among them
    /// @param terminal nothing of the pod runs any more, and nothing will be started
    /// @param isStatic the pod is not the API server's: it always comes back
    static String phase(
            Pod pod, List<ContainerStatus> init, List<ContainerStatus> regular, boolean terminal, boolean isStatic) {
        var count = new PhasePlan(pod);
        for (var container : pod.spec().initContainers()) {
            var status = States.find(init, container.name());
            if (PodResources.isSidecar(container)) {
                count.sidecar(status);
            } else {
                count.init(status);
            }
        }
        for (var container : pod.spec().containers()) {
            count.regular(States.find(regular, container.name()));
        }
        return count.decide(terminal && !isStatic, States.anyStarted(regular));
    }

    private void init(@Nullable ContainerStatus status) {
        if (status == null) {
            initPending++;
            return;
        }
        var ended = status.state().terminated();
        var waits = status.state().waiting() != null;
        var endedBefore = status.lastState().terminated();
        if (ended == null && waits) {
            ended = endedBefore;
        }
        if (ended == null) {
            initPending++;
        } else if (ended.exitCode() != 0) {
            initFailed++;
        }
    }

    private void sidecar(@Nullable ContainerStatus status) {
        if (status == null) {
            unknown++;
        } else if (status.state().running() != null) {
            running++;
            if (!States.isStarted(status)) {
                sidecarsPending++;
            }
        } else if (status.state().waiting() != null) {
            if (status.lastState().terminated() == null) {
                sidecarsPending++;
                waiting++;
            }
        } else if (status.state().terminated() == null) {
            sidecarsPending++;
            unknown++;
        }
    }

    private void regular(@Nullable ContainerStatus status) {
        if (status == null) {
            unknown++;
            return;
        }
        var ended = status.state().terminated();
        if (status.state().running() != null) {
            running++;
        } else if (ended != null) {
            stopped++;
            if (ended.exitCode() == 0) {
                succeeded++;
            }
        } else if (status.state().waiting() == null) {
            unknown++;
        } else if (status.lastState().terminated() != null) {
            stopped++;
        } else {
            waiting++;
        }
    }

    private String decide(boolean terminal, boolean initialized) {
        var policy = pod.spec().restartPolicy();
        if (initFailed > 0 && policy.equals("Never")) {
            return PodPhase.FAILED;
        }
        if (initPending > 0 || (sidecarsPending > 0 && !initialized) || waiting > 0) {
            return PodPhase.PENDING;
        }
        if (running > 0 && unknown == 0) {
            return PodPhase.RUNNING;
        }
        if (running == 0 && stopped > 0 && unknown == 0) {
            return ended(terminal, policy);
        }
        return PodPhase.PENDING;
    }

    private String ended(boolean terminal, String policy) {
        if (terminal) {
            return stopped == succeeded ? PodPhase.SUCCEEDED : PodPhase.FAILED;
        }
        if (policy.equals("Always") || policy.isEmpty()) {
            return PodPhase.RUNNING;
        }
        if (stopped == succeeded) {
            return PodPhase.SUCCEEDED;
        }
        return policy.equals("Never") ? PodPhase.FAILED : PodPhase.RUNNING;
    }
}
