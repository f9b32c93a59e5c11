package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Reservation;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a service that is about to be written takes from the pools, and what it gives back once it was
/// written.
final class ServiceReservation implements Reservation<Service> {
    private final AddressPool addresses;
    private final PortPool ports;
    private final List<String> takenAddresses = new ArrayList<>(0);
    private final List<Integer> takenPorts = new ArrayList<>(0);
    private final List<String> leavingAddresses = new ArrayList<>(0);
    private final List<Integer> leavingPorts = new ArrayList<>(0);
    private Service service;

    private ServiceReservation(AddressPool addresses, PortPool ports, Service service) {
        this.addresses = addresses;
        this.ports = ports;
        this.service = service;
    }

    /// Takes what the service lacks.
    ///
    /// @param old null on creation
    static ServiceReservation begin(AddressPool addresses, PortPool ports, Service service, @Nullable Service old)
            throws ApiException {
        var reservation = new ServiceReservation(addresses, ports, service);
        try {
            reservation.clusterAddress(old);
            reservation.nodePorts(old);
            reservation.healthCheckPort(old);
            return reservation;
        } catch (ApiException e) {
            reservation.rollback();
            throw e;
        }
    }

    @Override
    public Service object() {
        return service;
    }

    @Override
    public void commit() {
        leavingAddresses.forEach(addresses::release);
        leavingPorts.forEach(ports::release);
    }

    @Override
    public void rollback() {
        takenAddresses.forEach(addresses::release);
        takenPorts.forEach(ports::release);
    }

    private void clusterAddress(@Nullable Service old) throws ApiException {
        var before = old == null ? "" : ServiceShape.clusterAddress(old);
        var wanted = service.spec().clusterIP();
        if (!ServiceShape.wantsAddress(service)) {
            if (!before.isEmpty()) {
                leavingAddresses.add(before);
            }
            return;
        }
        if (wanted.isEmpty()) {
            var any = addresses.takeAny();
            if (any == null) {
                throw refused("spec.clusterIPs", "[]", "failed to allocate a serviceIP: range is full");
            }
            takenAddresses.add(any);
            service = service.withSpec(service.spec().withClusterIP(any).withClusterIPs(List.of(any)));
        } else if (!wanted.equals(before)) {
            takeAddress(wanted);
        }
    }

    private void takeAddress(String wanted) throws ApiException {
        var shown = "[\"" + wanted + "\"]";
        if (wanted.indexOf(':') >= 0 || !addresses.contains(wanted)) {
            throw refused(
                    "spec.clusterIPs",
                    shown,
                    "failed to allocate IP " + wanted + ": the provided IP (" + wanted
                            + ") is not in the valid range. The range of valid IPs is " + addresses.range());
        }
        if (!addresses.take(wanted)) {
            throw refused(
                    "spec.clusterIPs", shown, "failed to allocate IP " + wanted + ": provided IP is already allocated");
        }
        takenAddresses.add(wanted);
        if (service.spec().clusterIPs().isEmpty()) {
            service = service.withSpec(service.spec().withClusterIPs(List.of(wanted)));
        }
    }

    private void nodePorts(@Nullable Service old) throws ApiException {
        var before = old == null ? List.<Integer>of() : ServiceShape.nodePorts(old);
        if (!ServiceShape.wantsNodePorts(service)) {
            leavingPorts.addAll(before);
            return;
        }
        var assigned = new ArrayList<ServicePort>();
        var mine = new HashMap<Integer, Map<String, Boolean>>();
        var index = 0;
        for (var port : service.spec().ports()) {
            var number = port.nodePort();
            if (number == 0) {
                number = sibling(port, assigned);
            }
            if (number == 0) {
                number = ports.takeAny();
                if (number == 0) {
                    throw Failures.internal("failed to allocate a nodePort: range is full");
                }
                takenPorts.add(number);
            } else if (!before.contains(number) && !mine.containsKey(number)) {
                takePort(number, index);
            }
            mine.computeIfAbsent(number, none -> new HashMap<>()).put(port.protocol(), true);
            assigned.add(port.withNodePort(number));
            index++;
        }
        for (var number : before) {
            if (!mine.containsKey(number)) {
                leavingPorts.add(number);
            }
        }
        service = service.withSpec(service.spec().withPorts(assigned));
    }

    /// One node port serves the same port of several protocols.
    private static int sibling(ServicePort port, List<ServicePort> assigned) {
        for (var other : assigned) {
            if (other.port() == port.port() && !other.protocol().equals(port.protocol())) {
                return other.nodePort();
            }
        }
        return 0;
    }

    private void takePort(int number, int index) throws ApiException {
        var path = "spec.ports[" + index + "].nodePort";
        if (!ports.contains(number)) {
            throw refused(
                    path,
                    Integer.toString(number),
                    "provided port is not in the valid range. The range of valid ports is " + ports.range());
        }
        if (!ports.take(number)) {
            throw refused(path, Integer.toString(number), "provided port is already allocated");
        }
        takenPorts.add(number);
    }

    private void healthCheckPort(@Nullable Service old) throws ApiException {
        var before = old == null ? 0 : old.spec().healthCheckNodePort();
        var wanted = service.spec().healthCheckNodePort();
        if (!ServiceShape.wantsHealthCheckPort(service)) {
            if (before != 0) {
                leavingPorts.add(before);
            }
            return;
        }
        if (wanted == 0) {
            var any = ports.takeAny();
            if (any == 0) {
                throw Failures.internal("failed to allocate a HealthCheck NodePort: range is full");
            }
            takenPorts.add(any);
            service = service.withSpec(service.spec().withHealthCheckNodePort(any));
        } else if (wanted != before) {
            if (!ports.contains(wanted) || !ports.take(wanted)) {
                throw Failures.internal("failed to allocate requested HealthCheck NodePort " + wanted
                        + ": provided port is already allocated");
            }
            takenPorts.add(wanted);
        }
    }

    private ApiException refused(String field, String shown, String detail) {
        var errors = new FieldErrors();
        errors.invalidShown(FieldPath.of(field), shown, detail);
        return Failures.invalid(CoreV1.SERVICES, service.metadata().name(), errors.list());
    }
}
