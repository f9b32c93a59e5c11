package io.djong.controllermanager.tainteviction;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Histogram;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Disruption;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The door and the reconciler of a pod: whether it may stay, until when, or not.
public final class TaintEvictionController implements Reconciler<ObjectKey> {
    private static final int WORKERS = 8;

    private final Environment environment;
    private final Lister<Node> nodes;
    private final Lister<Pod> pods;
    private final ResourceClient<Pod> client;
    private final EventRecorder events;
    private final Counter deletions;
    private final Histogram delays;
    /// Pods that will have to go, by uid: the tick at which each was first seen beside the taint.
    private final Map<String, Long> sinceNanos = new ConcurrentHashMap<>();

    private TaintEvictionController(ControllerContext context, Lister<Node> nodes, Lister<Pod> pods) {
        this.environment = context.environment();
        this.nodes = nodes;
        this.pods = pods;
        this.client = context.client().of(CoreV1.PODS);
        this.events = context.events();
        this.deletions = context.metrics()
                .counter("taint_eviction_controller_pod_deletions_total", "Pods deleted because of a taint.");
        this.delays = context.metrics()
                .histogram(
                        "taint_eviction_controller_pod_deletion_duration_seconds",
                        "How long after its time a pod is deleted.",
                        Buckets.of(0.005, 0.025, 0.1, 0.5, 1, 2.5, 10, 30, 60, 120, 180, 240));
    }

    /// The controller, not started.
    public static Service create(ControllerContext context) {
        var nodes = context.informers().informer(CoreV1.NODES);
        var pods = context.informers().informer(CoreV1.PODS);
        pods.addIndex(PodIndexes.BY_NODE);
        var reconciler = new TaintEvictionController(context, nodes.lister(), pods.lister());
        var controller = new Controller<>(
                        ControllerOptions.<ObjectKey>of("noexec_taint_pod", WORKERS),
                        context.environment(),
                        context.metrics(),
                        reconciler)
                .waitFor(nodes, pods);
        pods.addHandler(reconciler.new PodEvents(controller));
        nodes.addHandler(new NodeEvents(controller, pods.lister()));
        return controller;
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Pod pod = pods.get(key);
        // What is being deleted already needs no eviction.
        if (pod == null || pod.metadata().deletionTimestamp() != null) return Next.onChange();
        String uid = pod.metadata().uid();
        Node node = nodes.get("", pod.spec().nodeName());
        @Nullable
        Duration stay = node == null
                ? null
                : EvictionPlan.stay(node.spec().taints(), pod.spec().tolerations());
        if (stay == null) {
            if (sinceNanos.remove(uid) != null) tell(pod, "Cancelling deletion of Pod " + key);
            return Next.onChange();
        }
        long now = environment.ticker().nanos();
        Long known = sinceNanos.putIfAbsent(uid, now);
        long since = known == null ? now : known;
        Duration left = stay.minusNanos(now - since);
        if (left.isPositive()) return Next.after(left);
        tell(pod, "Marking for deletion Pod " + key);
        Disruption.delete(
                client,
                pod,
                "DeletionByTaintManager",
                "Taint manager: deleting due to NoExecute taint",
                environment.clock().instant());
        deletions.inc();
        delays.observeNanos(-left.toNanos());
        sinceNanos.remove(uid);
        return Next.onChange();
    }

    private void tell(Pod pod, String message) {
        events.normal(pod, "TaintManagerEviction", message);
    }

    private final class PodEvents implements Handler<Pod> {
        private final Controller<ObjectKey> controller;

        PodEvents(Controller<ObjectKey> controller) {
            this.controller = controller;
        }

        @Override
        public void added(Pod pod, boolean initial) {
            if (!pod.spec().nodeName().isEmpty()) controller.add(ObjectKey.of(pod));
        }

        @Override
        public void updated(Pod before, Pod after) {
            boolean isSame = before.spec().nodeName().equals(after.spec().nodeName())
                    && before.spec().tolerations().equals(after.spec().tolerations());
            if (!isSame) added(after, false);
        }

        @Override
        public void deleted(Pod last) {
            sinceNanos.remove(last.metadata().uid());
        }
    }

    /// A change of a node's taints matters to all of its pods.
    private record NodeEvents(Controller<ObjectKey> controller, Lister<Pod> pods) implements Handler<Node> {
        @Override
        public void added(Node node, boolean initial) {
            if (!noExecute(node).isEmpty()) addPods(node);
        }

        @Override
        public void updated(Node before, Node after) {
            if (!noExecute(before).equals(noExecute(after))) addPods(after);
        }

        @Override
        public void deleted(Node last) {
            if (!noExecute(last).isEmpty()) addPods(last);
        }

        private static List<?> noExecute(Node node) {
            return node.spec().taints().stream()
                    .filter(taint -> taint.effect().equals("NoExecute"))
                    .toList();
        }

        private void addPods(Node node) {
            for (Pod pod :
                    pods.byIndex(PodIndexes.BY_NODE.name(), node.metadata().name())) {
                controller.add(ObjectKey.of(pod));
            }
        }
    }
}
