package io.djong.proxy.nftables;

import io.djong.linux.nft.NftField;
import io.djong.linux.nft.NftSet;
import java.util.List;

/// The sets and maps of our table.
enum ProxySets {
    /// address . protocol . port → pick-N or masq-N
    SERVICES,
    /// address . protocol . port . number → new address . port
    ENDPOINTS,
    /// external traffic policy Local: what pods of the node get
    NEAR_PODS,
    /// external traffic policy Local: what the node itself gets
    NEAR_NODE,
    /// external traffic policy Local: what everybody else gets
    OUTSIDE,
    /// the endpoints of [#OUTSIDE]
    OUTSIDE_ENDPOINTS,
    /// address . protocol . port → refuse or drop
    NO_ENDPOINTS,
    /// cluster addresses
    CLUSTER_IPS,
    /// address . address of backends on this node
    HAIRPINS,
    /// address . protocol . port of load balancers with source ranges
    RESTRICTED,
    /// address . protocol . port . source range
    ALLOWED,
    /// sources of pods
    PODS;

    /// What a table has room for when it is made for few services.
    static final int SIZE_LEAST = 4096;

    String setName() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static NftField source(boolean ipv6) {
        return ipv6 ? NftField.IP6_SADDR : NftField.IP_SADDR;
    }

    static NftField destination(boolean ipv6) {
        return ipv6 ? NftField.IP6_DADDR : NftField.IP_DADDR;
    }

    /// Address, protocol and port.
    static NftField[] frontend(boolean ipv6) {
        return new NftField[] {destination(ipv6), NftField.L4PROTO, NftField.TH_DPORT};
    }

    /// @param size how many elements it must have room for; the kernel then takes a hash table of fixed size, which
    ///     is listed completely while it is in use and needs no rehashing
    NftSet definition(boolean ipv6, int size) {
        NftField[] frontend = frontend(ipv6);
        List<NftField> numbered = List.of(frontend[0], frontend[1], frontend[2], NftField.randomBelow(1));
        List<NftField> backend = List.of(frontend[0], frontend[2]);
        return switch (this) {
            case SERVICES, NEAR_PODS, NEAR_NODE, OUTSIDE, NO_ENDPOINTS ->
                NftSet.verdictMap(setName(), frontend).withSizeMax(size);
            case ENDPOINTS, OUTSIDE_ENDPOINTS ->
                NftSet.map(setName(), numbered, backend).withSizeMax(size);
            case CLUSTER_IPS -> NftSet.set(setName(), frontend[0]).withSizeMax(size);
            case HAIRPINS -> NftSet.set(setName(), source(ipv6), frontend[0]).withSizeMax(size);
            case RESTRICTED -> NftSet.set(setName(), frontend).withSizeMax(size);
            case ALLOWED -> NftSet.intervals(setName(), frontend[0], frontend[1], frontend[2], source(ipv6));
            case PODS -> NftSet.intervals(setName(), source(ipv6));
        };
    }
}
