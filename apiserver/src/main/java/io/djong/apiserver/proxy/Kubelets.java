package io.djong.apiserver.proxy;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.apiserver.request.Failures;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.http.client.HttpClient;
import io.djong.http.client.HttpClientConfig;
import io.djong.http.client.Origin;
import io.djong.http.tls.ClientTls;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Connections to kubelets, and to whatever else requests are passed on to. They are made when they
/// are first needed, so that a server in a simulation has none.
public final class Kubelets implements AutoCloseable {
    private enum Peer {
        KUBELET,
        KUBELET_UNVERIFIED,
        ANYTHING
    }

    private final Environment environment;
    private final KubeletAccess access;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Peer, HttpClient> clients = new EnumMap<>(Peer.class);
    private boolean closed;

    public Kubelets(Environment environment, KubeletAccess access) {
        this.environment = environment;
        this.access = access;
    }

    /// Where a node's kubelet listens.
    ///
    /// @throws ApiException when the node has no address of a preferred type
    Origin origin(Node node) throws ApiException {
        return origin(node, access);
    }

    static Origin origin(Node node, KubeletAccess access) throws ApiException {
        int port = node.status().daemonEndpoints().kubeletEndpoint().Port();
        return new Origin(true, address(node, access), port > 0 ? port : access.port());
    }

    private static String address(Node node, KubeletAccess access) throws ApiException {
        var known = node.status().addresses();
        for (var type : access.addressTypes()) {
            for (NodeAddress each : known) {
                if (each.type().equals(type) && !each.address().isEmpty()) {
                    return each.address();
                }
            }
        }
        throw Failures.refused(
                500, "", "no preferred addresses found; known addresses: " + GoValues.addresses(known), null);
    }

    /// Towards kubelets, as ourselves.
    HttpClient client() throws ApiException {
        return client(Peer.KUBELET);
    }

    /// Towards kubelets, without asking whether they are who they say.
    HttpClient unverified() throws ApiException {
        return client(Peer.KUBELET_UNVERIFIED);
    }

    /// Towards pods and services: as nobody, and whoever answers is believed.
    HttpClient anything() throws ApiException {
        return client(Peer.ANYTHING);
    }

    private HttpClient client(Peer peer) throws ApiException {
        lock.lock();
        try {
            if (closed) {
                throw Failures.unavailable("apiserver is shutting down");
            }
            return clients.computeIfAbsent(peer, this::open);
        } finally {
            lock.unlock();
        }
    }

    private HttpClient open(Peer peer) {
        var tls = switch (peer) {
            case KUBELET -> access.tls();
            case KUBELET_UNVERIFIED -> new ClientTls(access.tls().identity(), null, true, null);
            case ANYTHING -> ClientTls.INSECURE;
        };
        return new HttpClient(environment, HttpClientConfig.of(tls).withConnectTimeout(access.timeout()));
    }

    /// Ends what is under way; streams that were handed over stay.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            clients.values().forEach(HttpClient::close);
            clients.clear();
        } finally {
            lock.unlock();
        }
    }
}
