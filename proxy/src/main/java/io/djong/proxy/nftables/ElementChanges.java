package io.djong.proxy.nftables;

import io.djong.linux.nft.NftBytes;
import io.djong.linux.nft.NftElement;
import io.djong.linux.nft.NftVerdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What changes in the sets: collected as additions and removals, of which those that cancel each other vanish.
final class ElementChanges {
    private final Map<ProxySets, Map<NftBytes, Change>> changes = new EnumMap<>(ProxySets.class);

    private static final class Change {
        private final @Nullable NftElement before;
        private @Nullable NftElement after;

        Change(@Nullable NftElement before, @Nullable NftElement after) {
            this.before = before;
            this.after = after;
        }

        boolean isReal() {
            return before == null ? after != null : !before.equals(after);
        }
    }

    private Map<NftBytes, Change> of(ProxySets set) {
        return changes.computeIfAbsent(set, s -> new LinkedHashMap<>());
    }

    private static NftBytes identity(NftElement element) {
        NftBytes last = element.last();
        return last == null ? element.key() : NftBytes.concat(element.key(), last);
    }

    void remove(ProxySets set, NftElement element) {
        Change change = of(set).get(identity(element));
        if (change == null) {
            of(set).put(identity(element), new Change(element, null));
        } else {
            change.after = null;
        }
    }

    void add(ProxySets set, NftElement element) {
        Change change = of(set).get(identity(element));
        if (change == null) {
            of(set).put(identity(element), new Change(null, element));
        } else {
            change.after = element;
        }
    }

    List<NftElement> removed(ProxySets set) {
        List<NftElement> found = new ArrayList<>();
        for (Change change : changes.getOrDefault(set, Map.of()).values()) {
            NftElement before = change.before;
            if (before != null && change.isReal()) {
                found.add(before);
            }
        }
        return found;
    }

    List<NftElement> added(ProxySets set) {
        List<NftElement> found = new ArrayList<>();
        for (Change change : changes.getOrDefault(set, Map.of()).values()) {
            NftElement after = change.after;
            if (after != null && change.isReal()) {
                found.add(after);
            }
        }
        return found;
    }

    /// How many elements are added or removed.
    int count() {
        int count = 0;
        for (ProxySets set : changes.keySet()) {
            count += added(set).size() + removed(set).size();
        }
        return count;
    }

    /// The chains that added elements lead to.
    Set<String> chains() {
        Set<String> chains = new TreeSet<>();
        for (ProxySets set : changes.keySet()) {
            for (NftElement element : added(set)) {
                NftVerdict verdict = element.verdict();
                if (verdict != null && !verdict.chain().isEmpty()) {
                    chains.add(verdict.chain());
                }
            }
        }
        return chains;
    }
}
