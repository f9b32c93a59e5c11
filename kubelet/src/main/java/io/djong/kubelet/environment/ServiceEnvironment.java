package io.djong.kubelet.environment;

import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.client.informer.Lister;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/// The variables by which containers find services without DNS: `NAME_SERVICE_HOST`, `NAME_SERVICE_PORT` and the
/// links of old Docker. Source: kubernetes.io/docs/concepts/services-networking/service#environment-variables.
///
/// @param services all services of the cluster
/// @param synced whether they have been read at least once
public record ServiceEnvironment(Lister<Service> services, BooleanSupplier synced) {
    /// The variables for containers of a namespace: services of that namespace when the pod wants links, and always
    /// `kubernetes` of the namespace `default`.
    public SortedMap<String, String> of(String namespace, boolean links) {
        Map<String, Service> visible = new TreeMap<>();
        for (Service service : services.all()) {
            String ip = service.spec().clusterIP();
            String name = service.metadata().name();
            if (ip.isEmpty() || ip.equals("None")) {
                continue;
            }
            if (service.metadata().namespace().equals("default") && name.equals("kubernetes")) {
                visible.putIfAbsent(name, service);
            } else if (links && service.metadata().namespace().equals(namespace)) {
                visible.put(name, service);
            }
        }
        SortedMap<String, String> variables = new TreeMap<>();
        visible.values().forEach(service -> add(service, variables));
        return variables;
    }

    private static void add(Service service, Map<String, String> out) {
        String prefix = variableName(service.metadata().name());
        String ip = service.spec().clusterIP();
        out.put(prefix + "_SERVICE_HOST", ip);
        boolean first = true;
        for (ServicePort port : service.spec().ports()) {
            String number = Integer.toString(port.port());
            String protocol = port.protocol().isEmpty() ? "TCP" : port.protocol();
            String lower = protocol.toLowerCase(Locale.ROOT);
            String url = lower + "://" + (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + number;
            if (first) {
                out.put(prefix + "_SERVICE_PORT", number);
                out.put(prefix + "_PORT", url);
                first = false;
            }
            if (!port.name().isEmpty()) {
                out.put(prefix + "_SERVICE_PORT_" + variableName(port.name()), number);
            }
            String link = prefix + "_PORT_" + number + "_" + protocol.toUpperCase(Locale.ROOT);
            out.put(link, url);
            out.put(link + "_PROTO", lower);
            out.put(link + "_PORT", number);
            out.put(link + "_ADDR", ip);
        }
    }

    private static String variableName(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
