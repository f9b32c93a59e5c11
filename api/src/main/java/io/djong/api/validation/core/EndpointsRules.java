package io.djong.api.validation.core;

import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointPort;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Ports;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;

/// Endpoints, and what addresses behind a Service may be.
public final class EndpointsRules {
    /// Transport protocols.
    public static final List<String> PROTOCOLS = List.of("SCTP", "TCP", "UDP");

    private EndpointsRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Endpoints endpoints) {
        ObjectMetaRules.create(errors, endpoints.metadata(), true, NameRule.SUBDOMAIN);
        var subsets = endpoints.subsets();
        for (int i = 0; i < subsets.size(); i++) {
            var subset = subsets.get(i);
            var path = FieldPath.of("subsets").index(i);
            if (subset.addresses().isEmpty() && subset.notReadyAddresses().isEmpty()) {
                errors.required(path, "must specify `addresses` or `notReadyAddresses`");
            }
            for (int j = 0; j < subset.addresses().size(); j++) {
                address(
                        errors,
                        path.child("addresses").index(j),
                        subset.addresses().get(j));
            }
            for (int j = 0; j < subset.notReadyAddresses().size(); j++) {
                address(
                        errors,
                        path.child("notReadyAddresses").index(j),
                        subset.notReadyAddresses().get(j));
            }
            for (int j = 0; j < subset.ports().size(); j++) {
                port(
                        errors,
                        path.child("ports").index(j),
                        subset.ports().get(j),
                        subset.ports().size() > 1);
            }
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, Endpoints endpoints, Endpoints old) {
        ObjectMetaRules.update(errors, endpoints.metadata(), old.metadata());
        create(errors, endpoints);
    }

    private static void address(FieldErrors errors, FieldPath path, EndpointAddress address) {
        Addresses.legacyIp(errors, path.child("ip"), address.ip());
        if (!address.hostname().isEmpty()) {
            errors.invalidEach(path.child("hostname"), address.hostname(), DnsNames.label(address.hostname()));
        }
        if (address.nodeName() != null) {
            errors.invalidEach(path.child("nodeName"), address.nodeName(), DnsNames.subdomain(address.nodeName()));
        }
        notSpecial(errors, path.child("ip"), address.ip());
    }

    /// Not unspecified, loopback or link-local: such addresses mean something else on each node.
    public static void notSpecial(FieldErrors errors, FieldPath path, String text) {
        var address = IpAddress.parse(text);
        if (address == null) {
            errors.invalid(path, text, "must be a valid IP address");
            return;
        }
        if (address.isUnspecified()) {
            errors.invalid(path, text, "may not be unspecified (" + text + ")");
        }
        if (address.isLoopback()) {
            errors.invalid(path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (address.isLinkLocalUnicast()) {
            errors.invalid(path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (address.isLinkLocalMulticast()) {
            errors.invalid(path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
    }

    private static void port(FieldErrors errors, FieldPath path, EndpointPort port, boolean named) {
        if (!port.name().isEmpty()) {
            errors.invalidEach(path.child("name"), port.name(), DnsNames.label(port.name()));
        } else if (named) {
            errors.required(path.child("name"));
        }
        errors.invalidEach(path.child("port"), port.port(), Ports.number(port.port()));
        protocol(errors, path.child("protocol"), port.protocol());
        if (port.appProtocol() != null) {
            errors.invalidEach(path.child("appProtocol"), port.appProtocol(), LabelNames.key(port.appProtocol()));
        }
    }

    static void protocol(FieldErrors errors, FieldPath path, String protocol) {
        if (protocol.isEmpty()) {
            errors.required(path);
        } else if (!PROTOCOLS.contains(protocol)) {
            errors.notSupported(path, protocol, PROTOCOLS);
        }
    }
}
