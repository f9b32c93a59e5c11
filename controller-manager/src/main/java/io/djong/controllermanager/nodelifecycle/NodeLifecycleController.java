package io.djong.controllermanager.nodelifecycle;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.StartException;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Informer;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The door: the look at all nodes once per period, and two loops that act at once: on a node whose conditions
/// change, and on a pod that comes to a node that is ill.
public final class NodeLifecycleController extends Service {
    private static final int NODE_WORKERS = 8;
    private static final int POD_WORKERS = 4;

    private final Environment environment;
    private final NodeOptions options;
    private final List<Informer<?>> sources;
    private final Lister<Node> nodes;
    private final Lister<Pod> pods;
    private final NodeWrites writes;
    private final NodeMonitor monitor;
    private final Controller<String> nodeLoop;
    private final Controller<ObjectKey> podLoop;

    /// One round at a time: the period's and that of a turn.
    private final ReentrantLock rounds = new ReentrantLock();
    private @Nullable Timer period;
    private @Nullable Timer turn;

    private NodeLifecycleController(ControllerContext context, NodeOptions options) {
        super("node-lifecycle-controller");
        this.environment = context.environment();
        this.options = options;
        var nodeInformer = context.informers().informer(CoreV1.NODES);
        var podInformer = context.informers().informer(CoreV1.PODS);
        var leaseInformer = context.informers().informer(CoordinationV1.LEASES);
        podInformer.addIndex(PodIndexes.BY_NODE);
        this.sources = List.of(nodeInformer, podInformer, leaseInformer);
        this.nodes = nodeInformer.lister();
        this.pods = podInformer.lister();
        this.writes = new NodeWrites(context.client(), context.events());
        this.monitor = new NodeMonitor(
                environment,
                options,
                nodes,
                leaseInformer.lister(),
                pods,
                writes,
                context.events(),
                new NodeMetrics(context.metrics()));
        this.nodeLoop = new Controller<>(
                        ControllerOptions.<String>of("node_lifecycle_controller", NODE_WORKERS),
                        environment,
                        context.metrics(),
                        this::reconcileNode)
                .waitFor(nodeInformer);
        this.podLoop = new Controller<>(
                        ControllerOptions.<ObjectKey>of("node_lifecycle_controller_pods", POD_WORKERS),
                        environment,
                        context.metrics(),
                        this::reconcilePod)
                .waitFor(nodeInformer, podInformer);
        nodeInformer.addHandler(
                nodeLoop.<Node>enqueueing(node -> node.metadata().name()));
        podInformer.addHandler(new Placements());
    }

    /// The controller, not started.
    public static Service create(ControllerContext context, NodeOptions options) {
        return new NodeLifecycleController(context, options);
    }

    @Override
    protected void onStart() throws StartException, InterruptedException {
        nodeLoop.start();
        podLoop.start();
        period = environment.timers().every(options.monitorPeriod(), this::round);
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (period != null) period.cancel();
        nodeLoop.stop();
        podLoop.stop();
        rounds.lock();
        try {
            if (turn != null) turn.cancel();
        } finally {
            rounds.unlock();
        }
    }

    private void round() {
        if (!sources.stream().allMatch(Informer::hasSynced)) return;
        locked(monitor::round);
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void locked(Work work) {
        rounds.lock();
        try {
            if (state() != State.RUNNING) return;
            work.run();
            if (turn != null) turn.cancel();
            Duration next = monitor.nextTurn();
            turn = next == null ? null : environment.timers().once(next, () -> locked(monitor::taintPending));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            rounds.unlock();
        }
    }

    private Next reconcileNode(String name) throws ApiException, InterruptedException {
        Node node = nodes.get("", name);
        if (node == null) return Next.onChange();
        Instant now = environment.clock().instant();
        writes.change(node, present -> {
            Map<String, String> labels = TaintPlan.labels(present);
            return present.withSpec(present.spec().withTaints(TaintPlan.noSchedule(present, now)))
                    .withMetadata(present.metadata().withLabels(labels));
        });
        return Next.onChange();
    }

    /// The node may have fallen ill between the scheduler's decision and the pod's arrival in the lister.
    private Next reconcilePod(ObjectKey key) throws ApiException, InterruptedException {
        Pod pod = pods.get(key);
        if (pod == null || pod.spec().nodeName().isEmpty()) return Next.onChange();
        NodeCondition ready = monitor.lastReady(pod.spec().nodeName());
        if (ready != null && !Conditions.isTrue(ready)) {
            writes.markNotReady(List.of(pod), environment.clock().instant());
        }
        return Next.onChange();
    }

    private final class Placements implements Handler<Pod> {
        @Override
        public void added(Pod pod, boolean initial) {
            if (!pod.spec().nodeName().isEmpty()) podLoop.add(ObjectKey.of(pod));
        }

        @Override
        public void updated(Pod before, Pod after) {
            if (!after.spec().nodeName().equals(before.spec().nodeName())) added(after, false);
        }

        @Override
        public void deleted(Pod last) {}
    }
}
