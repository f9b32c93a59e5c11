package io.djong.kubelet.status;

import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.ContainerUser;
import io.djong.api.types.core.v1.LinuxContainerUser;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.VolumeMount;
import io.djong.api.types.core.v1.VolumeMountStatus;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.PodNames;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statuses of a pod's containers, out of what the runtime has, what was known before, and why
/// the rest waits. Pure.
final class ContainerStatusPlan {
    private static final String LOST =
            "The container could not be located when the pod was deleted.  " + "The container used to be Running";
    private static final String LOST_NOW = "The container could not be located when the pod was terminated";
    private static final String INITIALIZED = "Unable to get init container status from container runtime and pod"
            + " has been initialized, treat it as exited normally";

    private final StatusView view;
    private final Pod pod;
    private final String waitingReason;
    private final boolean podStarted;

    private ContainerStatusPlan(StatusView view) {
        this.view = view;
        this.pod = view.pod();
        this.waitingReason = pod.spec().initContainers().isEmpty() ? "ContainerCreating" : "PodInitializing";
        this.podStarted = pod.spec().containers().stream()
                .anyMatch(container -> view.runtime().container(container.name()) != null);
    }

    /// Of the pod's own containers, by name.
    static List<ContainerStatus> regular(StatusView view) {
        var plan = new ContainerStatusPlan(view);
        List<ContainerStatus> all = new ArrayList<>();
        for (var container : plan.pod.spec().containers()) {
            all.add(plan.status(container, view.before().containerStatuses(), false));
        }
        all.sort(Comparator.comparing(ContainerStatus::name));
        return all;
    }

    /// Of init containers, in the order of the pod.
    static List<ContainerStatus> init(StatusView view) {
        var plan = new ContainerStatusPlan(view);
        List<ContainerStatus> all = new ArrayList<>();
        for (var container : plan.pod.spec().initContainers()) {
            all.add(plan.status(container, view.before().initContainerStatuses(), true));
        }
        return all;
    }

    /// Of ephemeral containers, by name. One that has ended stays so.
    static List<ContainerStatus> ephemeral(StatusView view) {
        var plan = new ContainerStatusPlan(view);
        List<ContainerStatus> all = new ArrayList<>();
        for (var ephemeral : plan.pod.spec().ephemeralContainers()) {
            var container = PodNames.container(ephemeral).withRestartPolicy("Never");
            all.add(plan.status(container, view.before().ephemeralContainerStatuses(), false));
        }
        all.sort(Comparator.comparing(ContainerStatus::name));
        return all;
    }

    private ContainerStatus status(Container container, List<ContainerStatus> befores, boolean isInit) {
        var before = States.find(befores, container.name());
        var found = view.runtime().containers(container.name());
        var status = found.isEmpty() ? absent(container, before, isInit) : present(container, found, before);
        status = waiting(container, status, found.isEmpty() ? null : found.getFirst(), isInit);
        return withReadiness(container, status, isInit).withVolumeMounts(mounts(container));
    }

    private ContainerStatus absent(Container container, @Nullable ContainerStatus before, boolean isInit) {
        if (before != null && before.state().terminated() != null) {
            return before;
        }
        var status = ContainerStatus.EMPTY
                .withName(container.name())
                .withImage(container.image())
                .withState(States.waiting(waitingReason, ""));
        if (isInit && podStarted) {
            return status.withState(States.terminated(0, "Completed", INITIALIZED));
        }
        if (before == null) {
            return status;
        }
        status = status.withRestartCount(before.restartCount()).withLastState(before.lastState());
        if (before.state().running() == null || status.lastState().terminated() != null) {
            return status;
        }
        status = status.withLastState(States.lost(LOST));
        return pod.metadata().deletionTimestamp() == null ? status.withRestartCount(status.restartCount() + 1) : status;
    }

    private ContainerStatus present(Container container, List<ContainerState> found, @Nullable ContainerStatus before) {
        var status = converted(container, found.getFirst(), before);
        if (found.size() > 1) {
            return status.withLastState(
                    converted(container, found.get(1), before).state());
        }
        return before == null || before.restartCount() != status.restartCount()
                ? status
                : status.withLastState(before.lastState());
    }

    private ContainerStatus converted(Container container, ContainerState state, @Nullable ContainerStatus before) {
        var status = ContainerStatus.EMPTY
                .withName(state.name())
                .withRestartCount(state.attempt())
                .withImage(state.image().isEmpty() ? container.image() : state.image())
                .withImageID(state.imageRef())
                .withContainerID(state.containerId());
        status = switch (state.phase()) {
            case RUNNING ->
                status.withState(States.running(state.startedAt()))
                        .withResources(container.resources())
                        .withAllocatedResources(container.resources().requests());
            case CREATED -> status.withState(States.waiting("", ""));
            case EXITED -> status.withState(States.terminated(state));
            case UNKNOWN ->
                before != null && before.state().running() != null
                        ? status.withState(States.lost(LOST_NOW)).withRestartCount(before.restartCount() + 1)
                        : status.withState(States.waiting("", ""));
        };
        var user = state.user();
        if (user != null) {
            status = status.withUser(
                    new ContainerUser(new LinuxContainerUser(user.uid(), user.gid(), user.supplementalGroups())));
        }
        return status;
    }

    /// A container that should run and does not, waits, for the reason that is known.
    private ContainerStatus waiting(
            Container container, ContainerStatus status, @Nullable ContainerState newest, boolean isInit) {
        var reason = view.reasons().get(container.name());
        if (reason == null || !shouldRun(container, newest, isInit)) {
            return status;
        }
        var last = status.state().terminated() != null ? status.state() : status.lastState();
        return status.withLastState(last).withState(States.waiting(reason.reason(), reason.message()));
    }

    private boolean shouldRun(Container container, @Nullable ContainerState newest, boolean isInit) {
        if (view.terminal() || pod.metadata().deletionTimestamp() != null) {
            return false;
        }
        if (newest == null) {
            return true;
        }
        if (newest.isRunning()) {
            return false;
        }
        if (!newest.isExited()) {
            return true;
        }
        boolean failed = newest.exitCode() != 0;
        if (PodResources.isSidecar(container)) {
            return true;
        }
        if (isInit && !failed) {
            return false;
        }
        var own = container.restartPolicy();
        return switch (own == null ? pod.spec().restartPolicy() : own) {
            case "Never" -> false;
            case "OnFailure" -> failed;
            default -> true;
        };
    }

    private ContainerStatus withReadiness(Container container, ContainerStatus status, boolean isInit) {
        boolean started = States.isRunning(status) && view.probes().started(container.name(), status.containerID());
        var ready = started && view.probes().ready(container.name(), status.containerID());
        if (isInit && !PodResources.isSidecar(container)) {
            var ended = status.state().terminated();
            ready = ended != null && ended.exitCode() == 0;
        }
        return status.withStarted(started).withReady(ready);
    }

    private List<VolumeMountStatus> mounts(Container container) {
        List<VolumeMountStatus> mounts = new ArrayList<>();
        for (VolumeMount mount : container.volumeMounts()) {
            var status = VolumeMountStatus.EMPTY
                    .withName(mount.name())
                    .withMountPath(mount.mountPath())
                    .withReadOnly(mount.readOnly());
            mounts.add(mount.readOnly() ? status.withRecursiveReadOnly("Disabled") : status);
        }
        return mounts;
    }
}
