package io.djong.dns;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Index;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.dns.zone.ServiceRecords;
import io.djong.dns.zone.ServiceRecordsPlan;
import io.djong.dns.zone.Zone;
import io.djong.dns.zone.ZoneSettings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The cluster's DNS server: informers, zone and sockets. Returns from its start when it listens, and answers the
/// cluster's names with SERVFAIL until [#ready].
public final class ClusterDns extends io.djong.base.lifecycle.Service {
    private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";
    private static final String BY_SERVICE = "service";

    private final DnsServer server;
    private final InformerFactory factory;
    private final Informer<Namespace> namespaces;
    private final Informer<Service> services;
    private final Informer<EndpointSlice> slices;
    private final ZoneSettings settings;
    private final AtomicReference<Zone> zone;
    /// Held while a Service's records are computed and put in, so that an older state never replaces a newer one.
    private final ReentrantLock change = new ReentrantLock();

    /// @param client reads Namespaces, Services and EndpointSlices
    /// @param registry takes the metrics
    public ClusterDns(Environment environment, KubeClient client, DnsConfig config, MetricRegistry registry) {
        super("dns");
        int serial = (int) environment.clock().instant().getEpochSecond();
        settings = new ZoneSettings(
                config.domain(), config.ttlSeconds(), config.negativeTtlSeconds(), serial, config.nameservers());
        zone = new AtomicReference<>(Zone.empty(settings));
        factory = new InformerFactory(environment, client);
        namespaces = factory.informer(CoreV1.NAMESPACES);
        services = factory.informer(CoreV1.SERVICES);
        slices = factory.informer(DiscoveryV1.ENDPOINT_SLICES);
        String label = "dns://" + config.bind().getAddress().getHostAddress() + ":"
                + config.bind().getPort();
        server = new DnsServer(
                environment,
                config.bind(),
                new QueryHandler(zone::get, this::ready, environment.ticker(), new DnsMetrics(registry), label));
    }

    /// Whether every Namespace, Service and EndpointSlice has been read once.
    public boolean ready() {
        return namespaces.hasSynced() && services.hasSynced() && slices.hasSynced();
    }

    /// Where it listens, with the port that was taken when the configured one is 0.
    ///
    /// @throws IllegalStateException before the start
    public InetSocketAddress address() {
        return server.address();
    }

    @Override
    protected void onStart() throws Exception {
        slices.addIndex(
                new Index<>(BY_SERVICE, slice -> List.of(serviceOf(slice).toString())));
        namespaces.addHandler(new Handler<>() {
            @Override
            public void added(Namespace namespace, boolean initial) {
                zone.updateAndGet(z -> z.withNamespace(namespace.metadata().name()));
            }

            @Override
            public void updated(Namespace before, Namespace after) {}

            @Override
            public void deleted(Namespace last) {
                zone.updateAndGet(z -> z.withoutNamespace(last.metadata().name()));
            }
        });
        services.addHandler(changing(service -> refresh(ObjectKey.of(service))));
        slices.addHandler(changing(slice -> refresh(serviceOf(slice))));
        server.start();
        factory.start();
    }

    private static ObjectKey serviceOf(EndpointSlice slice) {
        String name = slice.metadata().labels().get(SERVICE_NAME_LABEL);
        return new ObjectKey(slice.metadata().namespace(), name == null ? "" : name);
    }

    private void refresh(ObjectKey key) {
        change.lock();
        try {
            Service service = services.lister().get(key);
            @Nullable
            ServiceRecords records = service == null
                    ? null
                    : ServiceRecordsPlan.plan(settings, service, slices.lister().byIndex(BY_SERVICE, key.toString()));
            zone.updateAndGet(z -> z.withService(key, records));
        } finally {
            change.unlock();
        }
    }

    private static <T> Handler<T> changing(Consumer<T> refresh) {
        return new Handler<>() {
            @Override
            public void added(T object, boolean initial) {
                refresh.accept(object);
            }

            @Override
            public void updated(T before, T after) {
                refresh.accept(before);
                refresh.accept(after);
            }

            @Override
            public void deleted(T last) {
                refresh.accept(last);
            }
        };
    }

    @Override
    protected void onStop() throws InterruptedException {
        factory.stop();
        server.stop();
    }
}
