package io.djong.apiserver.kubernetesservice;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointPort;
import io.djong.api.types.core.v1.EndpointSubset;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the Service `default/kubernetes`, its Endpoints and its slice should be. Pure.
final class KubernetesServicePlan {
    static final String NAMESPACE = "default";
    static final String NAME = "kubernetes";

    private static final String PORT_NAME = "https";
    private static final int PORT = 443;
    private static final String PROTOCOL = "TCP";
    private static final String SKIP_MIRROR = "endpointslice.kubernetes.io/skip-mirror";
    private static final String SERVICE_NAME = "kubernetes.io/service-name";

    private KubernetesServicePlan() {}

    /// The Service.
    ///
    /// @param current null when there is none
    /// @param clusterIp the first address of the service range; only for a new Service
    /// @param targetPort where the server listens
    static Service service(@Nullable Service current, String clusterIp, int targetPort) {
        var port = ServicePort.EMPTY
                .withName(PORT_NAME)
                .withProtocol(PROTOCOL)
                .withPort(PORT)
                .withTargetPort(IntOrString.of(targetPort));
        if (current == null) {
            var labels = Map.of("provider", "kubernetes", "component", "apiserver");
            return Service.EMPTY
                    .withMetadata(metadata().withLabels(new TreeMap<>(labels)))
                    .withSpec(ServiceSpec.EMPTY
                            .withPorts(List.of(port))
                            .withClusterIP(clusterIp)
                            .withIpFamilyPolicy("SingleStack")
                            .withSessionAffinity("None")
                            .withType("ClusterIP"));
        }
        var ports = List.of(port);
        if (current.spec().ports().equals(ports) && current.spec().type().equals("ClusterIP")) {
            return current;
        }
        return current.withSpec(current.spec().withPorts(ports).withType("ClusterIP"));
    }

    /// The Endpoints.
    ///
    /// @param current null when there are none
    /// @param addresses of all servers, at least one
    /// @param port of this server
    /// @param ports whether ports that differ are put right too; one server does that at its start, so that
    ///     servers with different ports do not fight
    static Endpoints endpoints(@Nullable Endpoints current, List<String> addresses, int port, boolean ports) {
        var base = current == null ? Endpoints.EMPTY.withMetadata(metadata()) : current;
        var labels = new TreeMap<>(base.metadata().labels());
        labels.put(SKIP_MIRROR, "true");
        var labelled = base.withMetadata(base.metadata().withLabels(labels));
        var wanted = subset(addresses, port);
        if (labelled.subsets().size() != 1) {
            return labelled.withSubsets(List.of(wanted));
        }
        var subset = labelled.subsets().getFirst();
        if (!sameAddresses(subset, addresses)) {
            subset = subset.withAddresses(wanted.addresses()).withNotReadyAddresses(List.of());
        }
        if (ports && !subset.ports().equals(wanted.ports())) {
            subset = subset.withPorts(wanted.ports());
        }
        return labelled.withSubsets(List.of(subset));
    }

    /// The slice that says the same as the Endpoints.
    ///
    /// @param current null when there is none
    static EndpointSlice slice(@Nullable EndpointSlice current, Endpoints endpoints) {
        var subset = endpoints.subsets().getFirst();
        var v6 = subset.addresses().stream().allMatch(each -> each.ip().indexOf(':') >= 0);
        var ready = EndpointConditions.EMPTY.withReady(true);
        var wanted = EndpointSlice.EMPTY
                .withMetadata(metadata().withLabels(Map.of(SERVICE_NAME, NAME)))
                .withAddressType(v6 ? "IPv6" : "IPv4")
                .withEndpoints(subset.addresses().stream()
                        .map(each ->
                                Endpoint.EMPTY.withAddresses(List.of(each.ip())).withConditions(ready))
                        .toList())
                .withPorts(subset.ports().stream()
                        .map(each -> io.djong.api.types.discovery.v1.EndpointPort.EMPTY
                                .withName(each.name())
                                .withPort(each.port())
                                .withProtocol(each.protocol()))
                        .toList());
        if (current == null || !current.addressType().equals(wanted.addressType())) {
            return wanted;
        }
        return wanted.withMetadata(
                current.metadata().withLabels(wanted.metadata().labels()));
    }

    private static boolean sameAddresses(EndpointSubset subset, List<String> addresses) {
        var have = new HashSet<String>();
        subset.addresses().forEach(each -> have.add(each.ip()));
        return have.size() == subset.addresses().size() && have.equals(new HashSet<>(addresses));
    }

    private static EndpointSubset subset(List<String> addresses, int port) {
        return EndpointSubset.EMPTY
                .withAddresses(new TreeSet<>(addresses)
                        .stream().map(EndpointAddress.EMPTY::withIp).toList())
                .withPorts(List.of(
                        EndpointPort.EMPTY.withName(PORT_NAME).withPort(port).withProtocol(PROTOCOL)));
    }

    private static ObjectMeta metadata() {
        return ObjectMeta.EMPTY.withName(NAME).withNamespace(NAMESPACE);
    }
}
