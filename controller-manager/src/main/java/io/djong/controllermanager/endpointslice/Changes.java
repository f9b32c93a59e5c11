package io.djong.controllermanager.endpointslice;

import io.djong.api.types.discovery.v1.EndpointSlice;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// The slices to create, update and delete, while a plan is being made.
final class Changes {
    private final List<EndpointSlice> created = new ArrayList<>();
    private final Map<String, EndpointSlice> updated = new LinkedHashMap<>();
    private final Map<String, EndpointSlice> deleted = new LinkedHashMap<>();
    private int added;
    private int removed;

    void create(EndpointSlice slice) {
        created.add(slice);
    }

    void update(EndpointSlice slice) {
        updated.put(slice.metadata().name(), slice);
    }

    void delete(EndpointSlice slice) {
        deleted.put(slice.metadata().name(), slice);
    }

    void keep(EndpointSlice slice) {
        deleted.remove(slice.metadata().name());
    }

    void count(int addedEndpoints, int removedEndpoints) {
        added += addedEndpoints;
        removed += removedEndpoints;
    }

    List<EndpointSlice> created() {
        return List.copyOf(created);
    }

    List<EndpointSlice> updated() {
        return List.copyOf(updated.values());
    }

    List<EndpointSlice> deleted() {
        return List.copyOf(deleted.values());
    }

    int added() {
        return added;
    }

    int removed() {
        return removed;
    }

    void addAll(Changes others) {
        created.addAll(others.created);
        updated.putAll(others.updated);
        deleted.putAll(others.deleted);
        count(others.added, others.removed);
    }

    /// A slice that would go takes the contents of one that would come: one write instead of two.
    void reuseDeleted(Predicate<EndpointSlice> reusable) {
        for (EndpointSlice old : deleted()) {
            if (created.isEmpty()) return;
            if (!reusable.test(old)) continue;
            EndpointSlice contents = created.removeLast();
            keep(old);
            update(contents.withMetadata(old.metadata()
                    .withLabels(contents.metadata().labels())
                    .withOwnerReferences(contents.metadata().ownerReferences())));
        }
    }

    /// Sets hints on what is written anyway, and writes what has wrong ones.
    void setHints(List<EndpointSlice> existing, Hints hints) {
        created.replaceAll(hints::on);
        updated.replaceAll((name, slice) -> hints.on(slice));
        Set<String> touched = new HashSet<>(updated.keySet());
        touched.addAll(deleted.keySet());
        for (EndpointSlice slice : existing) {
            if (touched.contains(slice.metadata().name())) continue;
            EndpointSlice hinted = hints.on(slice);
            if (!hinted.equals(slice)) update(hinted);
        }
    }
}
