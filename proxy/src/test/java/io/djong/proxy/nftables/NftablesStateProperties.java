package io.djong.proxy.nftables;

import static io.djong.proxy.Literals.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftElement;
import io.djong.proxy.plan.Backend;
import io.djong.proxy.plan.Frontend;
import io.djong.proxy.plan.FrontendRule;
import io.djong.proxy.plan.Handling;
import io.djong.proxy.plan.ServiceRules;
import io.djong.proxy.services.Transport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random changes of few services that fight for few frontends, against a table that applies what the state says and
/// refuses, as the kernel does, to add what is there or delete what is not.
class NftablesStateProperties {
    private final Map<ProxySets, Map<NftBytes, NftElement>> kernel = new EnumMap<>(ProxySets.class);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void changesLeadToTheSameAsMakingEverythingAnew(long seed) {
        Random random = new Random(seed);
        NftablesState state = new NftablesState();
        Map<ObjectKey, ServiceRules> last = new TreeMap<>();
        for (int round = 0; round < 300; round++) {
            List<ServiceRules> updates = new ArrayList<>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                ServiceRules rules = rules(random, new ObjectKey("ns", "s" + random.nextInt(6)));
                updates.add(rules);
                last.put(rules.service(), rules);
            }
            apply(state.update(updates));
            assertThat(kernel).as("seed %s round %s", seed, round).isEqualTo(elements(state.everything()));
            balanced(last);
        }
        apply(state.update(last.keySet().stream().map(ServiceRules::none).toList()));
        assertThat(kernel.values()).allMatch(Map::isEmpty);
    }

    /// Every frontend that somebody wants is served by one who wants it, and all its numbers are there, each once.
    private void balanced(Map<ObjectKey, ServiceRules> services) {
        Map<Frontend, Set<Set<NftBytes>>> possible = new HashMap<>();
        services.values()
                .forEach(s -> s.frontends().forEach(rule -> {
                    if (rule.handling() instanceof Handling.Forward(var to, var _)) {
                        Set<NftBytes> values = new HashSet<>();
                        to.forEach(b -> values.add(
                                NftBytes.concat(NftBytes.of(b.address().bytes()), NftBytes.be16(b.port()))));
                        possible.computeIfAbsent(rule.at(), at -> new HashSet<>())
                                .add(values);
                    } else {
                        possible.computeIfAbsent(rule.at(), at -> new HashSet<>())
                                .add(Set.of());
                    }
                }));
        possible.forEach((at, choices) -> {
            Set<NftBytes> found = new HashSet<>();
            int count = 0;
            for (NftElement element :
                    kernel.getOrDefault(ProxySets.ENDPOINTS, Map.of()).values()) {
                byte[] key = element.key().toArray();
                if (NftBytes.of(java.util.Arrays.copyOf(key, 12)).equals(Placed.key(at))) {
                    found.add(element.value());
                    count++;
                }
            }
            assertThat(choices).contains(found);
            assertThat(count).isEqualTo(found.size());
        });
    }

    private void apply(ElementChanges changes) {
        for (ProxySets set : ProxySets.values()) {
            Map<NftBytes, NftElement> elements = kernel.computeIfAbsent(set, s -> new HashMap<>());
            for (NftElement element : changes.removed(set)) {
                assertThat(elements.remove(element.key())).isEqualTo(element);
            }
            for (NftElement element : changes.added(set)) {
                assertThat(elements.put(element.key(), element)).isNull();
            }
        }
    }

    private static Map<ProxySets, Map<NftBytes, NftElement>> elements(ElementChanges all) {
        Map<ProxySets, Map<NftBytes, NftElement>> found = new EnumMap<>(ProxySets.class);
        for (ProxySets set : ProxySets.values()) {
            Map<NftBytes, NftElement> elements = new HashMap<>();
            all.added(set).forEach(e -> elements.put(e.key(), e));
            found.put(set, elements);
        }
        return found;
    }

    private static ServiceRules rules(Random random, ObjectKey key) {
        Map<Frontend, FrontendRule> rules = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Frontend at = new Frontend(ip("10.43.0." + random.nextInt(5)), Transport.TCP, 80);
            rules.put(at, new FrontendRule(at, random.nextBoolean(), handling(random), List.of(), Set.of()));
        }
        Set<IpAddress> hairpins = new HashSet<>();
        backends(random).forEach(b -> hairpins.add(b.address()));
        return new ServiceRules(key, List.copyOf(rules.values()), hairpins, 0, 0, false, false);
    }

    private static Handling handling(Random random) {
        List<Backend> backends = backends(random);
        if (backends.isEmpty()) {
            return random.nextBoolean() ? new Handling.Refuse() : new Handling.Drop();
        }
        return new Handling.Forward(backends, random.nextBoolean());
    }

    private static List<Backend> backends(Random random) {
        Set<Backend> found = new java.util.TreeSet<>();
        for (int i = random.nextInt(6); i > 0; i--) {
            found.add(new Backend(ip("10.42.0." + random.nextInt(10)), 8080));
        }
        return List.copyOf(found);
    }
}
