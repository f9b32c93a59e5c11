package io.djong.controllermanager;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.lifecycle.StartException;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.EventSink;
import io.djong.client.informer.InformerFactory;
import io.djong.controllermanager.clusterroleaggregation.AggregationController;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.deployment.DeploymentController;
import io.djong.controllermanager.endpoints.EndpointsController;
import io.djong.controllermanager.endpointslice.SliceController;
import io.djong.controllermanager.garbagecollector.GarbageCollector;
import io.djong.controllermanager.namespace.NamespaceController;
import io.djong.controllermanager.nodeipam.NodeIpamController;
import io.djong.controllermanager.nodelifecycle.NodeLifecycleController;
import io.djong.controllermanager.podgc.PodGcController;
import io.djong.controllermanager.replicaset.ReplicaSetController;
import io.djong.controllermanager.rootca.RootCaController;
import io.djong.controllermanager.serviceaccount.ServiceAccountController;
import io.djong.controllermanager.tainteviction.TaintEvictionController;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The assembly: every enabled controller with its own user, over informers that all of them share.
///
/// Started, it reads what the controllers need; each begins to act when it has read all of its own. Stopped,
/// nothing of it runs any more. It neither serves nor elects a leader: see the command for that.
public final class ControllerManager extends Service {
    private final Environment environment;
    private final MetricRegistry metrics;
    private final ControllerClients clients;
    private final ControllerManagerConfig config;
    private final InformerFactory informers;
    private final ServiceGroup services;
    private final List<String> running = new ArrayList<>();

    /// A manager that is not started.
    public ControllerManager(
            Environment environment,
            MetricRegistry metrics,
            ControllerClients clients,
            ControllerManagerConfig config) {
        super("kube-controller-manager");
        this.environment = environment;
        this.metrics = metrics;
        this.clients = clients;
        this.config = config;
        this.informers = new InformerFactory(environment, clients.manager());
        this.services = new ServiceGroup("controllers", assemble());
    }

    private List<Service> assemble() {
        List<Service> all = new ArrayList<>();
        addOfCluster(all);
        addOfWorkloads(all);
        addOfNodes(all);
        if (config.garbageCollection()) {
            add(
                    all,
                    "garbage-collector-controller",
                    "generic-garbage-collector",
                    context -> GarbageCollector.create(context, config.garbageSyncs()));
        }
        return all;
    }

    private void addOfCluster(List<Service> all) {
        add(all, "serviceaccount-controller", "service-account-controller", ServiceAccountController::create);
        if (!config.rootCertificates().isEmpty()) {
            add(
                    all,
                    "root-ca-certificate-publisher-controller",
                    "root-ca-cert-publisher",
                    context -> RootCaController.create(context, config.rootCertificates()));
        }
        add(
                all,
                "clusterrole-aggregation-controller",
                "clusterrole-aggregation-controller",
                AggregationController::create);
        add(
                all,
                "namespace-controller",
                "namespace-controller",
                context -> NamespaceController.create(context, config.namespaceSyncs()));
    }

    private void addOfWorkloads(List<Service> all) {
        add(
                all,
                "deployment-controller",
                "deployment-controller",
                context -> DeploymentController.create(context, config.deploymentSyncs()));
        add(
                all,
                "replicaset-controller",
                "replicaset-controller",
                context -> ReplicaSetController.create(context, config.replicaSetSyncs()));
        add(
                all,
                "endpoints-controller",
                "endpoint-controller",
                context -> EndpointsController.create(context, config.endpoints()));
        add(
                all,
                "endpointslice-controller",
                "endpointslice-controller",
                context -> SliceController.create(context, config.endpointSlices()));
    }

    private void addOfNodes(List<Service> all) {
        if (!config.nodeRanges().ranges().isEmpty()) {
            add(
                    all,
                    "node-ipam-controller",
                    "node-controller",
                    context -> NodeIpamController.create(context, config.nodeRanges()));
        }
        add(
                all,
                "node-lifecycle-controller",
                "node-controller",
                context -> NodeLifecycleController.create(context, config.nodes()));
        add(all, "taint-eviction-controller", "node-controller", TaintEvictionController::create);
        add(
                all,
                "pod-garbage-collector-controller",
                "pod-garbage-collector",
                context -> PodGcController.create(context, config.endedPodsMax()));
    }

    /// @param account the service account that the controller writes as, and that its events name
    private void add(List<Service> all, String name, String account, Function<ControllerContext, Service> door) {
        boolean isEnabled = ControllerName.ALL.stream()
                .anyMatch(known -> known.name().equals(name) && known.isEnabled(config.controllers()));
        if (!isEnabled) return;
        KubeClient client = clients.controller(account);
        var sink = new EventSink(name, environment, client.of(CoreV1.EVENTS));
        var context = new ControllerContext(
                environment, metrics, client, informers, sink.recorder(EventSources.of(name), ""));
        all.add(sink);
        all.add(door.apply(context));
        running.add(name);
    }

    /// The names of the controllers that run, in their order.
    public List<String> controllers() {
        return List.copyOf(running);
    }

    @Override
    protected void onStart() throws StartException, InterruptedException {
        services.start();
        informers.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        services.stop();
        informers.stop();
    }
}
