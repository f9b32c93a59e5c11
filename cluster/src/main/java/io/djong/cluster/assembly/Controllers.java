package io.djong.cluster.assembly;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.base.lifecycle.Service;
import io.djong.base.lifecycle.ServiceGroup;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.EventSink;
import io.djong.client.informer.InformerFactory;
import io.djong.controllermanager.clusterroleaggregation.AggregationController;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.deployment.DeploymentController;
import io.djong.controllermanager.endpointslice.SliceController;
import io.djong.controllermanager.garbagecollector.GarbageCollector;
import io.djong.controllermanager.namespace.NamespaceController;
import io.djong.controllermanager.replicaset.ReplicaSetController;
import io.djong.controllermanager.serviceaccount.ServiceAccountController;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// The controllers of a cluster, each acting as its own service account, reading through informers that
/// they share.
public final class Controllers extends Service {
    private static final int WORKERS = 5;
    private static final int COLLECTORS = 20;
    private static final int NAMESPACE_WORKERS = 10;
    private static final int SLICE_ENDPOINTS_MAX = 100;

    private final Environment environment;
    private final MetricRegistry metrics;
    private final Function<String, KubeClient> clients;
    private final InformerFactory informers;
    private final ServiceGroup group;

    /// @param clients a client as the service account of that name in kube-system
    /// @param reader a client that may read everything, for the informers
    public Controllers(
            Environment environment, MetricRegistry metrics, Function<String, KubeClient> clients, KubeClient reader) {
        super("controllers");
        this.environment = environment;
        this.metrics = metrics;
        this.clients = clients;
        this.informers = new InformerFactory(environment, reader);
        this.group = new ServiceGroup("controllers", services());
    }

    private List<Service> services() {
        var services = new ArrayList<Service>();
        add(services, "namespace-controller", context -> NamespaceController.create(context, NAMESPACE_WORKERS));
        add(services, "service-account-controller", ServiceAccountController::create);
        add(services, "clusterrole-aggregation-controller", AggregationController::create);
        add(services, "deployment-controller", context -> DeploymentController.create(context, WORKERS));
        add(services, "replicaset-controller", context -> ReplicaSetController.create(context, WORKERS));
        add(
                services,
                "endpointslice-controller",
                context -> SliceController.create(
                        context, new SliceController.Options(WORKERS, SLICE_ENDPOINTS_MAX, Duration.ZERO)));
        add(services, "generic-garbage-collector", context -> GarbageCollector.create(context, COLLECTORS));
        return services;
    }

    private void add(List<Service> services, String name, Function<ControllerContext, Service> controller) {
        var client = clients.apply(name);
        var events = new EventSink(name, environment, client.of(CoreV1.EVENTS));
        services.add(events);
        services.add(controller.apply(
                new ControllerContext(environment, metrics, client, informers, events.recorder(name, ""))));
    }

    @Override
    protected void onStart() throws Exception {
        informers.start();
        informers.awaitSynced();
        group.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        group.stop();
        informers.stop();
    }
}
