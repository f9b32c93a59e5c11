package io.djong.dns;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.informer.Handler;
import io.djong.client.informer.Index;
import io.djong.client.informer.Informer;
import io.djong.client.informer.InformerFactory;
import io.djong.dns.zone.PodMode;
import io.djong.dns.zone.ServiceRecords;
import io.djong.dns.zone.ServiceRecordsPlan;
import io.djong.dns.zone.Zone;
import io.djong.dns.zone.ZoneSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Keeps the zone as the API server's objects are: a change is in it before the informer tells of the next one.
final class ZoneFeed {
    private static final Log LOG = Log.of(ZoneFeed.class);
    private static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";
    private static final String TRIGGER_TIME = "endpoints.kubernetes.io/last-change-trigger-time";
    private static final String BY_SERVICE = "service";

    private final Environment environment;
    private final DnsMetrics metrics;
    private final InformerFactory factory;
    private final Informer<Namespace> namespaces;
    private final Informer<Service> services;
    private final Informer<EndpointSlice> slices;
    private final @Nullable Informer<Pod> pods;
    private final ZoneSettings settings;
    private final AtomicReference<Zone> zone;
    /// Held while a Service's records are computed and put in, so that an older state never replaces a newer one.
    private final ReentrantLock change = new ReentrantLock();

    ZoneFeed(Environment environment, KubeClient client, ZoneSettings settings, DnsMetrics metrics) {
        this.environment = environment;
        this.metrics = metrics;
        this.settings = settings;
        zone = new AtomicReference<>(Zone.empty(settings));
        factory = new InformerFactory(environment, client);
        namespaces = factory.informer(CoreV1.NAMESPACES);
        services = factory.informer(CoreV1.SERVICES);
        slices = factory.informer(DiscoveryV1.ENDPOINT_SLICES);
        pods = settings.pods() == PodMode.VERIFIED
                ? factory.informer(CoreV1.PODS, ListQuery.ALL, "addresses", ZoneFeed::addressesOnly)
                : null;
    }

    /// As it is now.
    Zone zone() {
        return zone.get();
    }

    /// Whether everything has been read once and is in the zone.
    boolean synced() {
        return factory.hasSynced();
    }

    void start() {
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
        slices.addHandler(new Handler<>() {
            @Override
            public void added(EndpointSlice slice, boolean initial) {
                refresh(serviceOf(slice));
                if (!initial) measure(slice);
            }

            @Override
            public void updated(EndpointSlice before, EndpointSlice after) {
                ObjectKey was = serviceOf(before);
                ObjectKey is = serviceOf(after);
                if (!was.equals(is)) refresh(was);
                refresh(is);
                measure(after);
            }

            @Override
            public void deleted(EndpointSlice last) {
                refresh(serviceOf(last));
            }
        });
        if (pods != null) pods.addHandler(podsInto());
        factory.start();
    }

    private Handler<Pod> podsInto() {
        return new Handler<>() {
            @Override
            public void added(Pod pod, boolean initial) {
                put(pod, addresses(pod));
            }

            @Override
            public void updated(Pod before, Pod after) {
                put(after, addresses(after));
            }

            @Override
            public void deleted(Pod last) {
                put(last, List.of());
            }

            private void put(Pod pod, List<IpAddress> addresses) {
                zone.updateAndGet(z -> z.withPod(ObjectKey.of(pod), addresses));
            }
        };
    }

    /// A pod that is being deleted has no name any more (CoreDNS).
    private static List<IpAddress> addresses(Pod pod) {
        if (pod.metadata().deletionTimestamp() != null) return List.of();
        return pod.status().podIPs().stream()
                .map(PodIP::ip)
                .map(IpAddress::parse)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    private static Pod addressesOnly(Pod pod) {
        return pod.withSpec(PodSpec.EMPTY)
                .withStatus(PodStatus.EMPTY.withPodIPs(pod.status().podIPs()));
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

    /// How long the change of a headless Service's endpoints took to get here, as the slices' controller stamped it.
    private void measure(EndpointSlice slice) {
        String since = slice.metadata().annotations().get(TRIGGER_TIME);
        Service service = services.lister().get(serviceOf(slice));
        if (since == null || service == null || !service.spec().clusterIP().equals("None")) return;
        if (service.spec().selector().isEmpty()) return;
        try {
            Duration took =
                    Duration.between(Instant.parse(since), environment.clock().instant());
            if (!took.isNegative()) metrics.programmed(took.toNanos() / 1e9);
        } catch (DateTimeParseException e) {
            LOG.debug("Slice has a trigger time that cannot be read", e);
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
                refresh.accept(after);
            }

            @Override
            public void deleted(T last) {
                refresh.accept(last);
            }
        };
    }

    void stop() {
        factory.stop();
    }
}
