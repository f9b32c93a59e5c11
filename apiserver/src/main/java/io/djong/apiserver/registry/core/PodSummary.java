package io.djong.apiserver.registry.core;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.resource.Ages;
import java.time.Instant;

/// The one word that says how a pod is, its ready containers and its restarts: the most read cells of
/// Kubernetes.
final class PodSummary {
    private final Pod pod;
    private String reason;
    private int ready;
    private int total;
    private int restarts;
    private Instant lastRestart = Times.ZERO;

    private PodSummary(Pod pod) {
        this.pod = pod;
        this.reason = pod.status().reason().isEmpty()
                ? pod.status().phase()
                : pod.status().reason();
        this.total = pod.spec().containers().size();
    }

    static PodSummary of(Pod pod) {
        var summary = new PodSummary(pod);
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals("PodScheduled") && condition.reason().equals("SchedulingGated")) {
                summary.reason = "SchedulingGated";
            }
        }
        var initializing = summary.initContainers();
        if (!initializing || summary.condition("Initialized")) {
            summary.containers();
        }
        summary.deletion();
        return summary;
    }

    /// `Running`, `CrashLoopBackOff`, `Init:0/2`, `Terminating` …
    String status() {
        return reason;
    }

    /// `1/2`.
    String ready() {
        return ready + "/" + total;
    }

    /// `3`, or `3 (5m ago)`.
    String restarts(Instant now) {
        return restarts == 0 || lastRestart.equals(Times.ZERO)
                ? Integer.toString(restarts)
                : restarts + " (" + Ages.since(lastRestart, now) + " ago)";
    }

    /// @return whether one of them is not done
    private boolean initContainers() {
        for (var container : pod.spec().initContainers()) {
            if (restartable(container)) {
                total++;
            }
        }
        var sidecarRestarts = 0;
        var sidecarLast = Times.ZERO;
        var initializing = false;
        var index = 0;
        for (var status : pod.status().initContainerStatuses()) {
            restarts += status.restartCount();
            lastRestart = later(lastRestart, status);
            var sidecar = sidecar(status.name());
            if (sidecar) {
                sidecarRestarts += status.restartCount();
                sidecarLast = later(sidecarLast, status);
            }
            if (!done(status, sidecar)) {
                reason = initReason(status, index);
                initializing = true;
                break;
            }
            index++;
        }
        if (!initializing || condition("Initialized")) {
            restarts = sidecarRestarts;
            lastRestart = sidecarLast;
        }
        return initializing;
    }

    private boolean done(ContainerStatus status, boolean sidecar) {
        var terminated = status.state().terminated();
        if (terminated != null && terminated.exitCode() == 0) {
            return true;
        }
        if (sidecar && Boolean.TRUE.equals(status.started())) {
            if (status.ready()) {
                ready++;
            }
            return true;
        }
        return false;
    }

    private String initReason(ContainerStatus status, int index) {
        var terminated = status.state().terminated();
        if (terminated != null) {
            return "Init:" + ending(terminated);
        }
        var waiting = status.state().waiting();
        if (waiting != null && !waiting.reason().isEmpty() && !waiting.reason().equals("PodInitializing")) {
            return "Init:" + waiting.reason();
        }
        return "Init:" + index + "/" + pod.spec().initContainers().size();
    }

    private void containers() {
        var running = false;
        for (var status : pod.status().containerStatuses().reversed()) {
            restarts += status.restartCount();
            lastRestart = later(lastRestart, status);
            var waiting = status.state().waiting();
            var terminated = status.state().terminated();
            if (waiting != null && !waiting.reason().isEmpty()) {
                reason = waiting.reason();
            } else if (terminated != null) {
                reason = ending(terminated);
            } else if (status.ready() && status.state().running() != null) {
                running = true;
                ready++;
            }
        }
        if (reason.equals("Completed") && running) {
            reason = condition("Ready") ? "Running" : "NotReady";
        }
    }

    private void deletion() {
        if (pod.metadata().deletionTimestamp() == null) {
            return;
        }
        var phase = pod.status().phase();
        if (pod.status().reason().equals("NodeLost")) {
            reason = "Unknown";
        } else if (!phase.equals("Succeeded") && !phase.equals("Failed")) {
            reason = "Terminating";
        }
    }

    private static String ending(ContainerStateTerminated terminated) {
        if (!terminated.reason().isEmpty()) {
            return terminated.reason();
        }
        return terminated.signal() != 0 ? "Signal:" + terminated.signal() : "ExitCode:" + terminated.exitCode();
    }

    private static Instant later(Instant last, ContainerStatus status) {
        var terminated = status.lastState().terminated();
        return terminated != null && last.isBefore(terminated.finishedAt()) ? terminated.finishedAt() : last;
    }

    private boolean condition(String type) {
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition.status().equals("True");
            }
        }
        return false;
    }

    private boolean sidecar(String name) {
        for (var container : pod.spec().initContainers()) {
            if (container.name().equals(name)) {
                return restartable(container);
            }
        }
        return false;
    }

    private static boolean restartable(Container container) {
        return "Always".equals(container.restartPolicy());
    }
}
