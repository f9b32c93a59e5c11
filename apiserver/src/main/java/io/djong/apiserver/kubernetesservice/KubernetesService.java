package io.djong.apiserver.kubernetesservice;

import io.djong.api.defaults.Defaults;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import io.djong.store.Store;
import io.djong.store.StoreException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps the Service `default/kubernetes`, its Endpoints and its EndpointSlice, at once and every ten
/// seconds. What goes wrong is logged and tried again; the server serves meanwhile.
public final class KubernetesService {
    private static final System.Logger LOG = System.getLogger(KubernetesService.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final ObjectKey KEY = new ObjectKey(KubernetesServicePlan.NAMESPACE, KubernetesServicePlan.NAME);

    private final ApiCore core;
    private final ServerLeases leases;
    private final String clusterIp;
    private final String address;
    private final int port;
    private final boolean reachable;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Timer timer;
    private boolean stopped;

    /// @param clusterIp the first address of the service range
    /// @param address at which others find this server
    /// @param port see there
    public KubernetesService(ApiCore core, Store store, String clusterIp, String address, int port) {
        this.core = core;
        this.leases = new ServerLeases(store);
        this.clusterIp = clusterIp;
        this.address = address;
        this.port = port;
        var parsed = IpAddress.parse(address);
        this.reachable = parsed == null || !parsed.isLoopback();
    }

    /// Puts everything right once, then periodically. A server that advertises a loopback address keeps the
    /// Service only: no endpoint can have that address, and nobody else could reach it.
    public void start() throws InterruptedException {
        if (!reachable) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "the advertised address {0} is this machine''s own: default/kubernetes gets no endpoint",
                    address);
        }
        round(true);
        timer = core.environment().timers().every(PERIOD, this::again);
    }

    /// Withdraws this server. The last one leaves the objects as they are.
    public void stop() throws InterruptedException {
        if (timer != null) {
            timer.cancel();
        }
        turn.lock();
        try {
            stopped = true;
            if (reachable) {
                leases.remove(address);
                endpoints(false);
            }
        } catch (StoreException | ApiException e) {
            LOG.log(System.Logger.Level.DEBUG, "the server was not withdrawn from default/kubernetes: {0}", e);
        } finally {
            turn.unlock();
        }
    }

    private void again() {
        try {
            round(false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(boolean first) throws InterruptedException {
        turn.lock();
        try {
            if (!stopped) {
                service();
                if (reachable) {
                    leases.renew(address);
                    endpoints(first);
                }
            }
        } catch (StoreException | ApiException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "service default/kubernetes cannot be kept, tried again in 10 s: {0}",
                    e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    private void service() throws ApiException, InterruptedException {
        var current = find(CoreV1.SERVICES);
        write(CoreV1.SERVICES, current, Defaults.apply(KubernetesServicePlan.service(current, clusterIp, port)));
    }

    private void endpoints(boolean ports) throws ApiException, StoreException, InterruptedException {
        var addresses = leases.addresses();
        if (addresses.isEmpty()) {
            return; // no server at all is less likely than a store that forgot
        }
        var current = find(CoreV1.ENDPOINTS);
        var wanted = Defaults.apply(KubernetesServicePlan.endpoints(current, addresses, port, ports));
        write(CoreV1.ENDPOINTS, current, wanted);
        var slice = find(DiscoveryV1.ENDPOINT_SLICES);
        write(DiscoveryV1.ENDPOINT_SLICES, slice, Defaults.apply(KubernetesServicePlan.slice(slice, wanted)));
    }

    private <T extends KubeObject> @Nullable T find(Resource<T> resource) throws ApiException, InterruptedException {
        try {
            return core.kind(resource).objects().get(KEY);
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    private <T extends KubeObject> void write(Resource<T> resource, @Nullable T current, T wanted)
            throws ApiException, InterruptedException {
        var objects = core.kind(resource).objects();
        var context = core.context(User.SERVER, WriteOptions.NONE);
        if (current == null) {
            objects.create(wanted, context);
        } else if (current instanceof EndpointSlice slice
                && wanted instanceof EndpointSlice other
                && !slice.addressType().equals(other.addressType())) {
            objects.delete(KEY, io.djong.api.types.meta.v1.DeleteOptions.EMPTY, context); // the type is immutable
            objects.create(wanted, context);
        } else if (!wanted.equals(current)) {
            objects.update(KEY, objects.main(), new Replacement<>(wanted), context);
        }
    }

    /// Taken as it is; a conflict is met in the next round.
    private record Replacement<T extends KubeObject>(T object) implements ObjectStore.Change<T> {
        @Override
        public T apply(@Nullable T current) {
            return object;
        }

        @Override
        public boolean retriable() {
            return false;
        }
    }
}
