package io.djong.apiserver.registry.services;

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
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Stable addresses for groups of pods. Knows which cluster addresses and node ports are taken;
/// that is read from the services themselves when the server starts.
public final class Services {
    private final AddressPool addresses;
    private final PortPool ports;

    /// @param clusterRange of cluster addresses, IPv4, such as `10.43.0.0/16`
    /// @param firstNodePort of the node port range
    /// @param lastNodePort of the node port range
    public Services(String clusterRange, int firstNodePort, int lastNodePort, RandomGenerator random) {
        this.addresses = new AddressPool(clusterRange, random);
        this.ports = new PortPool(firstNodePort, lastNodePort, random);
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

    /// The first address of the range, which belongs to the Service `default/kubernetes`.
    public String firstAddress() {
        return addresses.first();
    }

    /// Marks what existing services hold as taken; before the first request.
    public void load(ResourceCache<Service> cache) {
        for (var each = cache.snapshot().entries().entries(); each.next(); ) {
            var service = each.value().object();
            ServiceShape.clusterAddresses(service).stream()
                    .filter(addresses::contains)
                    .forEach(addresses::take);
            ServiceShape.nodePorts(service).stream().filter(ports::contains).forEach(ports::take);
            var health = service.spec().healthCheckNodePort();
            if (ports.contains(health)) {
                ports.take(health);
            }
        }
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
                throws ApiException {
            return ServiceReservation.begin(addresses, ports, service, old, context.dryRun());
        }

        @Override
        public void afterDelete(Service service) {
            ServiceShape.clusterAddresses(service).forEach(addresses::release);
            ServiceShape.nodePorts(service).forEach(ports::release);
            ports.release(service.spec().healthCheckNodePort());
        }

        @Override
        public boolean returnsDeletedObject() {
            return true;
        }
    }
}
