package io.djong.proxy.nftables;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftElement;
import io.djong.proxy.plan.Frontend;
import io.djong.proxy.plan.FrontendRule;
import io.djong.proxy.plan.ServiceRules;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the sets are to hold for all services. Not safe for use by several threads.
///
/// A frontend belongs to one service. When two ask for the same (one external address for both, say), it stays with
/// the one that had it; after a start, with the first by namespace and name.
final class NftablesState {
    private final Map<ObjectKey, ServiceRules> services = new HashMap<>();
    private final Map<Frontend, Placed> placed = new HashMap<>();
    private final Map<Frontend, TreeMap<ObjectKey, FrontendRule>> waiting = new HashMap<>();
    private final Map<IpAddress, Integer> clusterIps = new HashMap<>();
    private final Map<IpAddress, Integer> hairpins = new HashMap<>();

    /// Takes the new rules of some services in, and says what changes by it.
    ElementChanges update(Collection<ServiceRules> updates) {
        ElementChanges changes = new ElementChanges();
        for (ServiceRules rules : updates) {
            update(rules, changes);
        }
        return changes;
    }

    private void update(ServiceRules rules, ElementChanges changes) {
        ObjectKey key = rules.service();
        ServiceRules before = services.getOrDefault(key, ServiceRules.none(key));
        Map<Frontend, FrontendRule> wanted = new TreeMap<>();
        rules.frontends().forEach(rule -> wanted.putIfAbsent(rule.at(), rule));
        Set<Frontend> had = new HashSet<>();
        before.frontends().forEach(rule -> had.add(rule.at()));
        for (Frontend at : had) {
            if (!wanted.containsKey(at)) {
                release(key, at, changes);
            }
        }
        wanted.values().forEach(rule -> claim(key, rule, changes));
        count(clusterIps, internal(before), internal(rules), ProxySets.CLUSTER_IPS, changes);
        count(hairpins, before.hairpins(), rules.hairpins(), ProxySets.HAIRPINS, changes);
        if (rules.frontends().isEmpty() && rules.hairpins().isEmpty()) {
            services.remove(key);
        } else {
            services.put(key, rules);
        }
    }

    private void claim(ObjectKey key, FrontendRule rule, ElementChanges changes) {
        Placed now = placed.get(rule.at());
        if (now != null && !now.owner().equals(key)) {
            waiting.computeIfAbsent(rule.at(), at -> new TreeMap<>()).put(key, rule);
            return;
        }
        if (now != null && now.rule().equals(rule)) {
            return;
        }
        Placed next = now == null
                ? Placed.place(key, rule, List.of(), List.of())
                : Placed.place(key, rule, now.numbered(), now.outside());
        replace(now, next, changes);
    }

    private void release(ObjectKey key, Frontend at, ElementChanges changes) {
        TreeMap<ObjectKey, FrontendRule> others = waiting.get(at);
        if (others != null && others.remove(key) != null) {
            if (others.isEmpty()) {
                waiting.remove(at);
            }
            return;
        }
        Placed now = placed.get(at);
        if (now == null || !now.owner().equals(key)) {
            return;
        }
        Placed next = null;
        if (others != null && !others.isEmpty()) {
            var first = others.pollFirstEntry();
            next = Placed.place(first.getKey(), first.getValue(), now.numbered(), now.outside());
            if (others.isEmpty()) {
                waiting.remove(at);
            }
        }
        replace(now, next, changes);
    }

    private void replace(@Nullable Placed before, @Nullable Placed after, ElementChanges changes) {
        if (before != null) {
            before.elements(changes::remove);
            placed.remove(before.rule().at());
        }
        if (after != null) {
            after.elements(changes::add);
            placed.put(after.rule().at(), after);
        }
    }

    private static Set<IpAddress> internal(ServiceRules rules) {
        Set<IpAddress> found = new HashSet<>();
        for (FrontendRule rule : rules.frontends()) {
            if (rule.internal()) {
                found.add(rule.at().address());
            }
        }
        return found;
    }

    private static void count(
            Map<IpAddress, Integer> counts,
            Set<IpAddress> before,
            Set<IpAddress> after,
            ProxySets set,
            ElementChanges changes) {
        for (IpAddress address : after) {
            if (!before.contains(address) && counts.merge(address, 1, Integer::sum) == 1) {
                changes.add(set, shared(set, address));
            }
        }
        for (IpAddress address : before) {
            if (!after.contains(address) && counts.merge(address, -1, Integer::sum) == 0) {
                counts.remove(address);
                changes.remove(set, shared(set, address));
            }
        }
    }

    private static NftElement shared(ProxySets set, IpAddress address) {
        NftBytes bytes = Placed.address(address);
        return NftElement.key(set == ProxySets.HAIRPINS ? NftBytes.concat(bytes, bytes) : bytes);
    }

    /// Everything, as additions.
    ElementChanges everything() {
        ElementChanges all = new ElementChanges();
        placed.values().forEach(p -> p.elements(all::add));
        clusterIps.keySet().forEach(ip -> all.add(ProxySets.CLUSTER_IPS, shared(ProxySets.CLUSTER_IPS, ip)));
        hairpins.keySet().forEach(ip -> all.add(ProxySets.HAIRPINS, shared(ProxySets.HAIRPINS, ip)));
        return all;
    }

    /// The rule of a frontend, or null.
    @Nullable
    FrontendRule rule(Frontend at) {
        Placed found = placed.get(at);
        return found == null ? null : found.rule();
    }

    ServiceRules rules(ObjectKey service) {
        ServiceRules found = services.get(service);
        return found == null ? ServiceRules.none(service) : found;
    }

    Collection<ServiceRules> services() {
        return services.values();
    }
}
