package io.djong.network;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.KubeClient;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A node's network as a component. Works in the network namespace of its process. Stopping it leaves
/// everything in place for the pods that run on; [NodeNetwork#remove] takes it away.
public final class NetworkService extends Service {
    /// How often the kernel is looked at though nothing changed here.
    private static final Duration VERIFY_PERIOD = Duration.ofMinutes(1);

    private final Environment environment;
    private final KubeClient client;
    private final MetricRegistry metrics;
    private final NetworkConfig config;
    private @Nullable NodeNetwork network;
    private @Nullable Informer<Node> informer;
    private @Nullable Controller<NetworkReconciler.Sync> controller;
    private @Nullable Timer verify;

    public NetworkService(Environment environment, KubeClient client, MetricRegistry metrics, NetworkConfig config) {
        super("network");
        this.environment = environment;
        this.client = client;
        this.metrics = metrics;
        this.config = config;
    }

    @Override
    protected void onStart() throws Exception {
        NodeNetwork opened = NodeNetwork.open(config.folders());
        network = opened;
        InformerFactory factory = new InformerFactory(environment, client);
        Informer<Node> nodes = factory.informer(CoreV1.NODES);
        informer = nodes;
        NetworkReconciler reconciler = new NetworkReconciler(config, nodes.lister(), opened, environment.threads());
        Controller<NetworkReconciler.Sync> loop = new Controller<>(
                ControllerOptions.<NetworkReconciler.Sync>of("network", 1)
                        .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(10)),
                environment,
                metrics,
                reconciler);
        controller = loop;
        loop.waitFor(nodes);
        nodes.addHandler(loop.enqueueing(node -> NetworkReconciler.Sync.SYNC));
        loop.add(NetworkReconciler.Sync.SYNC);
        verify = environment.timers().every(VERIFY_PERIOD, () -> {
            reconciler.verifyNext();
            loop.add(NetworkReconciler.Sync.SYNC);
        });
        loop.start();
        factory.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (verify != null) {
            verify.cancel();
        }
        if (informer != null) {
            informer.stop();
        }
        if (controller != null) {
            controller.stop();
        }
        if (network != null) {
            network.close();
        }
    }
}
