package io.djong.apiserver.registry.services;

import io.djong.api.ip.IpAddress;
import io.djong.api.json.GoQuote;
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
    private final AddressBook addresses;
    private final PortClaims ports;
    private final boolean dryRun;
    private final List<String> takenAddresses = new ArrayList<>(0);
    private final List<String> leavingAddresses = new ArrayList<>(0);
    private Service service;

    private ServiceReservation(AddressBook addresses, PortPool ports, Service service, boolean dryRun) {
        this.addresses = addresses;
        this.ports = new PortClaims(ports, dryRun);
        this.service = service;
        this.dryRun = dryRun;
    }

    /// Takes what the service lacks.
    ///
    /// @param families of the cluster
    /// @param old null on creation
    static ServiceReservation begin(
            AddressBook addresses,
            PortPool ports,
            ServiceFamilies families,
            Service service,
            @Nullable Service old,
            boolean dryRun)
            throws ApiException, InterruptedException {
        var kept = old == null ? service : ServiceShape.keepingAllocated(service, old);
        var completed = families.completed(ServiceFamilies.normalized(kept, old), old);
        var reservation = new ServiceReservation(addresses, ports, completed, dryRun);
        boolean done = false;
        try {
            if (old == null) {
                reservation.create();
            } else {
                reservation.update(old);
            }
            done = true;
            return reservation;
        } finally {
            if (!done) {
                reservation.rollback();
            }
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

    private void create() throws ApiException, InterruptedException {
        takeAddresses();
        if (ServiceShape.hasNodePorts(service)) {
            newNodePorts();
        }
        if (ServiceShape.wantsHealthCheckPort(service)) {
            takeHealthCheckPort();
        }
    }

    private void update(Service old) throws ApiException, InterruptedException {
        if (!ServiceFamilies.unchangedPreference(service, old)) {
            updateAddresses(old);
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

    /// A service that begins or ends to have addresses, or gets or loses its second one.
    private void updateAddresses(Service old) throws ApiException, InterruptedException {
        var before = old.spec();
        if (ServiceShape.external(old)) {
            takeAddresses();
        } else if (ServiceShape.headless(before)) {
            return;
        } else if (ServiceShape.external(service)) {
            leavingAddresses.addAll(ServiceShape.clusterAddresses(old));
        } else if (before.ipFamilies().size() == 1
                && service.spec().ipFamilies().size() == 2) {
            pad();
            takeAddress(1);
        } else if (before.ipFamilies().size() == 2
                && service.spec().ipFamilies().size() == 1
                && before.clusterIPs().size() == 2) {
            leavingAddresses.add(before.clusterIPs().getLast());
        }
    }

    private void takeAddresses() throws ApiException, InterruptedException {
        if (ServiceShape.external(service) || ServiceShape.headless(service.spec())) {
            return;
        }
        pad();
        int families = service.spec().ipFamilies().size();
        for (int i = 0; i < families; i++) {
            takeAddress(i);
        }
    }

    /// Makes a place for the address of each family.
    private void pad() {
        var all = new ArrayList<>(service.spec().clusterIPs());
        while (all.size() < service.spec().ipFamilies().size()) {
            all.add("");
        }
        service = service.withSpec(service.spec().withClusterIPs(all));
    }

    /// Takes the address of one of its families: the one that it names, or any.
    private void takeAddress(int place) throws ApiException, InterruptedException {
        var spec = service.spec();
        boolean v4 = spec.ipFamilies().get(place).equals("IPv4");
        String wanted = spec.clusterIPs().get(place);
        String taken = wanted.isEmpty() ? takeAny(v4) : takeNamed(wanted);
        if (!dryRun) {
            takenAddresses.add(taken);
        }
        var all = new ArrayList<>(spec.clusterIPs());
        all.set(place, taken);
        service = service.withSpec(spec.withClusterIP(all.getFirst()).withClusterIPs(all));
    }

    private String takeAny(boolean v4) throws ApiException, InterruptedException {
        if (dryRun) { // upstream looks for no free one either, and shows the network's own address
            var ranges = addresses.ranges().ready(v4);
            if (!ranges.isEmpty()) {
                return ranges.getFirst().range().network().toString();
            }
        } else {
            var any = addresses.takeAny(v4, service);
            if (any != null) {
                return any.toString();
            }
        }
        throw Failures.internal("failed to allocate a serviceIP for Service \""
                + service.metadata().name() + "\": range is full");
    }

    private String takeNamed(String wanted) throws ApiException, InterruptedException {
        var address = IpAddress.parse(wanted);
        if (address == null) {
            throw Failures.internal("failed to parse service IP " + GoQuote.quote(wanted));
        }
        String wrong = dryRun ? outside(address, wanted) : addresses.take(address, service);
        if (!wrong.isEmpty()) {
            throw refused(wanted, wrong);
        }
        return wanted;
    }

    /// What a dry run is told about an address that no range has; "" when one has it.
    private String outside(IpAddress address, String wanted) {
        var ranges = addresses.ranges().ready(address.v4());
        if (ranges.isEmpty() || ranges.stream().anyMatch(range -> range.contains(address))) {
            return "";
        }
        return "the provided IP (" + wanted + ") is not in the valid range. The range of valid IPs is "
                + ranges.getFirst().range();
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
    private void newNodePorts() throws ApiException, InterruptedException {
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

    private void changedNodePorts(Service old) throws ApiException, InterruptedException {
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

    private int takeAnyPort() throws ApiException, InterruptedException {
        int any = ports.takeAny();
        if (any == 0) {
            throw Failures.internal("failed to allocate a nodePort: range is full");
        }
        return any;
    }

    private void takePort(int number, int index) throws ApiException, InterruptedException {
        String wrong = ports.take(number);
        if (!wrong.isEmpty()) {
            var errors = new FieldErrors();
            errors.invalid(FieldPath.of("spec").child("ports").index(index).child("nodePort"), number, wrong);
            throw Failures.invalid(CoreV1.SERVICES, service.metadata().name(), errors.list());
        }
    }

    private void takeHealthCheckPort() throws ApiException, InterruptedException {
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
