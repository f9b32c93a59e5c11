package io.djong.controllermanager.endpointslice;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.controllermanager.podcontrol.PodStates;
import io.djong.controllermanager.servicepods.ServicePods;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// One pod as an endpoint: addresses, conditions, ports; and when two endpoints are the same.
final class Endpoints {
    private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

    private Endpoints() {}

    /// What makes an endpoint the same one after a change.
    record Identity(List<String> addresses, String hostname, String namespace, String name) {}

    static Identity identity(Endpoint endpoint) {
        ObjectReference target = endpoint.targetRef();
        String hostname = endpoint.hostname();
        return new Identity(
                endpoint.addresses().stream().sorted().toList(),
                hostname == null ? "" : hostname,
                target == null ? "" : target.namespace(),
                target == null ? "" : target.name());
    }

    /// Whether two endpoints of one identity differ in nothing that is worth a write. Hints are looked at
    /// elsewhere.
    static boolean isSame(Endpoint a, Endpoint b) {
        return withoutVersion(a).equals(withoutVersion(b));
    }

    private static Endpoint withoutVersion(Endpoint endpoint) {
        ObjectReference target = endpoint.targetRef();
        return endpoint.withHints(null)
                .withAddresses(endpoint.addresses().stream().sorted().toList())
                .withTargetRef(target == null ? null : target.withResourceVersion(""));
    }

    static Endpoint of(Pod pod, @Nullable Node node, Service service, boolean v4) {
        boolean serving = PodStates.isReady(pod);
        boolean terminating = pod.metadata().deletionTimestamp() != null;
        boolean ready = service.spec().publishNotReadyAddresses() || (serving && !terminating);
        String nodeName = pod.spec().nodeName();
        String zone = node == null ? "" : node.metadata().labels().getOrDefault(ZONE_LABEL, "");
        return Endpoint.EMPTY
                .withAddresses(ServicePods.addresses(pod, v4))
                .withConditions(new EndpointConditions(ready, serving, terminating))
                .withTargetRef(ObjectReference.EMPTY
                        .withKind("Pod")
                        .withNamespace(pod.metadata().namespace())
                        .withName(pod.metadata().name())
                        .withUid(pod.metadata().uid()))
                .withNodeName(nodeName.isEmpty() ? null : nodeName)
                .withZone(zone.isEmpty() ? null : zone)
                .withHostname(ServicePods.hasHostname(pod, service) ? pod.spec().hostname() : null);
    }

    /// The ports on which the pod answers; a port that it does not have by that name is left out.
    static List<EndpointPort> ports(Service service, Pod pod) {
        List<EndpointPort> result = new ArrayList<>();
        for (ServicePort port : service.spec().ports()) {
            OptionalInt number = ServicePods.targetPort(pod, port);
            if (number.isEmpty()) continue;
            result.add(new EndpointPort(port.name(), port.protocol(), number.getAsInt(), port.appProtocol()));
        }
        return result;
    }

    /// Ports in a fixed order, as what slices are grouped by.
    static List<EndpointPort> portKey(List<EndpointPort> ports) {
        return ports.stream()
                .sorted(Comparator.comparing((EndpointPort port) -> text(port.name()))
                        .thenComparing(port -> text(port.protocol()))
                        .thenComparingInt(port -> port.port() == null ? 0 : port.port())
                        .thenComparing(port -> text(port.appProtocol())))
                .toList();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
