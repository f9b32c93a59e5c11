package io.djong.kubelet.status;

import io.djong.api.meta.Times;
import io.djong.api.pods.QualityOfService;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.HostIP;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The status of a pod. Pure: what the view shows decides, and `now` dates what has changed.
///
/// Source: kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle, KEP-753, KEP-3085, KEP-5067.
public final class StatusPlan {
    /// Marks what the API server shows of a static pod.
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private static final String SOURCE = "kubernetes.io/config.source";

    private StatusPlan() {}

    /// Whether the pod comes from elsewhere than the API server.
    public static boolean isStatic(Pod pod) {
        var source = pod.metadata().annotations().get(SOURCE);
        return source != null && !source.equals("api");
    }

    /// Whether the pod stands for a static pod, and is run by nobody.
    public static boolean isMirror(Pod pod) {
        return pod.metadata().annotations().containsKey(MIRROR);
    }

    /// The status that the pod has now.
    public static PodStatus status(StatusView view, Instant now) {
        var pod = view.pod();
        var init = ContainerStatusPlan.init(view);
        var regular = ContainerStatusPlan.regular(view);
        var status = PodStatus.EMPTY
                .withInitContainerStatuses(init)
                .withContainerStatuses(regular)
                .withEphemeralContainerStatuses(ContainerStatusPlan.ephemeral(view))
                .withQosClass(QualityOfService.of(pod))
                .withObservedGeneration(pod.metadata().generation());
        status = withPhase(view, status);
        List<PodCondition> others = new ArrayList<>();
        for (var condition : pod.status().conditions()) {
            if (!ConditionPlan.OURS.contains(condition.type())) {
                others.add(condition);
            }
        }
        for (var condition : view.before().conditions()) {
            if (condition.type().equals(ConditionPlan.DISRUPTION)) {
                // Said once, when the node began to end the pod; nothing that can be seen later says it again.
                others.removeIf(other -> other.type().equals(ConditionPlan.DISRUPTION));
                others.add(condition);
            }
        }
        var conditions = ConditionPlan.conditions(view, init, regular, status.phase(), others);
        return withAddresses(view, status)
                .withNominatedNodeName(pod.status().nominatedNodeName())
                .withResourceClaimStatuses(pod.status().resourceClaimStatuses())
                .withStartTime(startTime(view, now))
                .withConditions(dated(pod, conditions, view.before(), now));
    }

    /// The status of a pod that this node does not take: nothing but why it failed.
    public static PodStatus rejected(Pod pod, String reason, String message, Instant now) {
        var started = pod.status().startTime();
        return PodStatus.EMPTY
                .withPhase(PodPhase.FAILED)
                .withReason(reason)
                .withMessage(message)
                .withQosClass(QualityOfService.of(pod))
                .withObservedGeneration(pod.status().observedGeneration())
                .withStartTime(started == null ? Times.toSeconds(now) : started);
    }

    /// The status with the condition that says why the pod is ended.
    public static PodStatus disrupted(Pod pod, PodStatus status, PodCondition condition, Instant now) {
        List<PodCondition> conditions = new ArrayList<>();
        for (var other : status.conditions()) {
            if (!other.type().equals(condition.type())) {
                conditions.add(other);
            }
        }
        conditions.add(condition
                .withLastTransitionTime(Times.toSeconds(now))
                .withObservedGeneration(pod.metadata().generation()));
        return status.withConditions(conditions);
    }

    /// The status of a pod that has to end: its phase is `Failed`.
    ///
    /// @param before the status that is known
    public static PodStatus failed(Pod pod, PodStatus before, String reason, String message, Instant now) {
        var status = before.withPhase(PodPhase.FAILED)
                .withReason(reason)
                .withMessage(message)
                .withQosClass(QualityOfService.of(pod))
                .withObservedGeneration(pod.metadata().generation());
        return status.startTime() == null ? status.withStartTime(Times.toSeconds(now)) : status;
    }

