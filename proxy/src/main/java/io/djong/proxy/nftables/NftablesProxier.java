package io.djong.proxy.nftables;

import io.djong.api.ip.Cidr;
import io.djong.api.meta.ObjectKey;
import io.djong.base.log.Log;
import io.djong.linux.LinuxException;
import io.djong.linux.nft.NftBatch;
import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftElement;
import io.djong.linux.nft.NftFamily;
import io.djong.linux.nft.NftSet;
import io.djong.linux.nft.NftSocket;
import io.djong.linux.nft.NftTable;
import io.djong.proxy.ProxyException;
import io.djong.proxy.plan.DisjointCidrs;
import io.djong.proxy.plan.Frontend;
import io.djong.proxy.plan.FrontendRule;
import io.djong.proxy.plan.ServiceRules;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps our nft table of one family at what the services need. Not safe for use by several threads.
///
/// The first [#update] and every one after a refusal makes the whole table anew, in one transaction (connections and
/// packets in between meet the old rules or the new, never none); the others send what changed.
public final class NftablesProxier implements AutoCloseable {
    /// The name of our table in each family.
    public static final String TABLE = "djong-proxy";

    private static final Log LOG = Log.of(NftablesProxier.class);

    private final NftSocket nft;
    private final NftTable table;
    private final NftablesState state = new NftablesState();
    private final Set<String> chainsPresent = new HashSet<>();
    private final Map<ProxySets, NftSet> sets = new EnumMap<>(ProxySets.class);
    private final Map<ProxySets, Integer> sizes = new EnumMap<>(ProxySets.class);
    private NftablesOptions options;
    private ProxyChains chains;
    private boolean whole;
    private int generation;
    private int ruleCount;

    private NftablesProxier(NftablesOptions options, NftSocket nft) {
        this.options = options;
        this.nft = nft;
        this.table = table(options.ipv6());
        this.chains = new ProxyChains(table, options);
    }

    static NftTable table(boolean ipv6) {
        return new NftTable(ipv6 ? NftFamily.IP6 : NftFamily.IP, TABLE, "rules for services");
    }

    /// Opens the door to the kernel in the calling thread's namespace. Changes nothing.
    public static NftablesProxier open(NftablesOptions options) throws ProxyException {
        try {
            return new NftablesProxier(options, NftSocket.open());
        } catch (LinuxException e) {
            throw new ProxyException("cannot talk to the kernel about nftables", e);
        }
    }

    /// Other options for the same family; the next update makes the table anew.
    public void options(NftablesOptions changed) {
        if (changed.ipv6() != options.ipv6()) {
            throw new IllegalArgumentException("a proxier keeps its family");
        }
        if (!changed.equals(options)) {
            options = changed;
            chains = new ProxyChains(table, changed);
            whole = false;
        }
    }

    /// What an update did.
    ///
    /// @param full whether the whole table was made anew
    /// @param elements how many elements were added and removed
    public record Outcome(boolean full, int elements) {}

    /// Takes the new rules of some services and brings the kernel to them.
    ///
    /// @throws ProxyException nothing was changed; the next update tries everything again
    public Outcome update(Collection<ServiceRules> updates) throws ProxyException {
        ElementChanges changes = state.update(updates);
        if (!whole || overflows(changes)) {
            return rebuild();
        }
        if (changes.count() == 0) {
            return new Outcome(false, 0);
        }
        NftBatch batch = new NftBatch();
        Set<String> missing = new HashSet<>(changes.chains());
        missing.removeAll(chainsPresent);
        missing.stream().sorted().forEach(chain -> chains.addPicking(batch, chain));
        for (ProxySets set : ProxySets.values()) {
            NftSet definition = sets.get(set);
            if (definition != null) {
                batch.deleteElements(table, definition, changes.removed(set));
                batch.addElements(table, definition, changes.added(set));
            }
        }
        try {
            nft.commit(batch);
            ruleCount = missing.isEmpty() ? ruleCount : nft.rules(table).size();
            generation = nft.generation();
        } catch (LinuxException e) {
            whole = false;
            throw new ProxyException("the rules for services could not be changed", e);
        }
        chainsPresent.addAll(missing);
        count(changes);
        return new Outcome(false, changes.count());
    }

