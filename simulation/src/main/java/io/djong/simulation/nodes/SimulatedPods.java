package io.djong.simulation.nodes;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.ContainerState;
import io.djong.api.types.core.v1.ContainerStateRunning;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// What the kubelets of simulated nodes do with pods: start them after a while, and let them go after a
/// while.
final class SimulatedPods implements Reconciler<ObjectKey> {
    private final Environment environment;
    private final KubeClient client;
    private final Lister<Pod> pods;
    private final NodeShape shape;
    private final Set<String> silent;
    private final AtomicInteger addresses = new AtomicInteger();

    /// @param silent names of nodes that do nothing now
    SimulatedPods(Environment environment, KubeClient client, Lister<Pod> pods, NodeShape shape, Set<String> silent) {
        this.environment = environment;
        this.client = client;
        this.pods = pods;
        this.shape = shape;
        this.silent = silent;
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        var pod = pods.get(key);
        if (pod == null
                || pod.spec().nodeName().isEmpty()
                || silent.contains(pod.spec().nodeName())) {
            return Next.onChange();
        }
        var now = environment.clock().instant();
        return pod.metadata().deletionTimestamp() != null ? stop(key, pod, now) : start(pod, now);
    }

    private Next start(Pod pod, Instant now) throws ApiException, InterruptedException {
        if (pod.status().phase().equals("Running")) {
            return keepReady(pod, Times.toSeconds(now));
        }
        if (!pod.status().phase().equals("Pending")) {
            return Next.onChange();
        }
        var wait = left(placed(pod), shape.startDelay(), now);
        if (wait.isPositive()) {
            return Next.after(wait);
        }
        client.of(CoreV1.PODS).updateStatus(pod.withStatus(running(pod, Times.toSeconds(now))));
        return Next.onChange();
    }

    /// Somebody thought that the node was lost, and said so of its pods.
    private Next keepReady(Pod pod, Instant now) throws ApiException, InterruptedException {
        var conditions = new ArrayList<PodCondition>();
        for (var condition : pod.status().conditions()) {
            var isWrong =
                    condition.type().equals("Ready") && !condition.status().equals("True");
            conditions.add(
                    isWrong
                            ? PodCondition.EMPTY
                                    .withType("Ready")
                                    .withStatus("True")
                                    .withLastTransitionTime(now)
                            : condition);
        }
        if (!conditions.equals(pod.status().conditions())) {
            client.of(CoreV1.PODS).updateStatus(pod.withStatus(pod.status().withConditions(conditions)));
        }
        return Next.onChange();
    }

    private Next stop(ObjectKey key, Pod pod, Instant now) throws ApiException, InterruptedException {
        var grace = pod.metadata().deletionGracePeriodSeconds();
        var asked = pod.metadata().deletionTimestamp();
        if (asked == null) {
            return Next.onChange();
        }
        var since = asked.minusSeconds(grace == null ? 0 : grace);
        var wait = left(since, shape.stopDelay(), now);
        if (wait.isPositive()) {
            return Next.after(wait);
        }
        try {
            client.of(CoreV1.PODS).delete(key, DeleteOptions.EMPTY.withGracePeriodSeconds(0L));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
        return Next.onChange();
    }

    private static Duration left(Instant since, Duration delay, Instant now) {
        return Duration.between(now, since.plus(delay));
    }

    /// When the pod was placed on its node.
    private static Instant placed(Pod pod) {
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals("PodScheduled") && condition.status().equals("True")) {
                return condition.lastTransitionTime();
            }
        }
        return pod.metadata().creationTimestamp();
    }

    private PodStatus running(Pod pod, Instant now) {
        var conditions = new ArrayList<PodCondition>();
        for (var condition : pod.status().conditions()) {
            if (condition.type().equals("PodScheduled")) {
                conditions.add(condition);
            }
        }
        for (var type : List.of("Initialized", "Ready", "ContainersReady")) {
            conditions.add(PodCondition.EMPTY.withType(type).withStatus("True").withLastTransitionTime(now));
        }
        var containers = new ArrayList<ContainerStatus>();
        for (var container : pod.spec().containers()) {
            containers.add(ContainerStatus.EMPTY
                    .withName(container.name())
                    .withImage(container.image())
                    .withReady(true)
                    .withStarted(true)
                    .withState(ContainerState.EMPTY.withRunning(new ContainerStateRunning(now))));
        }
        var address = address(addresses.incrementAndGet());
        return pod.status()
                .withPhase("Running")
                .withStartTime(now)
                .withPodIP(address)
                .withPodIPs(List.of(new PodIP(address)))
                .withConditions(conditions)
                .withContainerStatuses(containers);
    }

    private static String address(int number) {
        return "10.42." + (number >> 8 & 255) + "." + (number & 255);
    }
}
