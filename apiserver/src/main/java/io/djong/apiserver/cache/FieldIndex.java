package io.djong.apiserver.cache;

import io.djong.api.meta.KubeObject;
import io.djong.base.sortedmap.Cursor;
import io.djong.base.sortedmap.PersistentSortedMap;
import org.jspecify.annotations.Nullable;

/// The objects of a resource by the value of one field, and among these by key: whoever selects by the field
/// pays for what is found. Immutable.
///
/// @param <T> the hub type of the resource
public final class FieldIndex<T extends KubeObject> {
    private static final char SEPARATOR = '\0';
    private static final char BEHIND = '\1';

    private final PersistentSortedMap<String, CacheEntry<T>> byValue;

    private FieldIndex(PersistentSortedMap<String, CacheEntry<T>> byValue) {
        this.byValue = byValue;
    }

    /// Of all these, with the indexed field known to each.
    static <T extends KubeObject> FieldIndex<T> of(
            PersistentSortedMap<String, CacheEntry<T>> entries, IndexedField<T> field) {
        var index = new FieldIndex<T>(PersistentSortedMap.empty());
        for (var each = entries.entries(); each.next(); ) {
            index = index.changed(null, each.value(), field);
        }
        return index;
    }

    /// After one change.
    FieldIndex<T> changed(@Nullable CacheEntry<T> previous, @Nullable CacheEntry<T> current, IndexedField<T> field) {
        var map = byValue;
        if (previous != null) {
            map = map.without(key(previous.indexed(field), previous.key()));
        }
        if (current != null) {
            map = map.with(key(current.indexed(field), current.key()), current);
        }
        return new FieldIndex<>(map);
    }

    /// Those with this value, between these keys.
    ///
    /// @param endKey null for no end
    public Cursor<String, CacheEntry<T>> entries(String value, String firstKey, @Nullable String endKey) {
        return byValue.entries(key(value, firstKey), endKey == null ? value + BEHIND : key(value, endKey));
    }

    private static String key(String value, String key) {
        return value + SEPARATOR + key;
    }
}
