package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.Service;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import java.util.LinkedHashSet;
import java.util.StringJoiner;

/// The table of services.
final class ServiceColumns {
    static final ColumnTable<Service> TABLE = ColumnTable.<Service>named()
            .text("Type", "How it can be reached.", service -> service.spec().type())
            .text(
                    "Cluster-IP",
                    "Its address in the cluster.",
                    service -> service.spec().clusterIPs().isEmpty()
                            ? Cells.orNone(service.spec().clusterIP())
                            : service.spec().clusterIPs().getFirst())
            .column("External-IP", "string", "", 0, "Its addresses outside.", (service, now) -> external(service))
            .text("Port(s)", "Its ports, with node ports and protocols.", ServiceColumns::ports)
            .age()
            .wide(
                    "Selector",
                    "Which pods it stands for.",
                    service -> Cells.labels(service.spec().selector()));

    private ServiceColumns() {}

    private static String external(Service service) {
        var spec = service.spec();
        return switch (spec.type()) {
            case "ClusterIP", "NodePort" -> Cells.orNone(String.join(",", spec.externalIPs()));
            case "ExternalName" -> spec.externalName();
            case "LoadBalancer" -> balanced(service);
            default -> "<unknown>";
        };
    }

    private static String balanced(Service service) {
        var addresses = new LinkedHashSet<String>();
        for (var ingress : service.status().loadBalancer().ingress()) {
            addresses.add(ingress.ip().isEmpty() ? ingress.hostname() : ingress.ip());
        }
        var ingress = String.join(",", addresses);
        var external = service.spec().externalIPs();
        if (!external.isEmpty()) {
            return ingress.isEmpty() ? String.join(",", external) : ingress + "," + String.join(",", external);
        }
        if (ingress.isEmpty()) {
            return "<pending>";
        }
        return ingress;
    }

    private static String ports(Service service) {
        var ports = new StringJoiner(",");
        for (var port : service.spec().ports()) {
            ports.add(
                    port.nodePort() == 0
                            ? port.port() + "/" + port.protocol()
                            : port.port() + ":" + port.nodePort() + "/" + port.protocol());
        }
        return Cells.orNone(ports.toString());
    }
}
