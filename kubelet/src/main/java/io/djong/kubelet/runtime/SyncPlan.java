package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.runtime.ContainerState.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be done to a pod. Pure: the same pod, status and verdicts give the same plan.
///
/// Done in this order: the whole pod is ended, or else the containers in `kills`; a sandbox is made; then ephemeral
/// containers, init containers and ordinary ones are started.
///
/// Source: upstream's `computePodActions`.
///
/// @param killPod end everything of the pod that runs
/// @param createSandbox make a new sandbox
/// @param sandboxId the sandbox to use, or the newest that is ended; "" when there is none
/// @param attempt of the sandbox
/// @param ephemeralContainers to be started, by index
/// @param initContainers to be started, by index
/// @param containers to be started, by index
/// @param kills containers to be ended
record SyncPlan(
        boolean killPod,
        boolean createSandbox,
        String sandboxId,
        int attempt,
        List<Integer> ephemeralContainers,
        List<Integer> initContainers,
        List<Integer> containers,
        List<Kill> kills) {
    SyncPlan {
        ephemeralContainers = List.copyOf(ephemeralContainers);
        initContainers = List.copyOf(initContainers);
        containers = List.copyOf(containers);
        kills = List.copyOf(kills);
    }

    /// Ends one container.
    ///
    /// @param id the runtime's
    /// @param name in the pod
    /// @param message for the event; "" for the usual one
    record Kill(String id, String name, String message, Reason reason) {
        Kill(ContainerState state, String message, Reason reason) {
            this(state.id(), state.name(), message, reason);
        }

        /// Which probe has a word in the grace period.
        enum Reason {
            STARTUP_PROBE,
            LIVENESS_PROBE,
            OTHER
        }
    }

    /// Decides.
    static SyncPlan plan(Pod pod, PodRuntimeStatus status, ProbeVerdicts probes) {
        var sandbox = SandboxNeed.of(pod, status);
        if (sandbox.create()) {
            return fromTheStart(pod, status, sandbox);
        }
        var ephemeral = new ArrayList<Integer>();
        for (int i = 0; i < pod.spec().ephemeralContainers().size(); i++) {
            if (status.container(pod.spec().ephemeralContainers().get(i).name()) == null) {
                ephemeral.add(i);
            }
        }
        var init = InitPlan.plan(pod, status, probes);
        if (init.killPod() || !init.initialized()) {
            return new SyncPlan(
                    init.killPod(),
                    false,
                    sandbox.id(),
                    sandbox.attempt(),
                    ephemeral,
                    init.start(),
                    List.of(),
                    init.kills());
        }
        var ordinary = new Ordinary(pod, status, probes);
        ordinary.decide();
        var kills = new ArrayList<>(init.kills());
        kills.addAll(ordinary.kills);
        // So that sidecars do not keep alive a pod that is done, they are not started again.
        boolean done = ordinary.kept == 0 && ordinary.start.isEmpty();
        return new SyncPlan(
                done,
                false,
                sandbox.id(),
                sandbox.attempt(),
                ephemeral,
                done ? List.of() : init.start(),
                ordinary.start,
                kills);
    }

    private static SyncPlan fromTheStart(Pod pod, PodRuntimeStatus status, SandboxNeed sandbox) {
        var onlyKill =
                new SyncPlan(true, false, sandbox.id(), sandbox.attempt(), List.of(), List.of(), List.of(), List.of());
        if (!RestartRules.restartsOnFailure(pod)
                && sandbox.attempt() != 0
                && !status.containers().isEmpty()) {
            return onlyKill;
        }
        var containers = new ArrayList<Integer>();
        for (int i = 0; i < pod.spec().containers().size(); i++) {
            var container = pod.spec().containers().get(i);
            if (!pod.spec().restartPolicy().equals("OnFailure") || !succeeded(container, status)) {
                containers.add(i);
            }
        }
        if (containers.isEmpty() && wasInitialized(pod, status)) {
            return onlyKill;
        }
        boolean init = !pod.spec().initContainers().isEmpty();
        return new SyncPlan(
                true,
                true,
                sandbox.id(),
                sandbox.attempt(),
                List.of(),
                init ? List.of(0) : List.of(),
                init ? List.of() : containers,
                List.of());
    }

    private static boolean succeeded(Container container, PodRuntimeStatus status) {
        var state = status.container(container.name());
        return state != null && state.isExited() && state.exitCode() == 0;
    }

    private static boolean wasInitialized(Pod pod, PodRuntimeStatus status) {
        return pod.spec().containers().stream()
                .map(container -> status.container(container.name()))
                .anyMatch(state -> state != null && state.phase() != Phase.UNKNOWN);
    }

    /// Whether the container was made from another definition than the pod has now.
    static boolean hasChanged(Container container, ContainerState state) {
        return state.hash() != 0 && state.hash() != ContainerHash.of(container);
    }

    private static boolean isFalse(@Nullable Boolean verdict) {
        return verdict != null && !verdict;
    }

    /// The ordinary containers of a pod that is initialized.
    private static final class Ordinary {
        private final Pod pod;
        private final PodRuntimeStatus status;
        private final ProbeVerdicts probes;
        private final List<Integer> start = new ArrayList<>();
        private final List<Kill> kills = new ArrayList<>();
        private int kept;

        Ordinary(Pod pod, PodRuntimeStatus status, ProbeVerdicts probes) {
            this.pod = pod;
            this.status = status;
            this.probes = probes;
        }

        void decide() {
            for (int i = 0; i < pod.spec().containers().size(); i++) {
                var container = pod.spec().containers().get(i);
                var state = status.container(container.name());
                if (state == null || !state.isRunning()) {
                    notRunning(i, container, state);
                } else {
                    running(i, container, state);
                }
            }
        }

        private void notRunning(int index, Container container, @Nullable ContainerState state) {
            if (!RestartRules.shouldStart(container, pod, state)) {
                return;
            }
            start.add(index);
            if (state != null && state.phase() == Phase.UNKNOWN) {
                kills.add(new Kill(
                        state,
                        "Container is in \"" + state.phase().word() + "\" state, try killing it before restart",
                        Kill.Reason.OTHER));
            }
        }

        private void running(int index, Container container, ContainerState state) {
            String message;
            var reason = Kill.Reason.OTHER;
            boolean restart = RestartRules.restartsOnFailure(container, pod);
            if (hasChanged(container, state)) {
                message = "Container " + container.name() + " definition changed";
                restart = true;
            } else if (isFalse(probes.liveness(state.id()))) {
                message = "Container " + container.name() + " failed liveness probe";
                reason = Kill.Reason.LIVENESS_PROBE;
            } else if (isFalse(probes.startup(state.id()))) {
                message = "Container " + container.name() + " failed startup probe";
                reason = Kill.Reason.STARTUP_PROBE;
            } else {
                kept++;
                return;
            }
            if (restart) {
                message += ", will be restarted";
                start.add(index);
            }
            kills.add(new Kill(state, message, reason));
        }
    }

    /// Whether a pod needs a sandbox.
    record SandboxNeed(boolean create, int attempt, String id) {
        static SandboxNeed of(Pod pod, PodRuntimeStatus status) {
            if (status.sandboxes().isEmpty()) {
                return new SandboxNeed(true, 0, "");
            }
            var newest = status.sandboxes().getFirst();
            long ready =
                    status.sandboxes().stream().filter(SandboxStatus::ready).count();
            if (ready > 1 || !newest.ready()) {
                return new SandboxNeed(true, newest.attempt() + 1, newest.id());
            }
            if (newest.hostNetwork() != pod.spec().hostNetwork()) {
                return new SandboxNeed(true, newest.attempt() + 1, "");
            }
            if (!pod.spec().hostNetwork() && newest.ips().isEmpty()) {
                return new SandboxNeed(true, newest.attempt() + 1, newest.id());
            }
            return new SandboxNeed(false, newest.attempt(), newest.id());
        }
    }
}
