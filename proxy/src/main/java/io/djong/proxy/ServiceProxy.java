package io.djong.proxy;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Index;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.sysctl.Sysctl;
import io.djong.proxy.health.NodePortHealth;
import io.djong.proxy.health.ProxyHealth;
import io.djong.proxy.nftables.NftablesProxier;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A node's proxy: the assembly of informers, plan, rules and servers. Works in the network namespace of the thread
/// that starts it. Stopping it leaves the rules: connections go on, and the next start takes over without a gap;
/// [#cleanUp] takes them away.
public final class ServiceProxy extends io.djong.base.lifecycle.Service {
    private static final Log LOG = Log.of(ServiceProxy.class);
    private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";
    private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";

    /// Headless services, and those that name another proxy, are not ours (upstream selects the same).
    private static final ListQuery OURS = ListQuery.ALL.withLabelSelector(
            "!service.kubernetes.io/headless,!service.kubernetes.io/service-proxy-name");

    private final Environment environment;
    private final KubeClient client;
    private final MetricRegistry registry;
    private final ProxyConfig config;
    private final ProxyMetrics metrics;
    private final ProxyHealth health;
    private final NodePortHealth nodePortHealth;
    private final List<FamilyProxy> families = new ArrayList<>();
    private final DirtyServices dirty = new DirtyServices();
    private final List<Informer<?>> informers = new ArrayList<>();
    private @Nullable RouteSocket routes;
    private @Nullable Controller<ProxyReconciler.Sync> controller;
    private @Nullable Timer resync;
    private @Nullable ProxyServers servers;

    /// @param registry takes the metrics, and is what `/metrics` answers
    public ServiceProxy(Environment environment, KubeClient client, MetricRegistry registry, ProxyConfig config) {
        super("proxy");
        this.environment = environment;
        this.client = client;
        this.registry = registry;
        this.config = config;
        this.metrics = new ProxyMetrics(registry);
        Duration timeout = config.syncPeriod().multipliedBy(2);
        this.health = new ProxyHealth(environment.clock(), timeout);
        this.nodePortHealth =
                new NodePortHealth(environment, () -> health.live().status() == 200);
    }

    @Override
    protected void onStart() throws Exception {
        ConntrackSettings conntrack = config.conntrack();
        if (conntrack != null) {
            conntrack.apply(Sysctl.system(), Runtime.getRuntime().availableProcessors());
        }
        routes = RouteSocket.open();
        families.add(FamilyProxy.open(config, false));
        if (config.ipv6()) {
            families.add(FamilyProxy.open(config, true));
        }
        InformerFactory factory = new InformerFactory(environment, client);
        Informer<Service> services = factory.informer(CoreV1.SERVICES, OURS);
        Informer<EndpointSlice> slices = factory.informer(DiscoveryV1.ENDPOINT_SLICES, OURS);
        Informer<Node> nodes =
                factory.informer(CoreV1.NODES, ListQuery.ALL.withFieldSelector("metadata.name=" + config.nodeName()));
        informers.addAll(List.of(services, slices, nodes));
        slices.addIndex(new Index<>(ProxyReconciler.BY_SERVICE, slice -> keys(slice)));
        ProxyReconciler reconciler = new ProxyReconciler(
                environment,
                config,
                new ProxyReconciler.ProxyView(services.lister(), slices.lister(), nodes.lister(), this::machine),
                dirty,
                families,
                health,
                nodePortHealth,
                metrics);
        Controller<ProxyReconciler.Sync> loop = new Controller<>(
                ControllerOptions.<ProxyReconciler.Sync>of("proxy", 1)
                        .withBackoff(Duration.ofMillis(50), Duration.ofSeconds(10)),
                environment,
                registry,
                reconciler);
        controller = loop;
        loop.waitFor(services, slices, nodes);
        services.addHandler(marking(loop, service -> {
            dirty.service(ObjectKey.of(service));
            families.forEach(f ->
                    metrics.serviceChanges.with(ProxyMetrics.family(f.ipv6())).inc());
        }));
        slices.addHandler(marking(loop, this::sliceChanged));
        nodes.addHandler(marking(loop, node -> {}));
        loop.add(ProxyReconciler.Sync.SYNC);
        resync = environment.timers().every(config.syncPeriod(), () -> {
            reconciler.verifyNext();
            loop.add(ProxyReconciler.Sync.SYNC);
        });
        ProxyServers listening = new ProxyServers(environment, config, registry, health, metrics, nodes.lister());
        servers = listening;
        listening.start();
        loop.start();
        factory.start();
    }

    private void sliceChanged(EndpointSlice slice) {
        List<Instant> triggers = new ArrayList<>();
        String since = slice.metadata().annotations().get(TRIGGER_TIME);
        if (since != null) {
            try {
                triggers.add(Instant.parse(since));
            } catch (DateTimeParseException e) {
                LOG.debug("Slice has a trigger time that cannot be read", e);
            }
        }
        for (String name : keys(slice)) {
            dirty.endpoints(
                    new ObjectKey(slice.metadata().namespace(), name.substring(name.indexOf('/') + 1)), triggers);
        }
        families.forEach(
                f -> metrics.endpointChanges.with(ProxyMetrics.family(f.ipv6())).inc());
    }

    /// The service that a slice belongs to, as its key is written.
    private static Set<String> keys(EndpointSlice slice) {
        String name = slice.metadata().labels().get(SERVICE_NAME_LABEL);
        return name == null ? Set.of() : Set.of(new ObjectKey(slice.metadata().namespace(), name).toString());
    }

    private interface Marking<T> {
        void mark(T object);
    }

    private <T> Handler<T> marking(Controller<ProxyReconciler.Sync> loop, Marking<T> marking) {
        return new Handler<>() {
            @Override
            public void added(T object, boolean initial) {
                changed(object);
            }

            @Override
            public void updated(T before, T after) {
                marking.mark(before);
                changed(after);
            }

            @Override
            public void deleted(T last) {
                changed(last);
            }

            private void changed(T object) {
                marking.mark(object);
                for (FamilyProxy family : families) {
                    String name = ProxyMetrics.family(family.ipv6());
                    health.queued(name);
                    metrics.lastQueued.with(name).set(environment.clock().millis() / 1000.0);
                }
                loop.add(ProxyReconciler.Sync.SYNC);
            }
        };
    }

    private Collection<IpAddress> machine() {
        try {
            return Objects.requireNonNull(routes).addresses().values().stream()
                    .flatMap(List::stream)
                    .map(prefix -> IpAddress.ofBytes(prefix.address().getAddress()))
                    .toList();
        } catch (LinuxException e) {
            LOG.warning("Addresses of this machine could not be read", e);
            return List.of();
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (resync != null) {
            resync.cancel();
        }
        informers.forEach(Informer::stop);
        if (controller != null) {
            controller.stop();
        }
        if (servers != null) {
            servers.stop();
        }
        nodePortHealth.close();
        families.forEach(FamilyProxy::close);
        families.clear();
        if (routes != null) {
            routes.close();
        }
    }

    /// Takes every rule of ours away (`--cleanup`), in the calling thread's namespace. Fine when there is none.
    public static void cleanUp() throws ProxyException {
        NftablesProxier.cleanUp();
    }
}
