package io.djong.proxy;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// What tests write down: addresses, services, slices.
public final class Literals {
    private Literals() {}

    public static Cidr cidr(String text) {
        return Objects.requireNonNull(Cidr.parse(text));
    }

    public static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    /// A ClusterIP service in namespace `default` with one unnamed port.
    public static Service service(String name, String clusterIp, String protocol, int port) {
        return Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withSpec(ServiceSpec.EMPTY
                        .withType("ClusterIP")
                        .withClusterIP(clusterIp)
                        .withClusterIPs(List.of(clusterIp))
                        .withPorts(List.of(new ServicePort("", protocol, null, port, IntOrString.of(8080), 0))));
    }

    /// The same with a node port.
    public static Service nodePort(Service service, int nodePort) {
        ServicePort port = service.spec().ports().getFirst();
        return service.withSpec(service.spec().withType("NodePort").withPorts(List.of(port.withNodePort(nodePort))));
    }

    /// A slice of the service with one unnamed port.
    public static EndpointSlice slice(Service service, String protocol, int port, Endpoint... endpoints) {
        String name = service.metadata().name();
        return EndpointSlice.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withNamespace(service.metadata().namespace())
                        .withName(name + "-1")
                        .withLabels(Map.of("kubernetes.io/service-name", name)))
                .withAddressType("IPv4")
                .withEndpoints(List.of(endpoints))
                .withPorts(List.of(new EndpointPort("", protocol, port, null)));
    }

    /// A ready endpoint on a node.
    public static Endpoint endpoint(String address, String node) {
        return endpoint(address, node, true, true, false);
    }

    public static Endpoint endpoint(String address, String node, boolean ready, boolean serving, boolean ending) {
        return Endpoint.EMPTY
                .withAddresses(List.of(address))
                .withNodeName(node)
                .withConditions(new EndpointConditions(ready, serving, ending));
    }
}
