package io.djong.simulation.nodes;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.coordination.v1.LeaseSpec;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.informer.InformerFactory;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A number of nodes that exist only as objects: they register, keep their leases and conditions fresh,
/// and run pods in no time of the real
/// clock. One loop serves the pods of all of them.
public final class SimulatedNodes extends Service {
    private static final System.Logger LOG = System.getLogger(SimulatedNodes.class.getName());
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;
    private static final int WORKERS = 4;

    private final Environment environment;
    private final KubeClient client;
    private final NodeShape shape;
    private final int count;
    private final InformerFactory informers;
    private final Controller<ObjectKey> pods;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final List<Timer> timers = new ArrayList<>();

    /// Nodes named `node-0`, `node-1` and so on.
    ///
    /// @param client as somebody who may write nodes, leases and pods
    public SimulatedNodes(
            Environment environment, KubeClient client, MetricRegistry metrics, NodeShape shape, int count) {
        super("simulated nodes");
        this.environment = environment;
        this.client = client;
        this.shape = shape;
        this.count = count;
        this.informers = new InformerFactory(environment, client);
        var podInformer = informers.informer(CoreV1.PODS);
        var reconciler = new SimulatedPods(environment, client, podInformer.lister(), shape, silent);
        this.pods = new Controller<>(ControllerOptions.of("simulated-pods", WORKERS), environment, metrics, reconciler)
                .waitFor(podInformer);
        podInformer.addHandler(pods.enqueueing(
                pod -> new ObjectKey(pod.metadata().namespace(), pod.metadata().name())));
    }

    /// The name of a node.
    public static String name(int index) {
        return "node-" + index;
    }

    /// Ends a node's heartbeats and everything it does; its objects stay as they are.
    public void stopHeart(String node) {
        silent.add(node);
    }

    /// Lets a silent node go on.
    public void startHeart(String node) {
        silent.remove(node);
    }

    @Override
    protected void onStart() throws Exception {
        var now = Times.toSeconds(environment.clock().instant());
        for (int i = 0; i < count; i++) {
            client.of(CoreV1.NODES).create(shape.node(name(i), i, now));
            client.of(CoordinationV1.LEASES).create(lease(name(i)));
        }
        informers.start();
        pods.start();
        timers.add(environment.timers().every(shape.leasePeriod(), this::renewLeases));
        timers.add(environment.timers().every(shape.statusPeriod(), this::reportConditions));
    }

    @Override
    protected void onStop() throws InterruptedException {
        timers.forEach(Timer::cancel);
        pods.stop();
        informers.stop();
    }

    private Lease lease(String node) {
        var spec = LeaseSpec.EMPTY
                .withHolderIdentity(node)
                .withLeaseDurationSeconds(LEASE_SECONDS)
                .withRenewTime(Times.toMicros(environment.clock().instant()));
        return new Lease(ObjectMeta.EMPTY.withNamespace(LEASES).withName(node), spec);
    }

    private void renewLeases() {
        forEachLive(node -> client.of(CoordinationV1.LEASES).update(lease(node)));
    }

    /// A node that was found silent and speaks again says so at once, by its next report.
    private void reportConditions() {
        forEachLive(name -> {
            var nodes = client.of(CoreV1.NODES);
            var node = nodes.get("", name);
            nodes.updateStatus(node.withStatus(node.status().withConditions(fresh(node))));
        });
    }

    private List<NodeCondition> fresh(Node node) {
        var now = Times.toSeconds(environment.clock().instant());
        var since = lastChanges(node);
        return NodeShape.conditions(now, now).stream()
                .map(condition -> condition.withLastTransitionTime(
                        since.getOrDefault(condition.type() + condition.status(), now)))
                .toList();
    }

    private static Map<String, Instant> lastChanges(Node node) {
        var changes = new HashMap<String, Instant>();
        for (var condition : node.status().conditions()) {
            changes.put(condition.type() + condition.status(), condition.lastTransitionTime());
        }
        return changes;
    }

    private interface Heartbeat {
        void beat(String node) throws ApiException, InterruptedException;
    }

    private void forEachLive(Heartbeat heartbeat) {
        for (int i = 0; i < count; i++) {
            if (silent.contains(name(i))) {
                continue;
            }
            try {
                heartbeat.beat(name(i));
            } catch (ApiException e) {
                LOG.log(System.Logger.Level.DEBUG, "heartbeat of {0} failed: {1}", name(i), e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
