package io.djong.kubelet.status;

import io.djong.api.pods.PodResources;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.PodCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The conditions of a pod that a kubelet owns, with upstream's reasons and messages. Pure; times
/// are added by [StatusPlan].
final class ConditionPlan {
    static final String READY = "Ready";
    static final String CONTAINERS_READY = "ContainersReady";
    static final String INITIALIZED = "Initialized";
    static final String SCHEDULED = "PodScheduled";
    static final String SANDBOX = "PodReadyToStartContainers";

    /// Others write it, too: it comes with the end of the pod.
    static final String DISRUPTION = "DisruptionTarget";
    /// All of them.
    static final Set<String> OURS =
            Set.of(READY, CONTAINERS_READY, INITIALIZED, SCHEDULED, SANDBOX, "PodResizePending", "PodResizeInProgress");

    private final StatusView view;
    private final List<ContainerStatus> init;
    private final List<ContainerStatus> regular;
    private final String phase;

    private ConditionPlan(StatusView view, List<ContainerStatus> init, List<ContainerStatus> regular, String phase) {
        this.view = view;
        this.init = init;
        this.regular = regular;
        this.phase = phase;
    }

    /// In upstream's order, after `others`.
    ///
    /// @param others conditions of other writers, which readiness gates look at
    static List<PodCondition> conditions(
            StatusView view,
            List<ContainerStatus> init,
            List<ContainerStatus> regular,
            String phase,
            List<PodCondition> others) {
        var plan = new ConditionPlan(view, init, regular, phase);
        var containersReady = plan.containersReady();
        List<PodCondition> all = new ArrayList<>(others);
        all.add(condition(SANDBOX, plan.sandboxIsReady(), "", ""));
        all.add(plan.initialized());
        all.add(plan.ready(containersReady, others));
        all.add(containersReady);
        all.add(condition(SCHEDULED, true, "", ""));
        return all;
    }

    private boolean sandboxIsReady() {
        var sandboxes = view.runtime().sandboxes();
        if (sandboxes.isEmpty()) {
            return false;
        }
        var newest = sandboxes.getFirst();
        return newest.ready() && (newest.hostNetwork() || !newest.ips().isEmpty());
    }

    private PodCondition initialized() {
        List<String> unknown = new ArrayList<>();
        List<String> incomplete = new ArrayList<>();
        for (var container : view.pod().spec().initContainers()) {
            var status = States.find(init, container.name());
            if (status == null) {
                unknown.add(container.name());
            } else if (PodResources.isSidecar(container) ? !States.isStarted(status) : !status.ready()) {
                incomplete.add(container.name());
            }
        }
        if (phase.equals(PodPhase.SUCCEEDED) && unknown.isEmpty()) {
            return condition(INITIALIZED, true, "PodCompleted", "");
        }
        if (States.anyStarted(regular)) {
            return condition(INITIALIZED, true, "", "");
        }
        var message = message(unknown, "incomplete", incomplete);
        return message.isEmpty()
                ? condition(INITIALIZED, true, "", "")
                : condition(INITIALIZED, false, "ContainersNotInitialized", message);
    }

    private PodCondition containersReady() {
        List<String> unknown = new ArrayList<>();
        List<String> unready = new ArrayList<>();
        for (var container : view.pod().spec().initContainers()) {
            if (PodResources.isSidecar(container)) {
                sort(container.name(), States.find(init, container.name()), unknown, unready);
            }
        }
        for (var container : view.pod().spec().containers()) {
            sort(container.name(), States.find(regular, container.name()), unknown, unready);
        }
        if (phase.equals(PodPhase.SUCCEEDED) && unknown.isEmpty()) {
            return condition(CONTAINERS_READY, false, "PodCompleted", "");
        }
        if (phase.equals(PodPhase.FAILED)) {
            return condition(CONTAINERS_READY, false, "PodFailed", "");
        }
        var message = message(unknown, "unready", unready);
        return message.isEmpty()
                ? condition(CONTAINERS_READY, true, "", "")
                : condition(CONTAINERS_READY, false, "ContainersNotReady", message);
    }

    private static void sort(
            String name, @Nullable ContainerStatus status, List<String> unknown, List<String> unready) {
        if (status == null) {
            unknown.add(name);
        } else if (!status.ready()) {
            unready.add(name);
        }
    }

    private PodCondition ready(PodCondition containersReady, List<PodCondition> others) {
        if (!containersReady.status().equals("True")) {
            return containersReady.withType(READY);
        }
        List<String> unready = new ArrayList<>();
        for (var gate : view.pod().spec().readinessGates()) {
            PodCondition found = null;
            for (var condition : others) {
                if (condition.type().equals(gate.conditionType())) {
                    found = condition;
                }
            }
            if (found == null) {
                unready.add("corresponding condition of pod readiness gate \"" + gate.conditionType()
                        + "\" does not exist.");
            } else if (!found.status().equals("True")) {
                unready.add("the status of pod readiness gate \"" + gate.conditionType() + "\" is not \"True\", but "
                        + found.status());
            }
        }
        return unready.isEmpty()
                ? condition(READY, true, "", "")
                : condition(READY, false, "ReadinessGatesNotReady", String.join(", ", unready));
    }

    private static String message(List<String> unknown, String word, List<String> others) {
        List<String> parts = new ArrayList<>();
        if (!unknown.isEmpty()) {
            parts.add("containers with unknown status: [" + String.join(" ", unknown) + "]");
        }
        if (!others.isEmpty()) {
            parts.add("containers with " + word + " status: [" + String.join(" ", others) + "]");
        }
        return String.join(", ", parts);
    }

    private static PodCondition condition(String type, boolean holds, String reason, String message) {
        return PodCondition.EMPTY
                .withType(type)
                .withStatus(holds ? "True" : "False")
                .withReason(reason)
                .withMessage(message);
    }
}
