package io.djong.base.sortedmap;

import java.util.List;

/// A part of the tree. Nodes never change; an operation returns this node when nothing is different.
///
/// [#with] may return a node with one slot too many, [#without] one with too few: the caller, which
/// has its neighbours at hand, splits or merges it. So only what an operation is in the middle of
/// is ever out of bounds.
abstract sealed class Node permits Leaf, Inner {
    /// The most slots (entries or children) of a node.
    static final int MAX = 32;

    /// The fewest slots of a node that is not the root.
    static final int MIN = 12;

    /// How many entries are below.
    abstract int size();

    /// Entries of a leaf, children of an inner node.
    abstract int slots();

    abstract Leaf leafFor(Object key);

    abstract Node with(Object key, Object value);

    abstract Node without(Object key);

    abstract Object firstKey();

    /// Slots `[from, to)` as a node.
    abstract Node part(int from, int to);

    /// This node's slots followed by those of its right neighbour, of the same kind.
    abstract Node joined(Node right);

    /// What stands for a root: an inner node of one child is that child.
    abstract Node onlyChild();

    /// Throws if this is not a valid subtree; for tests.
    abstract void check(boolean root);

    final boolean isOverfull() {
        return slots() > MAX;
    }

    final boolean isUnderfull() {
        return slots() < MIN;
    }

    final Node lowerHalf() {
        return part(0, slots() / 2);
    }

    final Node upperHalf() {
        return part(slots() / 2, slots());
    }

    /// Evens the last two nodes of a level when the last one has too few slots.
    static void evenLastTwo(List<Node> level) {
        if (level.size() < 2 || !level.getLast().isUnderfull()) return;
        Node joined = level.removeLast();
        joined = level.removeLast().joined(joined);
        if (joined.isOverfull()) {
            level.add(joined.lowerHalf());
            level.add(joined.upperHalf());
        } else {
            level.add(joined);
        }
    }

    final void checkSlots(boolean root) {
        if (slots() > MAX || (!root && slots() < MIN)) throw new IllegalStateException(slots() + " slots");
    }

    @SuppressWarnings("unchecked") // the map lets only keys of one comparable type in
    static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
