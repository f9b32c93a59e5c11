package io.djong.client.informer;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.base.sortedmap.PersistentSortedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What an informer knows at one moment: the objects and their indexes, never changed.
record Snapshot<T extends KubeObject>(
        PersistentSortedMap<ObjectKey, T> objects, List<Indexed<T>> indexes, String resourceVersion) {

    /// One index with its contents.
    record Indexed<T extends KubeObject>(Index<T> index, PersistentSortedMap<IndexKey, T> entries) {}

    /// Sorts by value, then by object.
    record IndexKey(String value, ObjectKey key) implements Comparable<IndexKey> {
        @Override
        public int compareTo(IndexKey other) {
            int byValue = value.compareTo(other.value);
            return byValue != 0 ? byValue : key.compareTo(other.key);
        }
    }

    static final ObjectKey FIRST_KEY = new ObjectKey("", "");

    static <T extends KubeObject> Snapshot<T> empty() {
        return new Snapshot<>(PersistentSortedMap.empty(), List.of(), "");
    }

    Snapshot<T> at(String newResourceVersion) {
        return new Snapshot<>(objects, indexes, newResourceVersion);
    }

    Snapshot<T> with(T object) {
        ObjectKey key = ObjectKey.of(object);
        T before = objects.get(key);
        return new Snapshot<>(objects.with(key, object), reindexed(key, before, object), resourceVersion);
    }

    Snapshot<T> without(ObjectKey key) {
        T before = objects.get(key);
        if (before == null) return this;
        return new Snapshot<>(objects.without(key), reindexed(key, before, null), resourceVersion);
    }

    private List<Indexed<T>> reindexed(ObjectKey key, @Nullable T before, @Nullable T after) {
        if (indexes.isEmpty()) return indexes;
        List<Indexed<T>> result = new ArrayList<>(indexes.size());
        for (var indexed : indexes) {
            var entries = indexed.entries;
            Collection<String> newValues = after == null ? List.of() : valuesOf(indexed.index, after);
            if (before != null) {
                for (String value : valuesOf(indexed.index, before)) {
                    if (!newValues.contains(value)) entries = entries.without(new IndexKey(value, key));
                }
            }
            if (after != null) {
                for (String value : newValues) entries = entries.with(new IndexKey(value, key), after);
            }
            result.add(new Indexed<>(indexed.index, entries));
        }
        return List.copyOf(result);
    }

    /// Adds an index over what is there; returns this when one of that name exists.
    Snapshot<T> withIndex(Index<T> index) {
        for (var existing : indexes) {
            if (existing.index.name().equals(index.name())) return this;
        }
        PersistentSortedMap<IndexKey, T> entries = PersistentSortedMap.empty();
        for (T object : all()) {
            for (String value : valuesOf(index, object)) {
                entries = entries.with(new IndexKey(value, ObjectKey.of(object)), object);
            }
        }
        List<Indexed<T>> result = new ArrayList<>(indexes);
        result.add(new Indexed<>(index, entries));
        return new Snapshot<>(objects, List.copyOf(result), resourceVersion);
    }

    private static <T> Collection<String> valuesOf(Index<T> index, T object) {
        Collection<String> values = index.values().apply(object);
        return values.size() <= 1 ? values : new TreeSet<>(values);
    }

    List<T> all() {
        return range(objects, null, null);
    }

    List<T> in(String namespace) {
        return range(objects, new ObjectKey(namespace, ""), new ObjectKey(namespace + '\0', ""));
    }

    List<T> byIndex(String name, String value) {
        for (var indexed : indexes) {
            if (indexed.index.name().equals(name)) {
                return range(indexed.entries, new IndexKey(value, FIRST_KEY), new IndexKey(value + '\0', FIRST_KEY));
            }
        }
        throw new IllegalArgumentException("informer has no index " + name);
    }

    private static <K extends Comparable<? super K>, V> List<V> range(
            PersistentSortedMap<K, V> map, @Nullable K from, @Nullable K to) {
        List<V> result = new ArrayList<>();
        for (var entries = map.entries(from, to); entries.next(); ) result.add(entries.value());
        return result;
    }
}