    /// The last status of a pod: what cannot be asked any more has failed, and so has a pod that
    /// never came to an end of its own.
    public static PodStatus finished(Pod pod, PodStatus last, Instant now) {
        var initialized = pod.spec().initContainers().isEmpty() || States.anyStarted(last.containerStatuses());
        var status = last;
        if (initialized) {
            status = status.withContainerStatuses(ended(last.containerStatuses()));
        }
        if (!PodPhase.isTerminal(status.phase()) && !isStatic(pod)) {
            status = status.withPhase(PodPhase.FAILED);
        }
        return notReady(status, now);
    }

    private static List<ContainerStatus> ended(List<ContainerStatus> statuses) {
        return statuses.stream()
                .map(status -> status.state().terminated() != null
                        ? status
                        : status.withReady(false)
                                .withStarted(false)
                                .withState(
                                        States.lost("The container could not be located when the pod was terminated")))
                .toList();
    }

    /// A pod whose phase is terminal is not ready, whatever its conditions said.
    static PodStatus notReady(PodStatus status, Instant now) {
        if (!PodPhase.isTerminal(status.phase())) {
            return status;
        }
        var reason = status.phase().equals(PodPhase.SUCCEEDED) ? "PodCompleted" : "PodFailed";
        List<PodCondition> conditions = new ArrayList<>();
        for (var condition : status.conditions()) {
            var readiness = condition.type().equals(ConditionPlan.READY)
                    || condition.type().equals(ConditionPlan.CONTAINERS_READY);
            conditions.add(
                    readiness && condition.status().equals("True")
                            ? condition
                                    .withStatus("False")
                                    .withReason(reason)
                                    .withMessage("")
                                    .withLastTransitionTime(Times.toSeconds(now))
                            : condition);
        }
        return status.withConditions(conditions);
    }

    private static PodStatus withPhase(StatusView view, PodStatus status) {
        var pod = view.pod();
        var before = view.before();
        var phase = PhasePlan.phase(
                pod, status.initContainerStatuses(), status.containerStatuses(), view.terminal(), isStatic(pod));
        // What has ended stays ended: the API server's word counts before ours.
        if (PodPhase.isTerminal(before.phase())) {
            phase = before.phase();
        }
        if (PodPhase.isTerminal(pod.status().phase())) {
            phase = pod.status().phase();
        }
        if (!phase.equals(before.phase())) {
            return status.withPhase(phase);
        }
        var reason = before.reason().isEmpty() ? pod.status().reason() : before.reason();
        var message = before.message().isEmpty() ? pod.status().message() : before.message();
        return status.withPhase(phase).withReason(reason).withMessage(message);
    }

    private static PodStatus withAddresses(StatusView view, PodStatus status) {
        var hosts = view.hostIps();
        var hostNetwork = view.pod().spec().hostNetwork();
        var ips = hostNetwork ? hosts : view.runtime().ips();
        if (ips.isEmpty() && !hostNetwork) {
            // A pod that has ended, or waits for its next sandbox, keeps the addresses that it had.
            ips = view.before().podIPs().stream().map(PodIP::ip).toList();
        }
        return status.withHostIP(hosts.isEmpty() ? "" : hosts.getFirst())
                .withHostIPs(hosts.stream().map(HostIP::new).toList())
                .withPodIP(ips.isEmpty() ? "" : ips.getFirst())
                .withPodIPs(ips.stream().map(PodIP::new).toList());
    }

    private static Instant startTime(StatusView view, Instant now) {
        var known = view.before().startTime();
        if (known == null) {
            known = view.pod().status().startTime();
        }
        return known == null ? Times.toSeconds(now) : known;
    }

    /// A condition whose status did not change keeps its time.
    private static List<PodCondition> dated(Pod pod, List<PodCondition> conditions, PodStatus before, Instant now) {
        List<PodCondition> dated = new ArrayList<>();
        for (var condition : conditions) {
            if (!ConditionPlan.OURS.contains(condition.type())) {
                dated.add(condition);
                continue;
            }
            var time = Times.toSeconds(now);
            for (var known : before.conditions()) {
                if (known.type().equals(condition.type()) && known.status().equals(condition.status())) {
                    time = known.lastTransitionTime();
                }
            }
            dated.add(condition
                    .withLastTransitionTime(time)
                    .withObservedGeneration(pod.metadata().generation()));
        }
        return dated;
    }
}