    /// Makes the table anew, whole.
    private Outcome rebuild() throws ProxyException {
        ElementChanges all = state.everything();
        NftBatch batch = new NftBatch().deleteTable(table).addTable(table);
        sets.clear();
        sizes.clear();
        chainsPresent.clear();
        for (ProxySets set : ProxySets.values()) {
            int size = Math.max(
                    ProxySets.SIZE_LEAST, Integer.highestOneBit(all.added(set).size() + 1) * 4);
            NftSet definition = set.definition(options.ipv6(), size);
            sets.put(set, definition);
            batch.addSet(table, definition);
        }
        chains.addFixed(batch);
        for (String chain : all.chains()) {
            chains.addPicking(batch, chain);
            chainsPresent.add(chain);
        }
        sets.forEach((set, definition) -> batch.addElements(table, definition, all.added(set)));
        batch.addElements(table, definition(ProxySets.PODS), pods());
        try {
            nft.commit(batch);
            ruleCount = nft.rules(table).size();
            generation = nft.generation();
        } catch (LinuxException e) {
            whole = false;
            throw new ProxyException("the rules for services could not be made", e);
        }
        count(all);
        whole = true;
        return new Outcome(true, all.count());
    }

    private NftSet definition(ProxySets set) {
        return java.util.Objects.requireNonNull(sets.get(set));
    }

    private List<NftElement> pods() {
        return options.local() instanceof LocalTraffic.Sources(var cidrs)
                ? DisjointCidrs.of(cidrs).stream()
                        .filter(c -> c.address().v4() != options.ipv6())
                        .map(NftablesProxier::range)
                        .toList()
                : List.of();
    }

    private static NftElement range(Cidr cidr) {
        return NftElement.range(
                NftBytes.of(cidr.network().bytes()), NftBytes.of(cidr.last().bytes()));
    }

    private void count(ElementChanges changes) {
        for (ProxySets set : ProxySets.values()) {
            sizes.merge(set, changes.added(set).size() - changes.removed(set).size(), Integer::sum);
        }
    }

    /// A set is full when what is in it, what comes and what goes (a transaction holds both) exceed its size.
    private boolean overflows(ElementChanges changes) {
        for (var entry : sets.entrySet()) {
            int limit = entry.getValue().sizeMax();
            int used = sizes.getOrDefault(entry.getKey(), 0);
            if (limit > 0 && used + changes.added(entry.getKey()).size() > limit) {
                return true;
            }
        }
        return false;
    }

    /// Compares what the kernel has with what it should have, and makes the table anew when they differ: somebody
    /// else was there. Costs nothing while nobody has changed any nftables since our last transaction.
    ///
    /// @return whether something was mended
    public boolean verify() throws ProxyException {
        try {
            if (whole && nft.generation() == generation) {
                return false;
            }
            if (whole && matches()) {
                generation = nft.generation();
                return false;
            }
        } catch (LinuxException e) {
            throw new ProxyException("the rules for services could not be read", e);
        }
        LOG.info("Rules for services were changed by somebody else and are made anew");
        rebuild();
        return true;
    }

    private boolean matches() throws LinuxException {
        if (!nft.hasTable(table)) {
            return false;
        }
        Set<String> present = new HashSet<>(nft.chains(table));
        if (!present.containsAll(chainsPresent) || nft.rules(table).size() != ruleCount) {
            return false;
        }
        ElementChanges all = state.everything();
        for (var entry : sets.entrySet()) {
            if (entry.getKey() == ProxySets.PODS || entry.getKey() == ProxySets.ALLOWED) {
                continue;
            }
            Map<NftBytes, NftElement> wanted = new HashMap<>();
            all.added(entry.getKey()).forEach(e -> wanted.put(e.key(), e));
            List<NftElement> found = nft.elements(table, entry.getValue());
            if (found.size() != wanted.size() || !found.stream().allMatch(e -> e.equals(wanted.get(e.key())))) {
                return false;
            }
        }
        return true;
    }

    /// The rule of a frontend now, or null when no service has it.
    public @Nullable FrontendRule rule(Frontend at) {
        return state.rule(at);
    }

    /// What is known of a service.
    public ServiceRules rules(ObjectKey service) {
        return state.rules(service);
    }

    /// What is known of all services.
    public Collection<ServiceRules> services() {
        return state.services();
    }

    /// Takes our tables of both families away; none is fine.
    public static void cleanUp() throws ProxyException {
        try (NftSocket nft = NftSocket.open()) {
            for (NftTable found : nft.tables()) {
                if (found.name().equals(TABLE)) {
                    nft.commit(new NftBatch().deleteTable(found));
                }
            }
        } catch (LinuxException e) {
            throw new ProxyException("the rules for services could not be taken away", e);
        }
    }

    @Override
    public void close() {
        nft.close();
    }
}
