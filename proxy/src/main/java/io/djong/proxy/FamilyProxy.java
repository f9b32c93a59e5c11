package io.djong.proxy;

import io.djong.api.ip.IpAddress;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.Conntrack;
import io.djong.proxy.nftables.LocalTraffic;
import io.djong.proxy.nftables.NftablesOptions;
import io.djong.proxy.nftables.NftablesProxier;
import io.djong.proxy.plan.Frontend;
import io.djong.proxy.plan.FrontendRule;
import io.djong.proxy.plan.ServiceRules;
import io.djong.proxy.plan.StaleFlowsPlan;
import io.djong.proxy.services.Transport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules and connections of one IP family. Not safe for use by several threads.
final class FamilyProxy implements AutoCloseable {
    private final boolean ipv6;
    private final NftablesProxier proxier;
    private final Conntrack conntrack;
    private @Nullable NodeFacts facts;

    private FamilyProxy(boolean ipv6, NftablesProxier proxier, Conntrack conntrack) {
        this.ipv6 = ipv6;
        this.proxier = proxier;
        this.conntrack = conntrack;
    }

    static FamilyProxy open(ProxyConfig config, boolean ipv6) throws ProxyException {
        NftablesProxier proxier = NftablesProxier.open(options(config, ipv6, new LocalTraffic.Unknown()));
        try {
            return new FamilyProxy(ipv6, proxier, Conntrack.open());
        } catch (LinuxException e) {
            proxier.close();
            throw new ProxyException("cannot talk to the kernel about connections", e);
        }
    }

    private static NftablesOptions options(ProxyConfig config, boolean ipv6, LocalTraffic local) {
        return new NftablesOptions(ipv6, local, config.masqueradeBit(), config.masqueradeAll(), true);
    }

    boolean ipv6() {
        return ipv6;
    }

    /// Takes what is known of the node.
    ///
    /// @return whether it changed, so that all services have to be planned anew
    boolean facts(ProxyConfig config, NodeFacts now) {
        if (now.equals(facts)) {
            return false;
        }
        facts = now;
        proxier.options(options(config, ipv6, now.local()));
        return true;
    }

    NodeFacts facts() {
        return java.util.Objects.requireNonNull(facts);
    }

    /// What an update did.
    ///
    /// @param udp frontends whose UDP connections may have become stale
    record Outcome(NftablesProxier.Outcome rules, Set<Frontend> udp) {}

    /// Brings the kernel to the new rules of some services.
    Outcome update(Collection<ServiceRules> planned) throws ProxyException {
        List<ServiceRules> changed = new ArrayList<>();
        Set<Frontend> udp = new HashSet<>();
        for (ServiceRules rules : planned) {
            ServiceRules before = proxier.rules(rules.service());
            if (!before.equals(rules)) {
                changed.add(rules);
                udp(before, udp);
                udp(rules, udp);
            }
        }
        return new Outcome(proxier.update(changed), udp);
    }

    private static void udp(ServiceRules rules, Set<Frontend> found) {
        for (FrontendRule rule : rules.frontends()) {
            if (rule.at().transport() == Transport.UDP) {
                found.add(rule.at());
            }
        }
    }

    /// Forgets stale connections to these frontends.
    ///
    /// @return how many
    int forgetStale(Set<Frontend> frontends) throws ProxyException {
        try {
            return conntrack.delete(ipv6, Transport.UDP.number(), flow -> {
                Frontend at = new Frontend(
                        IpAddress.ofBytes(flow.original().destination().getAddress()),
                        Transport.UDP,
                        flow.original().destinationPort());
                return frontends.contains(at)
                        && StaleFlowsPlan.isStale(
                                proxier.rule(at),
                                IpAddress.ofBytes(flow.endpoint().getAddress()));
            });
        } catch (LinuxException e) {
            throw new ProxyException("stale connections could not be forgotten", e);
        }
    }

    NftablesProxier proxier() {
        return proxier;
    }

    @Override
    public void close() {
        proxier.close();
        conntrack.close();
    }
}
