package io.djong.apiserver.proxy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.client.Origin;
import java.util.ArrayList;
import java.util.List;

/// Picks one of a service's ready endpoints, which must be a pod that exists and has the address.
final class ServiceTarget {
    private static final String SERVICE_LABEL = "kubernetes.io/service-name";

    private final ApiCore core;

    ServiceTarget(ApiCore core) {
        this.core = core;
    }

    /// @param key with the name as it stands in the path
    Origin origin(ObjectKey key) throws ApiException, InterruptedException {
        var target = TargetName.parse(key.name(), "service");
        var service = new ObjectKey(key.namespace(), target.name());
        var portName = portName(target, service);
        var slices = slices(service);
        if (slices.isEmpty()) {
            throw none(target.name());
        }
        var candidates = candidates(slices, portName);
        while (!candidates.isEmpty()) {
            var each = candidates.remove(core.environment().random().nextInt(candidates.size()));
            if (isPod(each)) {
                return new Origin(target.secure(), each.address, each.port);
            }
        }
        throw none(key.name());
    }

    /// The name of the service's port; a number is one of the ports that clients of the service use.
    private String portName(TargetName target, ObjectKey key) throws ApiException, InterruptedException {
        int number;
        try {
            number = Integer.parseInt(target.port());
        } catch (NumberFormatException e) {
            return target.port();
        }
        Service service = core.kind(CoreV1.SERVICES).objects().get(key);
        for (ServicePort each : service.spec().ports()) {
            if (each.port() == number) {
                return each.name();
            }
        }
        throw Failures.unavailable("no service port " + number + " found for service \"" + target.name() + "\"");
    }

    private List<EndpointSlice> slices(ObjectKey service) throws ApiException, InterruptedException {
        var objects = core.kind(DiscoveryV1.ENDPOINT_SLICES).objects();
        objects.awaitCurrent();
        var found = new ArrayList<EndpointSlice>();
        for (var each = objects.cache().snapshot().entries().entries(); each.next(); ) {
            var slice = each.value().object();
            if (slice.metadata().namespace().equals(service.namespace())
                    && service.name().equals(slice.metadata().labels().get(SERVICE_LABEL))) {
                found.add(slice);
            }
        }
        return found;
    }

    private record Candidate(String namespace, String pod, String address, int port) {}

    private static List<Candidate> candidates(List<EndpointSlice> slices, String portName) {
        var found = new ArrayList<Candidate>();
        for (var slice : slices) {
            for (EndpointPort port : slice.ports()) {
                var name = port.name() == null ? "" : port.name();
                var number = port.port();
                if (!name.equals(portName) || number == null) {
                    continue;
                }
                for (Endpoint endpoint : slice.endpoints()) {
                    var ready = endpoint.conditions().ready();
                    var reference = endpoint.targetRef();
                    if ((ready == null || ready)
                            && reference != null
                            && reference.kind().equals("Pod")) {
                        endpoint.addresses()
                                .forEach(address -> found.add(new Candidate(
                                        slice.metadata().namespace(), reference.name(), address, number)));
                    }
                }
            }
        }
        return found;
    }

    private boolean isPod(Candidate candidate) throws ApiException, InterruptedException {
        Pod pod;
        try {
            pod = core.kind(CoreV1.PODS).objects().get(new ObjectKey(candidate.namespace, candidate.pod));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return false;
            }
            throw e;
        }
        return pod.status().podIP().equals(candidate.address)
                || pod.status().podIPs().stream().map(PodIP::ip).anyMatch(candidate.address::equals);
    }

    private static ApiException none(String service) {
        return Failures.unavailable("no endpoints available for service \"" + service + "\"");
    }
}
