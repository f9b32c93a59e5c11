package io.djong.network;

import io.djong.api.ip.Cidr;
import io.djong.api.types.core.v1.Node;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Threads;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.network.routes.NodeRoutesPlan;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Keeps this node's network and the routes to other nodes at what the Node objects say. One key for all.
final class NetworkReconciler implements Reconciler<NetworkReconciler.Sync> {
    /// The only key.
    enum Sync {
        SYNC
    }

    private static final Log LOG = Log.of(NetworkReconciler.class);

    private final NetworkConfig config;
    private final Lister<Node> nodes;
    private final NodeNetwork network;
    private final Threads threads;
    private final AtomicBoolean verify = new AtomicBoolean();
    private @Nullable NodeNetworkSpec applied;
    private Set<NodeRoutesPlan.Path> paths = Set.of();

    NetworkReconciler(NetworkConfig config, Lister<Node> nodes, NodeNetwork network, Threads threads) {
        this.config = config;
        this.nodes = nodes;
        this.network = network;
        this.threads = threads;
    }

    /// The next run looks at what the kernel has, though nothing changed here.
    void verifyNext() {
        verify.set(true);
    }

    @Override
    public Next reconcile(Sync key) throws InterruptedException {
        boolean look = verify.getAndSet(false);
        Cidr own = config.podCidr();
        if (own == null) {
            Node self = nodes.get("", config.nodeName());
            own = self == null ? null : NodeRoutesPlan.podCidr(self, config.clusterCidr());
        }
        if (own == null) {
            return Next.onChange();
        }
        NodeNetworkSpec spec = new NodeNetworkSpec(
                config.bridge(), own, config.clusterCidr(), config.serviceCidr(), config.mtuBytes());
        Set<NodeRoutesPlan.Path> wanted = NodeRoutesPlan.wanted(nodes.all(), config.nodeName(), config.clusterCidr());
        if (!look && spec.equals(applied) && wanted.equals(paths)) {
            return Next.onChange();
        }
        try {
            threads.cpu(() -> {
                apply(spec);
                return null;
            });
        } catch (NetworkException e) {
            LOG.error("Pod network could not be set up", e, LogKey.CIDR.is(own));
            return Next.retry(String.valueOf(e.getMessage()));
        }
        if (!spec.equals(applied)) {
            LOG.info("Pod network is set up", LogKey.CIDR.is(own), LogKey.DEVICE.is(spec.bridge()));
        }
        applied = spec;
        paths = wanted;
        return Next.onChange();
    }

    private void apply(NodeNetworkSpec spec) throws NetworkException {
        network.apply(spec);
        Set<NodeRoutesPlan.Path> present = new HashSet<>();
        for (RouteSpec route : network.routes(spec)) {
            var gateway = route.gateway();
            if (gateway != null
                    && route.destination().prefix() >= spec.clusterCidr().prefix()
                    && spec.clusterCidr().contains(route.destination().network())) {
                present.add(new NodeRoutesPlan.Path(route.destination(), gateway));
            }
        }
        List<NodeRoutesPlan.Step> steps =
                NodeRoutesPlan.plan(nodes.all(), config.nodeName(), spec.clusterCidr(), present);
        for (NodeRoutesPlan.Step step : steps) {
            switch (step) {
                case NodeRoutesPlan.Step.Put(var name, var path) -> {
                    network.putRoute(RouteSpec.via(path.pods(), path.node()));
                    LOG.info("Route to the pods of a node", LogKey.NODE.is(name), LogKey.CIDR.is(path.pods()));
                }
                case NodeRoutesPlan.Step.Delete(var path) ->
                    network.deleteRoute(RouteSpec.via(path.pods(), path.node()));
            }
        }
    }
}
