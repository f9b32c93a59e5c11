package io.djong.base.sortedmap;

import java.util.Arrays;

/// Keys in order and their values.
final class Leaf extends Node {
    static final Leaf EMPTY = new Leaf(new Object[0], new Object[0]);

    private final Object[] keys;
    private final Object[] values;

    Leaf(Object[] keys, Object[] values) {
        this.keys = keys;
        this.values = values;
    }

    Object key(int index) {
        return keys[index];
    }

    Object value(int index) {
        return values[index];
    }

    /// The index of the key; or, when it is absent, the complement of the index where it would stand.
    int find(Object key) {
        int low = 0;
        int high = keys.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = compare(keys[middle], key);
            if (order == 0) return middle;
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return ~low;
    }

    @Override
    int size() {
        return keys.length;
    }

    @Override
    int slots() {
        return keys.length;
    }

    @Override
    Leaf leafFor(Object key) {
        return this;
    }

    @Override
    Object firstKey() {
        return keys[0];
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same reference means unchanged; equals could be costly
    Node with(Object key, Object value) {
        int index = find(key);
        if (index < 0) return new Leaf(inserted(keys, ~index, key), inserted(values, ~index, value));
        if (values[index] == value) return this;
        Object[] changed = values.clone();
        changed[index] = value;
        return new Leaf(keys, changed);
    }

    @Override
    Node without(Object key) {
        int index = find(key);
        return index < 0 ? this : new Leaf(removed(keys, index), removed(values, index));
    }

    @Override
    Node part(int from, int to) {
        return new Leaf(Arrays.copyOfRange(keys, from, to), Arrays.copyOfRange(values, from, to));
    }

    @Override
    Node joined(Node right) {
        var other = (Leaf) right;
        return new Leaf(concatenated(keys, other.keys), concatenated(values, other.values));
    }

    @Override
    Node onlyChild() {
        return this;
    }

    @Override
    void check(boolean root) {
        checkSlots(root);
        for (int i = 1; i < keys.length; i++) {
            if (compare(keys[i - 1], keys[i]) >= 0) throw new IllegalStateException("not ascending: " + keys[i]);
        }
    }

    private static Object[] inserted(Object[] array, int at, Object element) {
        var result = new Object[array.length + 1];
        System.arraycopy(array, 0, result, 0, at);
        result[at] = element;
        System.arraycopy(array, at, result, at + 1, array.length - at);
        return result;
    }

    private static Object[] removed(Object[] array, int at) {
        var result = new Object[array.length - 1];
        System.arraycopy(array, 0, result, 0, at);
        System.arraycopy(array, at + 1, result, at, result.length - at);
        return result;
    }

    private static Object[] concatenated(Object[] a, Object[] b) {
        Object[] result = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, result, a.length, b.length);
        return result;
    }
}
