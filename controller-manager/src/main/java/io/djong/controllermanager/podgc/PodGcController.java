package io.djong.controllermanager.podgc;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.Family;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.informer.Informer;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Disruption;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The door and the loop: a look at all pods every twenty seconds. A node that a pod names and nobody knows has
/// forty seconds to appear, and is then asked for at the server, before its pods are orphans.
public final class PodGcController extends Service {
    private static final System.Logger LOG = System.getLogger(PodGcController.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(20);
    private static final Duration QUARANTINE = Duration.ofSeconds(40);

    private final Environment environment;
    private final Informer<Pod> pods;
    private final Informer<Node> nodes;
    private final ResourceClient<Pod> podClient;
    private final ResourceClient<Node> nodeClient;
    private final int endedMax;
    private final Family<Counter> deletions;
    private final Family<Counter> failures;
    /// Nodes that pods name and the informer does not know, since which tick.
    private final Map<String, Long> missingNanos = new HashMap<>();
    private @Nullable Timer timer;

    private PodGcController(ControllerContext context, int endedMax) {
        super("pod-garbage-collector-controller");
        this.environment = context.environment();
        this.pods = context.informers().informer(CoreV1.PODS);
        this.nodes = context.informers().informer(CoreV1.NODES);
        this.podClient = context.client().of(CoreV1.PODS);
        this.nodeClient = context.client().of(CoreV1.NODES);
        this.endedMax = endedMax;
        this.deletions = context.metrics()
                .counter("pod_gc_collector_force_delete_pods_total", "Pods removed, by why.", "namespace", "reason");
        this.failures = context.metrics()
                .counter(
                        "pod_gc_collector_force_delete_pod_errors_total",
                        "Pods that could not be removed, by why.",
                        "namespace",
                        "reason");
    }

    /// The controller, not started.
    ///
    /// @param endedMax so many ended pods stay, 0 for all (`--terminated-pod-gc-threshold`)
    public static Service create(ControllerContext context, int endedMax) {
        return new PodGcController(context, endedMax);
    }

    @Override
    protected void onStart() {
        timer = environment.timers().every(PERIOD, this::collect);
    }

    @Override
    protected void onStop() {
        if (timer != null) timer.cancel();
    }

    private void collect() {
        if (!pods.hasSynced() || !nodes.hasSynced()) return;
        try {
            List<Pod> all = pods.lister().all();
            Map<String, Node> known = new HashMap<>();
            for (Node node : nodes.lister().all()) known.put(node.metadata().name(), node);
            for (var removal : PodGcPlan.plan(all, known, gone(all, known.keySet()), endedMax)) remove(removal);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> gone(List<Pod> all, Set<String> known) throws InterruptedException {
        long now = environment.ticker().nanos();
        Set<String> named = new HashSet<>();
        for (Pod pod : all) {
            String name = pod.spec().nodeName();
            if (!name.isEmpty() && !known.contains(name)) named.add(name);
        }
        missingNanos.keySet().retainAll(named);
        Set<String> gone = new HashSet<>();
        for (String name : named) {
            long since = missingNanos.computeIfAbsent(name, _ -> now);
            if (now - since >= QUARANTINE.toNanos() && !exists(name)) gone.add(name);
        }
        return gone;
    }

    private boolean exists(String node) throws InterruptedException {
        try {
            nodeClient.get("", node);
            return true;
        } catch (ApiException e) {
            return !e.isNotFound();
        }
    }

    private void remove(PodGcPlan.Removal removal) throws InterruptedException {
        Pod pod = removal.pod();
        String namespace = pod.metadata().namespace();
        try {
            Disruption.failAndRemove(
                    podClient,
                    pod,
                    removal.orphaned() ? "DeletionByPodGC" : "",
                    "PodGC: node no longer exists",
                    environment.clock().instant());
            deletions.with(namespace, removal.why()).inc();
        } catch (ApiException e) {
            failures.with(namespace, removal.why()).inc();
            LOG.log(
                    System.Logger.Level.INFO,
                    "Pod {0}/{1} is not removed yet: {2}",
                    namespace,
                    pod.metadata().name(),
                    e.getMessage());
        }
    }
}
