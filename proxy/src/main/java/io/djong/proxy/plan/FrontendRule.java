package io.djong.proxy.plan;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import java.util.List;
import java.util.Set;

/// A frontend and what it does.
///
/// @param at where packets come to
/// @param internal whether it is a cluster address
/// @param handling what happens to them
/// @param allowed who may send packets, as ranges of which none holds another; empty for everybody
/// @param serving for UDP: the addresses of endpoints that serve, to tell old connections to others; else empty
public record FrontendRule(
        Frontend at, boolean internal, Handling handling, List<Cidr> allowed, Set<IpAddress> serving) {
    public FrontendRule {
        allowed = DisjointCidrs.of(allowed);
        serving = Set.copyOf(serving);
    }
}
