package io.djong.simulation.nodes;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.KubeClient;
import io.djong.client.informer.Index;
import io.djong.client.informer.InformerFactory;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A number of nodes that exist only as objects: they register, keep their leases and conditions fresh, and run
/// pods in no time of the real clock. One loop is the heart of all of them, another serves their pods.
///
/// They register after the start, not within it, and try again what fails, as kubelets do.
public final class SimulatedNodes extends Service {
    private static final int WORKERS = 4;
    private static final Index<Pod> BY_NODE =
            new Index<>("node", pod -> List.of(pod.spec().nodeName()));

    private final Environment environment;
    private final NodeShape shape;
    private final InformerFactory informers;
    private final Lister<Pod> podsByNode;
    private final Controller<ObjectKey> pods;
    private final Controller<String> hearts;
    private final Map<String, Integer> numbers;
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private @Nullable Timer beat;

    /// Nodes named `node-0`, `node-1` and so on.
    ///
    /// @param client as somebody who may write nodes, leases and pods
    public SimulatedNodes(
            Environment environment, KubeClient client, MetricRegistry metrics, NodeShape shape, int count) {
        super("simulated nodes");
        this.environment = environment;
        this.shape = shape;
        this.numbers = numbers(count);
        this.informers = new InformerFactory(environment, client);
        var podInformer = informers.informer(CoreV1.PODS);
        var nodeInformer = informers.informer(CoreV1.NODES);
        podInformer.addIndex(BY_NODE);
        this.podsByNode = podInformer.lister();
        var kubelets = new SimulatedPods(environment, client, podsByNode, shape, silent);
        this.pods = new Controller<>(
                        ControllerOptions.<ObjectKey>of("simulated-pods", WORKERS), environment, metrics, kubelets)
                .waitFor(podInformer);
        podInformer.addHandler(pods.<Pod>enqueueing(ObjectKey::of));
        var heart = new NodeHeart(environment, client, nodeInformer.lister(), shape, numbers, silent);
        this.hearts = new Controller<>(
                        ControllerOptions.<String>of("simulated-nodes", WORKERS), environment, metrics, heart)
                .waitFor(nodeInformer);
    }

    private static Map<String, Integer> numbers(int count) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            numbers.put(name(i), i);
        }
        return numbers;
    }

    /// The name of a node.
    public static String name(int index) {
        return "node-" + index;
    }

    /// Ends a node's heartbeats and everything it does; its objects stay as they are.
    public void stopHeart(String node) {
        silent.add(node);
    }

    /// Lets a silent node go on: it reports at once, and looks after its pods.
    public void startHeart(String node) {
        silent.remove(node);
        hearts.add(node);
        for (var pod : podsByNode.byIndex(BY_NODE.name(), node)) {
            pods.add(ObjectKey.of(pod));
        }
    }

    @Override
    protected void onStart() throws Exception {
        informers.start();
        hearts.start();
        pods.start();
        beatAll();
        beat = environment.timers().every(shape.leasePeriod(), this::beatAll);
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (beat != null) {
            beat.cancel();
        }
        hearts.stop();
        pods.stop();
        informers.stop();
    }

    private void beatAll() {
        for (var node : numbers.keySet()) {
            if (!silent.contains(node)) {
                hearts.add(node);
            }
        }
    }
}
