package io.djong.apiserver.registry.services;

import io.djong.api.ip.Cidr;
import io.djong.api.services.AddressObjects;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceStatus;
import io.djong.apiserver.cache.ResourceCache;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.Reservation;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Stable addresses for groups of pods. Which addresses are taken is told by IPAddress objects; which node ports,
/// by a ledger in the store that is compared with the services from time to time.
public final class Services {
    private final ServiceFamilies families;
    private final Supplier<AddressBook> addresses;
    private final PortPool ports;
    private final PortRepair repair;

    /// @param clusterRanges of cluster addresses, one or one of each family; the first is the default family's
    /// @param addresses who has which address; asked for when the server runs
    /// @param store where it is written down which node ports are taken
    /// @param firstNodePort of the node port range
    /// @param lastNodePort of the node port range
    public Services(
            List<Cidr> clusterRanges,
            Supplier<AddressBook> addresses,
            Store store,
            int firstNodePort,
            int lastNodePort,
            RandomGenerator random) {
        this.families = new ServiceFamilies(clusterRanges.stream()
                .map(range -> AddressObjects.family(range.address()))
                .toList());
        this.addresses = addresses;
        var ledger = new PortLedger(store, firstNodePort + "-" + lastNodePort);
        this.ports = new PortPool(firstNodePort, lastNodePort, ledger, random);
        this.repair = new PortRepair(ports);
    }

    /// The declaration.
    public ResourceDeclaration<Service> declaration() {
        var fields = SelectableFields.<Service>none()
                .and("spec.clusterIP", service -> service.spec().clusterIP())
                .and("spec.type", service -> service.spec().type());
        return ResourceDeclaration.of(
                        CoreV1.SERVICES, "/registry/services/specs", new ServiceStrategy(), ServiceColumns.TABLE)
                .withFields(fields)
                .withSubresources(List.of(
                        PartView.status(Service.TYPE, (current, sent) -> sent.withSpec(current.spec())),
                        new Subresource.Connect<>(
                                "proxy",
                                "",
                                "v1",
                                "ServiceProxyOptions",
                                List.of("create", "delete", "get", "patch", "update"))));
    }

    /// Puts the pool of node ports right by what the services have; before the first request, and from time to time.
    public List<PortRepair.Complaint> repairPorts(ResourceCache<Service> cache)
            throws ApiException, InterruptedException {
        var services = new ArrayList<Service>();
        for (var each = cache.snapshot().entries().entries(); each.next(); ) {
            services.add(each.value().object());
        }
        return repair.round(services);
    }

    private final class ServiceStrategy implements Strategy<Service> {
        @Override
        public Service prepareForCreate(Service service, OperationContext context) {
            return service.withStatus(ServiceStatus.EMPTY);
        }

        @Override
        public Service prepareForUpdate(Service service, Service old, OperationContext context) {
            return ServiceShape.withoutUnused(service.withStatus(old.status()), old);
        }

        @Override
        public boolean allowsCreateOnUpdate() {
            return true;
        }

        @Override
        public List<String> warningsOnCreate(Service service) {
            return ServiceWarnings.of(service);
        }

        @Override
        public List<String> warningsOnUpdate(Service service, Service old) {
            return ServiceWarnings.of(service);
        }

        @Override
        public Reservation<Service> begin(Service service, @Nullable Service old, OperationContext context)
                throws ApiException, InterruptedException {
            return ServiceReservation.begin(addresses.get(), ports, families, service, old, context.dryRun());
        }

        @Override
        public void afterDelete(Service service) {
            ServiceShape.clusterAddresses(service).forEach(addresses.get()::release);
            var given = new ArrayList<>(ServiceShape.nodePorts(service));
            if (service.spec().healthCheckNodePort() != 0) {
                given.add(service.spec().healthCheckNodePort());
            }
            ports.release(given);
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }
}
