package io.djong.apiserver.registry.services;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.Shown;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Reservation;
import io.djong.client.ApiException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a service that is about to be written takes from the pools, and what it gives back once it was
/// written. A dry run is shown stand-ins and takes nothing.
final class ServiceReservation implements Reservation<Service> {
    private final AddressPool addresses;
    private final PortClaims ports;
    private final boolean dryRun;
    private final List<String> takenAddresses = new ArrayList<>(0);
    private final List<String> leavingAddresses = new ArrayList<>(0);
    private Service service;

    private ServiceReservation(AddressPool addresses, PortPool ports, Service service, boolean dryRun) {
        this.addresses = addresses;
        this.ports = new PortClaims(ports, dryRun);
        this.service = service;
        this.dryRun = dryRun;
    }

    /// Takes what the service lacks.
    ///
    /// @param old null on creation
    static ServiceReservation begin(
            AddressPool addresses, PortPool ports, Service service, @Nullable Service old, boolean dryRun)
            throws ApiException {
        var kept = old == null ? service : ServiceShape.keepingAllocated(service, old);
        var completed = ServiceFamilies.completed(ServiceFamilies.normalized(kept, old), old);
        var reservation = new ServiceReservation(addresses, ports, completed, dryRun);
        try {
            if (old == null) {
                reservation.create();
            } else {
                reservation.update(old);
            }
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
        ports.commit();
    }

    @Override
    public void rollback() {
        takenAddresses.forEach(addresses::release);
        ports.rollback();
    }

    private void create() throws ApiException {
        takeAddress();
        if (ServiceShape.hasNodePorts(service)) {
            newNodePorts();
        }
        if (ServiceShape.wantsHealthCheckPort(service)) {
            takeHealthCheckPort();
        }
    }

    private void update(Service old) throws ApiException {
        if (ServiceShape.external(old)) {
            takeAddress();
        } else if (ServiceShape.external(service)) {
            leavingAddresses.addAll(ServiceShape.clusterAddresses(old));
        }
        if (ServiceShape.hasNodePorts(service)) {
            changedNodePorts(old);
        } else if (ServiceShape.hasNodePorts(old)) {
            ServiceShape.nodePorts(old).forEach(ports::leave);
        }
        if (ServiceShape.wantsHealthCheckPort(service)) {
            if (!ServiceShape.wantsHealthCheckPort(old)) {
                takeHealthCheckPort();
            }
        } else if (ServiceShape.wantsHealthCheckPort(old)) {
            ports.leave(old.spec().healthCheckNodePort());
        }
    }

    private void takeAddress() throws ApiException {
        var spec = service.spec();
        if (ServiceShape.external(service) || ServiceShape.headless(spec)) {
            return;
        }
        String wanted = spec.clusterIPs().isEmpty() ? "" : spec.clusterIPs().getFirst();
        if (wanted.isEmpty()) {
            String any = dryRun ? addresses.network() : addresses.takeAny();
            if (any == null) {
                throw Failures.internal("failed to allocate a serviceIP for Service \""
                        + service.metadata().name() + "\": range is full");
            }
            if (!dryRun) {
                takenAddresses.add(any);
            }
            service = service.withSpec(spec.withClusterIP(any).withClusterIPs(List.of(any)));
            return;
        }
        if (!addresses.contains(wanted)) {
            throw refused(
                    wanted,
                    dryRun
                            ? "the provided IP (" + wanted + ") is not in the valid range. The range of valid IPs is "
                                    + addresses.range()
                            : "the provided network does not match the current range");
        }
        if (!dryRun) {
            if (!addresses.take(wanted)) {
                throw refused(wanted, "provided IP is already allocated");
            }
            takenAddresses.add(wanted);
        }
        service = service.withSpec(spec.withClusterIP(wanted));
    }

    private ApiException refused(String wanted, String why) {
        var errors = new FieldErrors();
        errors.invalidShown(
                FieldPath.of("spec").child("clusterIPs"),
                Shown.texts(service.spec().clusterIPs()),
                "failed to allocate IP " + wanted + ": " + why);
        return Failures.invalid(CoreV1.SERVICES, service.metadata().name(), errors.list());
    }

    /// Ports of one number share a node port, as for two protocols.
    private void newNodePorts() throws ApiException {
        var given = new HashMap<Integer, Integer>();
        var assigned = new ArrayList<ServicePort>();
        for (var port : service.spec().ports()) {
            int node = port.nodePort();
            if (node == 0 && !ServiceShape.wantsNodePorts(service)) {
                assigned.add(port);
                continue;
            }
            int before = given.getOrDefault(port.port(), 0);
            if (before == 0) {
                int requested = requested(port.port());
                if (requested == 0) {
                    node = takeAnyPort();
                } else {
                    node = requested;
                    takePort(node, assigned.size());
                }
                given.put(port.port(), node);
            } else if (node == 0) {
                node = before;
            } else if (node != before) {
                takePort(node, assigned.size());
            }
            assigned.add(port.withNodePort(node));
        }
        service = service.withSpec(service.spec().withPorts(assigned));
    }

    private int requested(int port) {
        for (var each : service.spec().ports()) {
            if (each.port() == port && each.nodePort() != 0) {
                return each.nodePort();
            }
        }
        return 0;
    }

    private void changedNodePorts(Service old) throws ApiException {
        record NodePort(String protocol, int number) {}
        var before = ServiceShape.nodePorts(old);
        var taken = new HashSet<Integer>();
        var seen = new HashSet<NodePort>();
        var assigned = new ArrayList<ServicePort>();
        for (var port : service.spec().ports()) {
            int node = port.nodePort();
            if (node == 0 && !ServiceShape.wantsNodePorts(service)) {
                assigned.add(port);
                continue;
            }
            if (node == 0) {
                node = takeAnyPort();
            } else if (!before.contains(node) && taken.add(node)) {
                takePort(node, assigned.size());
            }
            if (!seen.add(new NodePort(port.protocol(), node))) {
                throw Failures.refused(500, "", "duplicate nodePort: {" + port.protocol() + " " + node + "}", null);
            }
            assigned.add(port.withNodePort(node));
        }
        service = service.withSpec(service.spec().withPorts(assigned));
        var now = ServiceShape.nodePorts(service);
        before.stream().filter(number -> !now.contains(number)).forEach(ports::leave);
    }

    private int takeAnyPort() throws ApiException {
        int any = ports.takeAny();
        if (any == 0) {
            throw Failures.internal("failed to allocate a nodePort: range is full");
        }
        return any;
    }

    private void takePort(int number, int index) throws ApiException {
        String wrong = ports.take(number);
        if (!wrong.isEmpty()) {
            var errors = new FieldErrors();
            errors.invalid(FieldPath.of("spec").child("ports").index(index).child("nodePort"), number, wrong);
            throw Failures.invalid(CoreV1.SERVICES, service.metadata().name(), errors.list());
        }
    }

    private void takeHealthCheckPort() throws ApiException {
        int wanted = service.spec().healthCheckNodePort();
        if (wanted != 0) {
            String wrong = ports.take(wanted);
            if (!wrong.isEmpty()) {
                throw Failures.internal("failed to allocate requested HealthCheck NodePort " + wanted + ": " + wrong);
            }
            return;
        }
        int any = ports.takeAny();
        if (any == 0) {
            throw Failures.internal("failed to allocate a HealthCheck NodePort 0: range is full");
        }
        service = service.withSpec(service.spec().withHealthCheckNodePort(any));
    }
}
