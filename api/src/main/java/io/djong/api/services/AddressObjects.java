package io.djong.api.services;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.IPAddressSpec;
import io.djong.api.types.networking.v1.ParentReference;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The IPAddress objects by which services hold their addresses. Pure.
public final class AddressObjects {
    private static final String FAMILY = "ipaddress.kubernetes.io/ip-family";
    private static final String MANAGED_BY = "ipaddress.kubernetes.io/managed-by";
    private static final String ALLOCATOR = "ipallocator.k8s.io";
    private static final String SERVICES = "services";

    private AddressObjects() {}

    /// The object that gives this address to this service.
    public static IPAddress of(IpAddress address, Service service) {
        var meta = service.metadata();
        return IPAddress.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(address.toString()).withLabels(labels(address)))
                .withSpec(new IPAddressSpec(new ParentReference("", SERVICES, meta.namespace(), meta.name())));
    }

    private static Map<String, String> labels(IpAddress address) {
        return new TreeMap<>(Map.of(FAMILY, family(address), MANAGED_BY, ALLOCATOR));
    }

    /// `IPv4` or `IPv6`.
    public static String family(IpAddress address) {
        return address.v4() ? "IPv4" : "IPv6";
    }

    /// Whether the allocator made it, and not somebody else for something else.
    public static boolean isManaged(IPAddress object) {
        return ALLOCATOR.equals(object.metadata().labels().get(MANAGED_BY));
    }

    /// Whether it has the labels that the allocator gives.
    public static boolean isLabelled(IPAddress object, IpAddress address) {
        return isManaged(object) && Objects.equals(object.metadata().labels().get(FAMILY), family(address));
    }

    /// Whether it says that a service has the address.
    public static boolean isOfService(IPAddress object) {
        var parent = object.spec().parentRef();
        return parent != null && parent.group().isEmpty() && parent.resource().equals(SERVICES);
    }
}
