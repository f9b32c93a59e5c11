package io.djong.apiserver.watch;

import io.djong.api.meta.KubeObject;
import io.djong.apiserver.cache.CacheEntry;
import io.djong.apiserver.cache.CacheEvent;
import io.djong.apiserver.cache.IndexedField;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The watchers of one resource, found by what they can see: those of one object or of one value of the
/// indexed field are only asked about events that concern these. So a thousand kubelets that each watch their
/// own pods cost an event no more than two of them.
final class WatchGroups<T extends KubeObject> {
    private final @Nullable IndexedField<T> indexed;
    private final Set<HttpWatch<T>> all = ConcurrentHashMap.newKeySet();
    private final Set<HttpWatch<T>> general = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, Set<HttpWatch<T>>> byTrigger = new ConcurrentHashMap<>();

    WatchGroups(@Nullable IndexedField<T> indexed) {
        this.indexed = indexed;
    }

    void add(HttpWatch<T> watch) {
        all.add(watch);
        var trigger = watch.trigger();
        if (trigger == null) {
            general.add(watch);
        } else {
            byTrigger.compute(trigger, (key, group) -> with(group, watch));
        }
    }

    private static <T extends KubeObject> Set<HttpWatch<T>> with(
            @Nullable Set<HttpWatch<T>> group, HttpWatch<T> watch) {
        Set<HttpWatch<T>> larger = group == null ? ConcurrentHashMap.newKeySet() : group;
        larger.add(watch);
        return larger;
    }

    void remove(HttpWatch<T> watch) {
        all.remove(watch);
        general.remove(watch);
        var trigger = watch.trigger();
        if (trigger != null) {
            byTrigger.computeIfPresent(trigger, (key, group) -> {
                group.remove(watch);
                return group.isEmpty() ? null : group;
            });
        }
    }

    /// Everybody.
    Collection<HttpWatch<T>> all() {
        return all;
    }

    /// Those who may see anything.
    Collection<HttpWatch<T>> general() {
        return general;
    }

    /// Adds those whom an event concerns by name or value.
    void addConcerned(CacheEvent<T> event, Set<HttpWatch<T>> to) {
        if (byTrigger.isEmpty()) {
            return;
        }
        var current = event.current();
        var previous = event.previous();
        var any = current == null ? previous : current;
        if (any != null) {
            addGroup(ofKey(any.key()), to);
        }
        addByValue(current, to);
        addByValue(previous, to);
    }

    private void addByValue(@Nullable CacheEntry<T> entry, Set<HttpWatch<T>> to) {
        if (entry != null && indexed != null) {
            addGroup(ofValue(entry.indexed(indexed)), to);
        }
    }

    private void addGroup(String trigger, Set<HttpWatch<T>> to) {
        var group = byTrigger.get(trigger);
        if (group != null) {
            to.addAll(group);
        }
    }

    /// The trigger of those who watch one object.
    static String ofKey(String key) {
        return "k" + key;
    }

    /// The trigger of those who watch one value of the indexed field.
    static String ofValue(String value) {
        return "v" + value;
    }
}
