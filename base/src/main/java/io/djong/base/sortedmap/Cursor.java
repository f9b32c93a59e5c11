package io.djong.base.sortedmap;

import org.jspecify.annotations.Nullable;

/// Walks over a range of a map from both ends: [#next] takes entries from the low end, [#previous]
/// from the high end, and the range is over when they meet. [#key] and [#value] are those of the
/// entry taken last. Not safe for use by several threads; the map under it never changes.
///
/// ```java
/// var pods = map.entries(from, to);
/// while (pods.next()) write(pods.key(), pods.value());
/// ```
public final class Cursor<K, V> {
    private static final int NONE = -1;

    private final Node root;
    private int low;
    private int high;

    private @Nullable Leaf leaf;
    private int leafStart;
    private int current = NONE;

    Cursor(Node root, int fromRank, int toRank) {
        this.root = root;
        this.low = fromRank;
        this.high = toRank;
    }

    /// How many entries are left to take.
    public int remaining() {
        return high - low;
    }

    /// Takes the next entry at the low end.
    ///
    /// @return false if none is left
    public boolean next() {
        if (low >= high) return false;
        move(low++);
        return true;
    }

    /// Takes the next entry at the high end.
    ///
    /// @return false if none is left
    public boolean previous() {
        if (low >= high) return false;
        move(--high);
        return true;
    }

    /// The key of the entry taken last.
    ///
    /// @throws IllegalStateException if none was taken
    @SuppressWarnings("unchecked") // only the map's own K gets into its nodes
    public K key() {
        return (K) leaf().key(current);
    }

    /// The value of the entry taken last.
    ///
    /// @throws IllegalStateException if none was taken
    @SuppressWarnings("unchecked") // only the map's own V gets into its nodes
    public V value() {
        return (V) leaf().value(current);
    }

    private Leaf leaf() {
        if (leaf == null) throw new IllegalStateException("no entry was taken");
        return leaf;
    }

    /// Goes to the entry of this rank: within the leaf, or down from the root once per leaf.
    private void move(int rank) {
        if (leaf == null || rank < leafStart || rank >= leafStart + leaf.size()) {
            Node node = root;
            int start = 0;
            while (node instanceof Inner inner) {
                int child = inner.childAt(rank - start);
                start += inner.startOf(child);
                node = inner.child(child);
            }
            leaf = (Leaf) node;
            leafStart = start;
        }
        current = rank - leafStart;
    }
}
