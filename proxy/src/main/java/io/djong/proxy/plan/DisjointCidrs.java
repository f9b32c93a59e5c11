package io.djong.proxy.plan;

import io.djong.api.ip.Cidr;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Ranges of which none holds another: what interval sets take. Ranges with prefixes either hold each other or have
/// nothing in common. Pure.
public final class DisjointCidrs {
    private DisjointCidrs() {}

    /// The widest ranges of these, each once, in order.
    public static List<Cidr> of(Collection<Cidr> cidrs) {
        return cidrs.stream()
                .map(c -> new Cidr(c.network(), c.prefix()))
                .distinct()
                .filter(c -> cidrs.stream().noneMatch(o -> o.prefix() < c.prefix() && o.contains(c.address())))
                .sorted(Comparator.comparing(Cidr::address).thenComparingInt(Cidr::prefix))
                .toList();
    }
}
