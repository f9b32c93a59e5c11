package io.djong.base.sortedmap;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// An immutable sorted map. A change makes a new map that shares all but a few arrays with the old one.
///
/// It is a B+ tree: up to 32 entries in a leaf, up to 32 children in an inner node, each node a few
/// arrays. That costs about 10 bytes an entry, about 1 kB of copies a change at 100,000 entries,
/// and a scan walks along arrays. Reads allocate nothing but the [Cursor].
///
/// Safe for use by any number of threads. Keys and values are never null; keys must not change
/// their order while they are in a map.
public final class PersistentSortedMap<K extends Comparable<? super K>, V> {
    private static final PersistentSortedMap<?, ?> EMPTY = new PersistentSortedMap<>(Leaf.EMPTY);

    private final Node root;

    private PersistentSortedMap(Node root) {
        this.root = root;
    }

    /// The map without entries.
    @SuppressWarnings("unchecked") // it holds nothing that could be of another type
    public static <K extends Comparable<? super K>, V> PersistentSortedMap<K, V> empty() {
        return (PersistentSortedMap<K, V>) EMPTY;
    }

    /// Makes a map from entries that come in ascending order, in linear time.
    public static <K extends Comparable<? super K>, V> Builder<K, V> builder() {
        return new Builder<>();
    }

    /// How many entries there are.
    public int size() {
        return root.size();
    }

    public boolean isEmpty() {
        return root.size() == 0;
    }

    /// The value of the key, or null.
    public @Nullable V get(K key) {
        Leaf leaf = root.leafFor(key);
        int index = leaf.find(key);
        return index < 0 ? null : value(leaf, index);
    }

    public boolean containsKey(K key) {
        return root.leafFor(key).find(key) >= 0;
    }

