package io.djong.proxy.services;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.LoadBalancerIngress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads a Service for one IP family.
public final class ServiceReader {
    private ServiceReader() {}

    /// The ports of a service; none when a proxy has nothing to do with it: headless, of type ExternalName, or
    /// without an address of the family. Addresses that cannot be read are left out.
    public static List<ServicePortView> read(Service service, boolean ipv4) {
        ServiceSpec spec = service.spec();
        IpAddress clusterIp = spec.type().equals("ExternalName") ? null : clusterIp(spec, ipv4);
        if (clusterIp == null) {
            return List.of();
        }
        List<IpAddress> externalIps = addresses(spec.externalIPs(), ipv4);
        boolean balanced = spec.type().equals("LoadBalancer");
        List<IpAddress> loadBalancerIps = balanced ? loadBalancerIps(service, ipv4) : List.of();
        List<Cidr> ranges = spec.loadBalancerSourceRanges().stream()
                .map(text -> Cidr.parse(text.strip()))
                .filter(Objects::nonNull)
                .filter(cidr -> cidr.address().v4() == ipv4)
                .toList();
        boolean externalLocal = spec.externalTrafficPolicy().equals("Local");
        boolean internalLocal = "Local".equals(spec.internalTrafficPolicy());
        List<ServicePortView> ports = new ArrayList<>();
        for (ServicePort port : spec.ports()) {
            ports.add(new ServicePortView(
                    ObjectKey.of(service),
                    port.name(),
                    Transport.of(port.protocol()),
                    port.port(),
                    port.nodePort(),
                    clusterIp,
                    externalIps,
                    loadBalancerIps,
                    ranges,
                    internalLocal,
                    externalLocal,
                    balanced && externalLocal ? spec.healthCheckNodePort() : 0));
        }
        return ports;
    }

    private static @Nullable IpAddress clusterIp(ServiceSpec spec, boolean ipv4) {
        List<String> texts = spec.clusterIPs().isEmpty() ? List.of(spec.clusterIP()) : spec.clusterIPs();
        if (spec.clusterIP().isEmpty() || spec.clusterIP().equals("None")) {
            return null;
        }
        return addresses(texts, ipv4).stream().findFirst().orElse(null);
    }

    private static List<IpAddress> loadBalancerIps(Service service, boolean ipv4) {
        return addresses(
                service.status().loadBalancer().ingress().stream()
                        .filter(ingress -> !"Proxy".equals(ingress.ipMode()))
                        .map(LoadBalancerIngress::ip)
                        .toList(),
                ipv4);
    }

    static List<IpAddress> addresses(List<String> texts, boolean ipv4) {
        return texts.stream()
                .map(IpAddress::parse)
                .filter(Objects::nonNull)
                .filter(address -> address.v4() == ipv4)
                .distinct()
                .toList();
    }
}
