package io.djong.api.validation.networking;

import io.djong.api.ip.Cidr;
import io.djong.api.types.networking.v1.IPBlock;
import io.djong.api.types.networking.v1.NetworkPolicy;
import io.djong.api.types.networking.v1.NetworkPolicyPeer;
import io.djong.api.types.networking.v1.NetworkPolicyPort;
import io.djong.api.types.networking.v1.NetworkPolicySpec;
import io.djong.api.validation.Addresses;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Ports;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.ArrayList;
import java.util.List;

/// Network policies.
public final class NetworkPolicyRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final List<String> PROTOCOLS = List.of("TCP", "UDP", "SCTP");
    private static final List<String> TYPES = List.of("Ingress", "Egress");

    /// What an older version of the same object had and therefore may keep.
    private record Leniency(boolean anyValues, List<String> ranges) {}

    private NetworkPolicyRules() {}

    /// A new one.
    public static void create(FieldErrors errors, NetworkPolicy policy) {
        ObjectMetaRules.create(errors, policy.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, policy.spec(), new Leniency(false, List.of()));
    }

    /// A changed one.
    public static void update(FieldErrors errors, NetworkPolicy policy, NetworkPolicy old) {
        var before = new FieldErrors();
        LabelSelectorRules.check(before, SPEC, old.spec().podSelector(), false);
        ObjectMetaRules.update(errors, policy.metadata(), old.metadata());
        spec(errors, policy.spec(), new Leniency(!before.isEmpty(), ranges(old.spec())));
    }

    private static List<String> ranges(NetworkPolicySpec spec) {
        var ranges = new ArrayList<String>(0);
        spec.ingress().forEach(rule -> rule.from().forEach(peer -> ranges(ranges, peer)));
        spec.egress().forEach(rule -> rule.to().forEach(peer -> ranges(ranges, peer)));
        return ranges;
    }

    private static void ranges(List<String> ranges, NetworkPolicyPeer peer) {
        var block = peer.ipBlock();
        if (block != null) {
            ranges.add(block.cidr());
            ranges.addAll(block.except());
        }
    }

    private static void spec(FieldErrors errors, NetworkPolicySpec spec, Leniency leniency) {
        LabelSelectorRules.check(errors, SPEC.child("podSelector"), spec.podSelector(), leniency.anyValues());
        for (int i = 0; i < spec.ingress().size(); i++) {
            var path = SPEC.child("ingress").index(i);
            ports(errors, path.child("ports"), spec.ingress().get(i).ports());
            peers(errors, path.child("from"), spec.ingress().get(i).from(), leniency);
        }
        for (int i = 0; i < spec.egress().size(); i++) {
            var path = SPEC.child("egress").index(i);
            ports(errors, path.child("ports"), spec.egress().get(i).ports());
            peers(errors, path.child("to"), spec.egress().get(i).to(), leniency);
        }
        var types = spec.policyTypes();
        var path = SPEC.child("policyTypes");
        if (types.size() > TYPES.size()) {
            errors.invalidShown(path, Shown.texts(types), "may not specify more than two policyTypes");
            return;
        }
        for (int i = 0; i < types.size(); i++) {
            if (!TYPES.contains(types.get(i))) {
                errors.notSupported(path.index(i), types.get(i), TYPES);
            }
        }
    }

    private static void ports(FieldErrors errors, FieldPath path, List<NetworkPolicyPort> ports) {
        for (int i = 0; i < ports.size(); i++) {
            port(errors, path.index(i), ports.get(i));
        }
    }

    private static void port(FieldErrors errors, FieldPath path, NetworkPolicyPort port) {
        String protocol = port.protocol();
        if (protocol != null && !PROTOCOLS.contains(protocol)) {
            errors.notSupported(path.child("protocol"), protocol, PROTOCOLS);
        }
        Integer end = port.endPort();
        var first = port.port();
        var endPath = path.child("endPort");
        if (first == null) {
            if (end != null) {
                errors.invalid(endPath, end, "may not be specified when `port` is not specified");
            }
        } else if (!first.isString()) {
            int number = first.number();
            errors.invalidEach(path.child("port"), number, Ports.number(number));
            if (end != null) {
                if (end < number) {
                    errors.invalid(endPath, number, "must be greater than or equal to `port`");
                }
                errors.invalidEach(endPath, end, Ports.number(end));
            }
        } else {
            if (end != null) {
                errors.invalid(endPath, end, "may not be specified when `port` is non-numeric");
            }
            errors.invalidEach(path.child("port"), first.text(), Ports.name(first.text()));
        }
    }

    private static void peers(FieldErrors errors, FieldPath path, List<NetworkPolicyPeer> peers, Leniency leniency) {
        for (int i = 0; i < peers.size(); i++) {
            peer(errors, path.index(i), peers.get(i), leniency);
        }
    }

    private static void peer(FieldErrors errors, FieldPath path, NetworkPolicyPeer peer, Leniency leniency) {
        var pods = peer.podSelector();
        var namespaces = peer.namespaceSelector();
        var block = peer.ipBlock();
        LabelSelectorRules.check(errors, path.child("podSelector"), pods, leniency.anyValues());
        LabelSelectorRules.check(errors, path.child("namespaceSelector"), namespaces, leniency.anyValues());
        if (block != null) {
            block(errors, path.child("ipBlock"), block, leniency);
        }
        boolean selects = pods != null || namespaces != null;
        if (block == null && !selects) {
            errors.required(path, "must specify a peer");
        } else if (block != null && selects) {
            errors.forbidden(path, "may not specify both ipBlock and another peer");
        }
    }

    private static void block(FieldErrors errors, FieldPath path, IPBlock block, Leniency leniency) {
        if (block.cidr().isEmpty()) {
            errors.required(path.child("cidr"));
            return;
        }
        Addresses.legacyCidr(errors, path.child("cidr"), block.cidr(), leniency.ranges());
        var range = Cidr.parse(block.cidr());
        if (range == null) {
            return;
        }
        for (int i = 0; i < block.except().size(); i++) {
            String text = block.except().get(i);
            var at = path.child("except").index(i);
            Addresses.legacyCidr(errors, at, text, leniency.ranges());
            var except = Cidr.parse(text);
            if (except != null && (!range.contains(except.network()) || range.prefix() >= except.prefix())) {
                errors.invalid(at, text, "must be a strict subset of `cidr`");
            }
        }
    }
}
