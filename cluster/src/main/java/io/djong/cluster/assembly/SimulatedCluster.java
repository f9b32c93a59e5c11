package io.djong.cluster.assembly;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.apiserver.authentication.User;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.controllermanager.ControllerClients;
import io.djong.controllermanager.ControllerManager;
import io.djong.controllermanager.ControllerManagerConfig;
import io.djong.controllermanager.nodeipam.NodeIpamOptions;
import io.djong.controllermanager.nodeipam.NodeIpamOptions.NodeRange;
import io.djong.scheduler.Scheduler;
import io.djong.scheduler.SchedulerConfig;
import io.djong.simulation.nodes.NodeShape;
import io.djong.simulation.nodes.SimulatedNodes;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.Store;
import java.util.List;
import java.util.function.UnaryOperator;

/// A whole cluster in one process without sockets: API server, controller manager, scheduler and simulated nodes,
/// each as the user that it is in a real cluster, under RBAC. In a virtual environment it replays from a seed.
public final class SimulatedCluster extends Service {
    private static final String ROOT_CERTIFICATES = "fixed certificates of a simulation";

    private static final NodeRange POD_RANGE =
            new NodeRange(new Cidr(IpAddress.ofBytes(new byte[] {10, 42, 0, 0}), 16), 24);

    private final InProcessServer server;
    private final SimulatedNodes nodes;
    private final ServiceGroup group;

    /// @param environment of everything inside; virtual or real
    /// @param store where objects are kept; belongs to the caller
    /// @param nodeCount how many nodes there are
    public SimulatedCluster(Environment environment, Store store, NodeShape shape, int nodeCount) {
        this(environment, store, shape, nodeCount, UnaryOperator.identity());
    }

    /// @param environment of everything inside; virtual or real
    /// @param store where objects are kept; belongs to the caller
    /// @param nodeCount how many nodes there are
    /// @param network what lies between each component and the server: makes faults, say
    public SimulatedCluster(
            Environment environment, Store store, NodeShape shape, int nodeCount, UnaryOperator<KubeClient> network) {
        super("simulated cluster");
        var metrics = new MetricRegistry();
        this.server = new InProcessServer(environment, store, metrics);
        this.nodes = new SimulatedNodes(environment, network.apply(server.admin()), metrics, shape, nodeCount);
        var controllers = new ControllerManager(
                environment,
                metrics,
                controllerClients(server, network),
                ControllerManagerConfig.DEFAULTS
                        .withRootCertificates(ROOT_CERTIFICATES)
                        .withNodeRanges(new NodeIpamOptions(List.of(POD_RANGE), List.of())));
        var scheduler = new Scheduler(
                environment,
                network.apply(component(server, "system:kube-scheduler")),
                SchedulerConfig.DEFAULT,
                metrics);
        this.group = new ServiceGroup("simulated cluster", List.of(server, controllers, scheduler, nodes));
    }

    private static KubeClient component(InProcessServer server, String name) {
        return server.client(User.of(name, User.AUTHENTICATED_GROUP));
    }

    private static ControllerClients controllerClients(InProcessServer server, UnaryOperator<KubeClient> network) {
        return new ControllerClients() {
            @Override
            public KubeClient manager() {
                return network.apply(component(server, "system:kube-controller-manager"));
            }

            @Override
            public KubeClient controller(String account) {
                return network.apply(server.controller(account));
            }
        };
    }

    /// A client that may do everything, and that no fault touches.
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
