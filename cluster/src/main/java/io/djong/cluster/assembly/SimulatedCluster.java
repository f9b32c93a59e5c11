package io.djong.cluster.assembly;

import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.simulation.nodes.FirstFitBinder;
import io.djong.simulation.nodes.NodeShape;
import io.djong.simulation.nodes.SimulatedNodes;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.Store;
import java.util.List;

/// A whole cluster in one process without sockets: API server, controllers, simulated nodes, and a binder
/// that places pods first fit until the
/// scheduler is part of it.
public final class SimulatedCluster extends Service {
    private final InProcessServer server;
    private final SimulatedNodes nodes;
    private final ServiceGroup group;

    /// @param environment of everything inside; virtual or real
    /// @param store where objects are kept; belongs to the caller
    /// @param nodeCount how many nodes there are
    public SimulatedCluster(Environment environment, Store store, NodeShape shape, int nodeCount) {
        super("simulated cluster");
        var metrics = new MetricRegistry();
        this.server = new InProcessServer(environment, store, metrics);
        var admin = server.admin();
        this.nodes = new SimulatedNodes(environment, admin, metrics, shape, nodeCount);
        var controllers = new Controllers(environment, metrics, server::controller, admin);
        var binder = new FirstFitBinder(environment, admin, metrics);
        this.group = new ServiceGroup("simulated cluster", List.of(server, controllers, nodes, binder));
    }

    /// A client that may do everything.
    public KubeClient client() {
        return server.admin();
    }

    /// The nodes, whose hearts can be stopped.
    public SimulatedNodes nodes() {
        return nodes;
    }

    @Override
    protected void onStart() throws Exception {
        group.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        group.stop();
    }
}
