package io.djong.api.validation.networking;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointHints;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.core.EndpointsRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Slices of a service's endpoints.
public final class EndpointSliceRules {
    private static final List<String> TYPES = List.of("FQDN", "IPv4", "IPv6");
    private static final FieldPath ADDRESS_TYPE = FieldPath.of("addressType");
    private static final FieldPath ENDPOINTS = FieldPath.of("endpoints");
    private static final FieldPath PORTS = FieldPath.of("ports");
    private static final int ENDPOINTS_MAX = 1000;
    private static final int ADDRESSES_MAX = 100;
    private static final int PORTS_MAX = 20000;
    private static final int TOPOLOGY_MAX = 16;
    private static final int HINTS_MAX = 8;

    private EndpointSliceRules() {}

    public static void create(FieldErrors errors, EndpointSlice slice) {
        check(errors, slice, null);
    }

    /// Endpoints that stay as they were are let pass.
    private static void check(FieldErrors errors, EndpointSlice slice, @Nullable EndpointSlice old) {
        ObjectMetaRules.create(errors, slice.metadata(), true, NameRule.SUBDOMAIN);
        if (slice.addressType().isEmpty()) {
            errors.required(ADDRESS_TYPE);
        } else if (!TYPES.contains(slice.addressType())) {
            errors.notSupported(ADDRESS_TYPE, slice.addressType(), TYPES);
        }
        ports(errors, slice.ports());
        if (old == null || !slice.endpoints().equals(old.endpoints())) {
            endpoints(errors, slice);
        }
    }

    private static void endpoints(FieldErrors errors, EndpointSlice slice) {
        if (slice.endpoints().size() > ENDPOINTS_MAX) {
            errors.tooMany(ENDPOINTS, slice.endpoints().size(), ENDPOINTS_MAX);
        } else {
            for (int i = 0; i < slice.endpoints().size(); i++) {
                endpoint(errors, ENDPOINTS.index(i), slice.endpoints().get(i), slice.addressType());
            }
        }
    }

    public static void update(FieldErrors errors, EndpointSlice slice, EndpointSlice old) {
        check(errors, slice, old);
        ObjectMetaRules.immutable(errors, ADDRESS_TYPE, slice.addressType(), old.addressType());
    }

    private static void endpoint(FieldErrors errors, FieldPath at, Endpoint endpoint, String type) {
        var path = at.child("addresses");
        if (endpoint.addresses().isEmpty()) {
            errors.required(path, "must contain at least 1 address");
        } else if (endpoint.addresses().size() > ADDRESSES_MAX) {
            errors.tooMany(path, endpoint.addresses().size(), ADDRESSES_MAX);
        }
        for (int i = 0; i < endpoint.addresses().size(); i++) {
            address(errors, path, path.index(i), endpoint.addresses().get(i), type);
        }
        String node = endpoint.nodeName();
        if (node != null) {
            errors.invalidEach(at.child("nodeName"), node, DnsNames.subdomain(node));
        }
        var topology = at.child("deprecatedTopology");
        if (endpoint.deprecatedTopology().size() > TOPOLOGY_MAX) {
            errors.tooMany(topology, endpoint.deprecatedTopology().size(), TOPOLOGY_MAX);
        }
        LabelNames.labels(errors, topology, endpoint.deprecatedTopology());
        String host = endpoint.hostname();
        if (host != null) {
            errors.invalidEach(at.child("hostname"), host, DnsNames.label(host));
        }
        if (endpoint.hints() != null) {
            hints(errors, at.child("hints"), endpoint.hints());
        }
    }

    private static void address(FieldErrors errors, FieldPath list, FieldPath at, String address, String type) {
        if (type.equals("FQDN")) {
            DnsNames.fullyQualifiedDomainName(errors, at, address);
            return;
        }
        if (!type.equals("IPv4") && !type.equals("IPv6")) {
            return;
        }
        Addresses.legacyIp(errors, at, address);
        var ip = IpAddress.parse(address);
        if (ip != null) {
            if (ip.v4() != type.equals("IPv4")) {
                errors.invalid(list, address, "must be an " + type + " address");
            }
            EndpointsRules.notSpecial(errors, at, address);
        }
    }

    private static void hints(FieldErrors errors, FieldPath path, EndpointHints hints) {
        if (hints.forZones().size() > HINTS_MAX) {
            errors.tooMany(path.child("forZones"), hints.forZones().size(), HINTS_MAX);
            return;
        }
        var zones = new HashSet<String>();
        for (int i = 0; i < hints.forZones().size(); i++) {
            String zone = hints.forZones().get(i).name();
            var at = path.child("forZones").index(i).child("name");
            if (!zones.add(zone)) {
                errors.duplicate(at, zone);
            }
            errors.invalidEach(at, zone, LabelNames.value(zone));
        }
        if (hints.forNodes().size() > HINTS_MAX) {
            errors.tooMany(path.child("forNodes"), hints.forNodes().size(), HINTS_MAX);
        } else {
            var seen = new HashSet<String>();
            for (int i = 0; i < hints.forNodes().size(); i++) {
                String node = hints.forNodes().get(i).name();
                var at = path.child("forNodes").index(i).child("name");
                if (!seen.add(node)) {
                    errors.duplicate(at, node);
                }
                errors.invalidEach(at, node, DnsNames.subdomain(node));
            }
        }
    }

    private static void ports(FieldErrors errors, List<EndpointPort> ports) {
        if (ports.size() > PORTS_MAX) {
            errors.tooMany(PORTS, ports.size(), PORTS_MAX);
            return;
        }
        var names = new HashSet<String>();
        for (int i = 0; i < ports.size(); i++) {
            var port = ports.get(i);
            var at = PORTS.index(i);
            String name = port.name() == null ? "" : port.name();
            if (!name.isEmpty()) {
                errors.invalidEach(at.child("name"), name, DnsNames.label(name));
            }
            if (!names.add(name)) {
                errors.duplicate(at.child("name"), name);
            }
            String protocol = port.protocol();
            if (protocol == null) {
                errors.required(at.child("protocol"));
            } else if (!EndpointsRules.PROTOCOLS.contains(protocol)) {
                errors.notSupported(at.child("protocol"), protocol, EndpointsRules.PROTOCOLS);
            }
            if (port.appProtocol() != null) {
                errors.invalidEach(at.child("appProtocol"), port.appProtocol(), LabelNames.key(port.appProtocol()));
            }
        }
    }
}