    /// A map that has the value for the key; this very map if it has the same reference already.
    public PersistentSortedMap<K, V> with(K key, V value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, "value");
        Node changed = root.with(key, value);
        if (changed == root) return this;
        return new PersistentSortedMap<>(changed.isOverfull() ? Inner.ofHalves(changed) : changed);
    }

    /// A map without the key; this very map if it has none.
    public PersistentSortedMap<K, V> without(K key) {
        Node changed = root.without(key);
        if (changed == root) return this;
        if (changed.size() == 0) return empty();
        return new PersistentSortedMap<>(changed.onlyChild());
    }

    /// The least key, or null when empty.
    public @Nullable K firstKey() {
        return isEmpty() ? null : keyAt(0);
    }

    /// The greatest key, or null when empty.
    public @Nullable K lastKey() {
        return isEmpty() ? null : keyAt(size() - 1);
    }

    /// The greatest key that is at most the given one, or null.
    public @Nullable K floorKey(K key) {
        int below = rank(key);
        if (below < size() && keyAt(below).compareTo(key) == 0) return keyAt(below);
        return below == 0 ? null : keyAt(below - 1);
    }

    /// The least key that is at least the given one, or null.
    public @Nullable K ceilingKey(K key) {
        int below = rank(key);
        return below == size() ? null : keyAt(below);
    }

    /// How many keys are less than the given one, which need not be in the map. Logarithmic time.
    public int rank(K key) {
        int before = 0;
        Node node = root;
        while (node instanceof Inner inner) {
            int child = inner.childFor(key);
            before += inner.startOf(child);
            node = inner.child(child);
        }
        int index = ((Leaf) node).find(key);
        return before + (index < 0 ? ~index : index);
    }

    /// The key that has so many keys before it. Logarithmic time.
    ///
    /// @throws IndexOutOfBoundsException if the rank is negative or not less than the size
    public K keyAt(int rank) {
        Objects.checkIndex(rank, size());
        Cursor<K, V> cursor = new Cursor<>(root, rank, rank + 1);
        cursor.next();
        return cursor.key();
    }

    /// The value of the key that has so many keys before it. Logarithmic time.
    ///
    /// @throws IndexOutOfBoundsException if the rank is negative or not less than the size
    public V valueAt(int rank) {
        Objects.checkIndex(rank, size());
        Cursor<K, V> cursor = new Cursor<>(root, rank, rank + 1);
        cursor.next();
        return cursor.value();
    }

    /// All entries. Walks up by [Cursor#next] and down by [Cursor#previous].
    public Cursor<K, V> entries() {
        return new Cursor<>(root, 0, size());
    }

    /// The entries whose keys are at least `from` and less than `to`; null means no bound.
    public Cursor<K, V> entries(@Nullable K from, @Nullable K to) {
        int first = from == null ? 0 : rank(from);
        int end = to == null ? size() : rank(to);
        return new Cursor<>(root, first, Math.max(first, end));
    }

    /// The entries from one rank up to, not including, another.
    ///
    /// @throws IndexOutOfBoundsException if a rank is beyond the map
    public Cursor<K, V> entriesAt(int fromRank, int toRank) {
        Objects.checkFromToIndex(fromRank, toRank, size());
        return new Cursor<>(root, fromRank, toRank);
    }

    /// How many keys are at least `from` and less than `to`; null means no bound. Logarithmic time.
    public int count(@Nullable K from, @Nullable K to) {
        return entries(from, to).remaining();
    }

    /// Calls for each entry in ascending order.
    public void forEach(BiConsumer<? super K, ? super V> action) {
        var cursor = entries();
        while (cursor.next()) action.accept(cursor.key(), cursor.value());
    }

    /// Equal when the other has equal entries. Linear time, but for what both share by reference at the root.
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof PersistentSortedMap<?, ?> that) || that.size() != size()) return false;
        if (that.root == root) return true;
        var mine = entries();
        var theirs = that.entries();
        while (mine.next() && theirs.next()) {
            if (!mine.key().equals(theirs.key()) || !mine.value().equals(theirs.value())) return false;
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        var cursor = entries();
        while (cursor.next())
            hash = 31 * hash + (cursor.key().hashCode() ^ cursor.value().hashCode());
        return hash;
    }

    /// As `java.util.Map` writes it.
    @Override
    public String toString() {
        var text = new StringBuilder("{");
        forEach((key, value) -> text.append(text.length() == 1 ? "" : ", ")
                .append(key)
                .append('=')
                .append(value));
        return text.append('}').toString();
    }

    /// For tests: throws if the tree is not as it must be.
    void checkInvariants() {
        root.check(true);
    }

    @SuppressWarnings("unchecked") // only this map's own K and V get into its nodes
    private V value(Leaf leaf, int index) {
        return (V) leaf.value(index);
    }

    /// Takes entries in ascending order. Not safe for use by several threads.
    public static final class Builder<K extends Comparable<? super K>, V> {
        private final List<Node> leaves = new ArrayList<>();
        private final ArrayList<Object> keys = new ArrayList<>(Node.MAX);
        private final ArrayList<Object> values = new ArrayList<>(Node.MAX);
        private @Nullable K last;

        private Builder() {}

        /// Adds the next entry.
        ///
        /// @throws IllegalArgumentException if the key is not greater than the one before
        public Builder<K, V> add(K key, V value) {
            Objects.requireNonNull(value, "value");
            if (last != null && last.compareTo(key) >= 0) {
                throw new IllegalArgumentException("not ascending: " + last + " before " + key);
            }
            last = key;
            if (keys.size() == Node.MAX) endLeaf();
            keys.add(key);
            values.add(value);
            return this;
        }

        /// The map of all entries so far. The builder may go on.
        public PersistentSortedMap<K, V> build() {
            List<Node> level = new ArrayList<>(leaves);
            if (!keys.isEmpty()) level.add(new Leaf(keys.toArray(), values.toArray()));
            if (level.isEmpty()) return empty();
            Node.evenLastTwo(level);
            while (level.size() > 1) level = Inner.levelAbove(level);
            return new PersistentSortedMap<>(level.getFirst());
        }

        private void endLeaf() {
            leaves.add(new Leaf(keys.toArray(), values.toArray()));
            keys.clear();
            values.clear();
        }
    }
}
