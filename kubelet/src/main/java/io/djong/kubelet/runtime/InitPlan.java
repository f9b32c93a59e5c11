package io.djong.kubelet.runtime;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.kubelet.runtime.ContainerState.Phase;
import io.djong.kubelet.runtime.SyncPlan.Kill;
import java.util.ArrayList;
import java.util.List;

/// What is to be done about a pod's init containers: the next one, and sidecars that should run and do not. Pure.
///
/// Containers are looked at from the last to the first, because those that are done may have been
/// removed: the last one that is there tells how far the pod has come.
///
/// Source: upstream's `computeInitContainerActions`.
///
/// @param initialized whether ordinary containers may be started
/// @param killPod the pod has failed
/// @param start by index, in the order of the pod
/// @param kills containers to be ended before
record InitPlan(boolean initialized, boolean killPod, List<Integer> start, List<Kill> kills) {
    private static final InitPlan DONE = new InitPlan(true, false, List.of(), List.of());
    private static final InitPlan FAILED = new InitPlan(false, true, List.of(), List.of());

    InitPlan {
        start = List.copyOf(start);
        kills = List.copyOf(kills);
    }

    static InitPlan plan(Pod pod, PodRuntimeStatus status, ProbeVerdicts probes) {
        if (pod.spec().initContainers().isEmpty()) {
            return DONE;
        }
        return new Search(pod, status, probes).plan();
    }

    private static final class Search {
        private final Pod pod;
        private final List<Container> all;
        private final PodRuntimeStatus status;
        private final ProbeVerdicts probes;
        private final List<Integer> start = new ArrayList<>();
        private final List<Kill> kills = new ArrayList<>();
        private boolean initialized;

        Search(Pod pod, PodRuntimeStatus status, ProbeVerdicts probes) {
            this.pod = pod;
            this.all = pod.spec().initContainers();
            this.status = status;
            this.probes = probes;
        }

        InitPlan plan() {
            // Ordinary containers that have ended prove nothing: they may be of the sandbox before this one.
            initialized = pod.spec().containers().stream()
                    .map(container -> status.container(container.name()))
                    .anyMatch(state -> state != null && (state.isRunning() || state.phase() == Phase.CREATED));
            boolean laterWasReached = initialized;
            for (int i = all.size() - 1; i >= 0; i--) {
                var container = all.get(i);
                var state = status.container(container.name());
                boolean sidecar = PodNames.isSidecar(container);
                if (state == null) {
                    if (laterWasReached && sidecar) {
                        start.add(i);
                    }
                    continue;
                }
                if (laterWasReached && !sidecar) {
                    continue;
                }
                boolean goesOn =
                        sidecar ? sidecar(i, container, state, laterWasReached) : ordinary(i, container, state);
                if (!goesOn) {
                    return FAILED;
                }
                laterWasReached = true;
            }
            if (!laterWasReached) {
                start.add(0);
            }
            return new InitPlan(initialized, false, start.reversed(), kills);
        }

        private boolean sidecar(int index, Container container, ContainerState state, boolean laterWasReached) {
            switch (state.phase()) {
                case CREATED, EXITED -> start.add(index);
                case UNKNOWN -> {
                    kills.add(unknown(state));
                    start.add(index);
                }
                case RUNNING -> runningSidecar(index, container, state, laterWasReached);
            }
            return true;
        }

        private void runningSidecar(int index, Container container, ContainerState state, boolean laterWasReached) {
            if (container.startupProbe() != null) {
                var started = probes.startup(state.id());
                if (started == null) {
                    return;
                }
                if (!started) {
                    restart(index, state, "failed startup probe", Kill.Reason.STARTUP_PROBE);
                    return;
                }
            }
            if (index == all.size() - 1) {
                initialized = true;
            } else if (!laterWasReached) {
                start.add(index + 1);
            }
            if (SyncPlan.hasChanged(container, state)) {
                restart(index, state, "definition changed", Kill.Reason.OTHER);
                return;
            }
            var alive = container.livenessProbe() == null ? null : probes.liveness(state.id());
            if (alive != null && !alive) {
                restart(index, state, "failed liveness probe", Kill.Reason.LIVENESS_PROBE);
            }
        }

        private boolean ordinary(int index, Container container, ContainerState state) {
            switch (state.phase()) {
                case RUNNING -> {}
                // The runtime has made it and could not start it.
                case CREATED -> start.add(index);
                case EXITED -> {
                    if (state.exitCode() != 0) {
                        if (!restartsOnFailure(container, state)) {
                            return false;
                        }
                        start.add(index);
                    } else if (index == all.size() - 1) {
                        initialized = true;
                    } else {
                        start.add(index + 1);
                    }
                }
                case UNKNOWN -> {
                    if (!restartsOnFailure(container, state)) {
                        return false;
                    }
                    kills.add(unknown(state));
                    start.add(index);
                }
            }
            return true;
        }

        /// With the pod's policy "Always", init containers are restarted on failure only.
        private boolean restartsOnFailure(Container container, ContainerState state) {
            int exitCode = state.exitCode() == 0 ? 1 : state.exitCode();
            return RestartRules.shouldRestart(container, pod, exitCode);
        }

        private void restart(int index, ContainerState state, String what, Kill.Reason reason) {
            kills.add(new Kill(state, "Init container " + state.name() + " " + what, reason));
            start.add(index);
        }

        private static Kill unknown(ContainerState state) {
            return new Kill(
                    state,
                    "Init container is in \"" + state.phase().word() + "\" state, try killing it before restart",
                    Kill.Reason.OTHER);
        }
    }
}
