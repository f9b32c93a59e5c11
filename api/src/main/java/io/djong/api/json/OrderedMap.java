package io.djong.api.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An immutable map from strings that iterates in the order of the keys' UTF-8 bytes (upstream's
/// order on every wire): two sorted arrays, found by binary search.
public final class OrderedMap<V> extends AbstractMap<String, V> {
    private static final OrderedMap<?> EMPTY = new OrderedMap<>(new String[0], new Object[0]);
    private static final OrderedMap<?> GIVEN = new OrderedMap<>(new String[0], new Object[0]);

    private final String[] keys;
    private final Object[] values;

    private OrderedMap(String[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked") // holds nothing
    public static <V> OrderedMap<V> of() {
        return (OrderedMap<V>) EMPTY;
    }

    /// The empty map that somebody wrote, `{}`; messages show it so, and `null` for one that nobody wrote.
    @SuppressWarnings("unchecked") // holds nothing
    public static <V> OrderedMap<V> given() {
        return (OrderedMap<V>) GIVEN;
    }

    /// Whether a map is one that was written, and empty.
    @SuppressWarnings("ReferenceEquality") // two maps that hold nothing differ in nothing else
    public static boolean isGivenEmpty(Map<?, ?> map) {
        return map == GIVEN;
    }

    public static <V> OrderedMap<V> of(String key, V value) {
        return new OrderedMap<>(new String[] {key}, new Object[] {value});
    }

    /// The same map when it is one already. Null keys and values are refused.
    public static <V> OrderedMap<V> copyOf(Map<String, ? extends V> map) {
        if (map instanceof OrderedMap<? extends V> ordered) {
            @SuppressWarnings("unchecked") // immutable, so covariant
            var same = (OrderedMap<V>) ordered;
            return same;
        }
        if (map instanceof Collector<? extends V> collector) {
            @SuppressWarnings("unchecked") // immutable, so covariant
            var made = (OrderedMap<V>) collector.toMap();
            return made;
        }
        var collector = new Collector<V>();
        for (var entry : map.entrySet()) collector.add(entry.getKey(), entry.getValue());
        return collector.toMap();
    }

    /// This map with one entry added or replaced.
    public OrderedMap<V> with(String key, V value) {
        var collector = new Collector<V>();
        collector.addAll(this);
        collector.add(key, value);
        return collector.toMap();
    }

    /// This map without that key.
    public OrderedMap<V> without(String key) {
        if (index(key) < 0) return this;
        var collector = new Collector<V>();
        for (var entry : entrySet()) if (!entry.getKey().equals(key)) collector.add(entry.getKey(), entry.getValue());
        return collector.toMap();
    }

    public String keyAt(int index) {
        return keys[index];
    }

    @SuppressWarnings("unchecked") // only values of V come in
    public V valueAt(int index) {
        return (V) values[index];
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public @Nullable V get(@Nullable Object key) {
        int index = key instanceof String text ? index(text) : -1;
        return index < 0 ? null : valueAt(index);
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String text && index(text) >= 0;
    }

    private int index(String key) {
        int low = 0;
        int high = keys.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(keys[middle], key);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }
        return -1;
    }

    @Override
    public Set<Entry<String, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Entry<String, V>> iterator() {
                return new EntryIterator();
            }
        };
    }

    private final class EntryIterator implements Iterator<Entry<String, V>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Entry<String, V> next() {
            if (next >= keys.length) throw new NoSuchElementException();
            return new SimpleImmutableEntry<>(keys[next], valueAt(next++));
        }
    }

    /// The order of the UTF-8 bytes of two strings: that of their code points.
    public static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) return rank(x) - rank(y);
        }
        return a.length() - b.length();
    }

    private static int rank(char c) {
        if (c < 0xD800) return c;
        return c >= 0xE000 ? c - 0x800 : c + 0x2000; // surrogates stand for what is above U+FFFF
    }

    /// Collects entries in any order; the last value of a key counts. Not for use by several threads.
    public static final class Collector<V> extends AbstractMap<String, V> {
        private String[] keys = new String[8];
        private Object[] values = new Object[8];
        private int count;
        private boolean sorted = true;

        public void add(String key, V value) {
            if (value == null) throw new NullPointerException("null value of key " + key);
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, count * 2);
                values = Arrays.copyOf(values, count * 2);
            }
            if (sorted && count > 0) sorted = compare(keys[count - 1], key) < 0;
            keys[count] = key;
            values[count++] = value;
        }

        public void addAll(Map<String, ? extends V> map) {
            for (var entry : map.entrySet()) add(entry.getKey(), entry.getValue());
        }

        /// How many entries were added, those included that a later one replaced.
        public int added() {
            return count;
        }

        /// What was collected so far.
        public OrderedMap<V> toMap() {
            if (count == 0) return of();
            if (sorted) return new OrderedMap<>(Arrays.copyOf(keys, count), Arrays.copyOf(values, count));
            var order = new Integer[count];
            for (int i = 0; i < count; i++) order[i] = i;
            Arrays.sort(order, (a, b) -> {
                int byKey = compare(keys[a], keys[b]);
                return byKey != 0 ? byKey : a - b;
            });
            var sortedKeys = new String[count];
            var sortedValues = new Object[count];
            int size = 0;
            for (int i = 0; i < count; i++) {
                if (size > 0 && sortedKeys[size - 1].equals(keys[order[i]])) size--;
                sortedKeys[size] = keys[order[i]];
                sortedValues[size++] = values[order[i]];
            }
            return new OrderedMap<>(Arrays.copyOf(sortedKeys, size), Arrays.copyOf(sortedValues, size));
        }

        @Override
        public Set<Entry<String, V>> entrySet() {
            return toMap().entrySet();
        }
    }
}
