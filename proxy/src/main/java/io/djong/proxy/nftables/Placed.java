package io.djong.proxy.nftables;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftElement;
import io.djong.linux.nft.NftVerdict;
import io.djong.proxy.plan.Backend;
import io.djong.proxy.plan.Frontend;
import io.djong.proxy.plan.FrontendRule;
import io.djong.proxy.plan.Handling;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A frontend's rule as it lies in the sets: with the number that each backend has.
///
/// @param owner the service that has the frontend
/// @param numbered the backends by their numbers (of a split: those for inside)
/// @param outside of a split: the backends for outside by their numbers
record Placed(ObjectKey owner, FrontendRule rule, List<Backend> numbered, List<Backend> outside) {
    /// Takes what a set or map holds.
    interface Sink {
        void element(ProxySets set, NftElement element);
    }

    /// Places a rule. Backends that were there keep their numbers where they can, so that one that comes or goes
    /// moves one other at most.
    static Placed place(ObjectKey owner, FrontendRule rule, List<Backend> before, List<Backend> beforeOutside) {
        return switch (rule.handling()) {
            case Handling.Forward(var to, var _) -> new Placed(owner, rule, number(before, to), List.of());
            case Handling.Split(var inside, var outside) ->
                new Placed(owner, rule, number(before, inside), number(beforeOutside, outside));
            case Handling.Refuse(), Handling.Drop() -> new Placed(owner, rule, List.of(), List.of());
        };
    }

    static List<Backend> number(List<Backend> before, List<Backend> wanted) {
        if (before.equals(wanted) || before.isEmpty()) {
            return wanted;
        }
        Set<Backend> open = new HashSet<>(wanted);
        List<Backend> numbered = new ArrayList<>(wanted.size());
        List<Integer> holes = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            Backend here = i < before.size() ? before.get(i) : null;
            if (here != null && open.remove(here)) {
                numbered.add(here);
            } else {
                numbered.add(wanted.getFirst());
                holes.add(i);
            }
        }
        int next = 0;
        for (Backend backend : wanted) {
            if (open.contains(backend)) {
                numbered.set(holes.get(next++), backend);
            }
        }
        return List.copyOf(numbered);
    }

    /// Everything that this rule has in sets that it does not share with others.
    void elements(Sink sink) {
        Frontend at = rule.at();
        NftBytes key = key(at);
        switch (rule.handling()) {
            case Handling.Forward(var _, var masquerade) -> {
                String chain = masquerade ? ProxyChains.masquerade(numbered.size()) : ProxyChains.pick(numbered.size());
                sink.element(ProxySets.SERVICES, NftElement.verdict(key, NftVerdict.goTo(chain)));
                backends(ProxySets.ENDPOINTS, at, numbered, sink);
            }
            case Handling.Split(var _, var _) -> split(key, sink);
            case Handling.Refuse() ->
                sink.element(ProxySets.NO_ENDPOINTS, NftElement.verdict(key, NftVerdict.goTo(ProxyChains.REFUSE)));
            case Handling.Drop() -> sink.element(ProxySets.NO_ENDPOINTS, NftElement.verdict(key, NftVerdict.DROP));
        }
        if (!rule.allowed().isEmpty()) {
            sink.element(ProxySets.RESTRICTED, NftElement.key(key));
            for (Cidr cidr : rule.allowed()) {
                sink.element(
                        ProxySets.ALLOWED, NftElement.range(allowed(at, cidr.network()), allowed(at, cidr.last())));
            }
        }
    }

    private void split(NftBytes key, Sink sink) {
        if (!numbered.isEmpty()) {
            int n = numbered.size();
            sink.element(ProxySets.NEAR_PODS, NftElement.verdict(key, NftVerdict.goTo(ProxyChains.pick(n))));
            sink.element(ProxySets.NEAR_NODE, NftElement.verdict(key, NftVerdict.goTo(ProxyChains.masquerade(n))));
            backends(ProxySets.ENDPOINTS, rule.at(), numbered, sink);
        }
        if (outside.isEmpty()) {
            sink.element(ProxySets.NO_ENDPOINTS, NftElement.verdict(key, NftVerdict.DROP));
        } else {
            String chain = ProxyChains.outside(outside.size());
            sink.element(ProxySets.OUTSIDE, NftElement.verdict(key, NftVerdict.goTo(chain)));
            backends(ProxySets.OUTSIDE_ENDPOINTS, rule.at(), outside, sink);
        }
    }

    private static void backends(ProxySets set, Frontend at, List<Backend> backends, Sink sink) {
        for (int i = 0; i < backends.size(); i++) {
            Backend backend = backends.get(i);
            sink.element(
                    set,
                    NftElement.value(
                            NftBytes.concat(address(at.address()), protocol(at), port(at), NftBytes.host32(i)),
                            NftBytes.concat(address(backend.address()), NftBytes.be16(backend.port()))));
        }
    }

    static NftBytes address(IpAddress address) {
        return NftBytes.of(address.bytes());
    }

    private static NftBytes protocol(Frontend at) {
        return NftBytes.u8(at.transport().number());
    }

    private static NftBytes port(Frontend at) {
        return NftBytes.be16(at.port());
    }

    static NftBytes key(Frontend at) {
        return NftBytes.concat(address(at.address()), protocol(at), port(at));
    }

    private static NftBytes allowed(Frontend at, IpAddress source) {
        return NftBytes.concat(address(at.address()), protocol(at), port(at), address(source));
    }
}
