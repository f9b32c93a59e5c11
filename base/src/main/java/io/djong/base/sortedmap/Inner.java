package io.djong.base.sortedmap;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Children in order. `separators[i]` is at most the least key of child `i + 1` and greater than
/// all keys of child `i` (the key itself may be gone). `starts[i]` says how many entries stand
/// before child `i`; its last element is the size.
final class Inner extends Node {
    private final Node[] children;
    private final Object[] separators;
    private final int[] starts;

    private Inner(Node[] children, Object[] separators) {
        this.children = children;
        this.separators = separators;
        starts = new int[children.length + 1];
        for (int i = 0; i < children.length; i++) starts[i + 1] = starts[i] + children[i].size();
    }

    /// A root over the two halves of a node that has too many slots.
    static Inner ofHalves(Node overfull) {
        Node upper = overfull.upperHalf();
        return new Inner(new Node[] {overfull.lowerHalf(), upper}, new Object[] {upper.firstKey()});
    }

    /// The next level of a tree that is built from its leaves.
    static List<Node> levelAbove(List<Node> level) {
        var above = new ArrayList<Node>();
        for (int from = 0; from < level.size(); from += MAX) {
            Node[] children =
                    level.subList(from, Math.min(from + MAX, level.size())).toArray(new Node[0]);
            var separators = new Object[children.length - 1];
            for (int i = 0; i < separators.length; i++) separators[i] = children[i + 1].firstKey();
            above.add(new Inner(children, separators));
        }
        evenLastTwo(above);
        return above;
    }

    Node child(int index) {
        return children[index];
    }

    /// How many entries stand before the child.
    int startOf(int child) {
        return starts[child];
    }

    /// The child in whose range the key lies.
    int childFor(Object key) {
        int low = 0;
        int high = separators.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (compare(separators[middle], key) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /// The child that has the entry of this rank.
    int childAt(int rank) {
        int found = Arrays.binarySearch(starts, 0, children.length, rank);
        return found >= 0 ? found : ~found - 1;
    }

    @Override
    int size() {
        return starts[children.length];
    }

    @Override
    int slots() {
        return children.length;
    }

    @Override
    Leaf leafFor(Object key) {
        Node node = this;
        while (node instanceof Inner inner) node = inner.children[inner.childFor(key)];
        return (Leaf) node;
    }

    @Override
    Object firstKey() {
        return children[0].firstKey();
    }

    @Override
    Node with(Object key, Object value) {
        int index = childFor(key);
        Node child = children[index];
        Node changed = child.with(key, value);
        if (changed == child) return this;
        return changed.isOverfull() ? split(index, changed) : replaced(index, changed);
    }

    @Override
    Node without(Object key) {
        int index = childFor(key);
        Node child = children[index];
        Node changed = child.without(key);
        if (changed == child) return this;
        return changed.isUnderfull() && children.length > 1 ? merged(index, changed) : replaced(index, changed);
    }

    private Inner replaced(int index, Node child) {
        Node[] changed = children.clone();
        changed[index] = child;
        return new Inner(changed, separators);
    }

    private Inner split(int index, Node overfull) {
        var nodes = new ArrayList<>(Arrays.asList(children));
        var keys = new ArrayList<>(Arrays.asList(separators));
        Node upper = overfull.upperHalf();
        nodes.set(index, overfull.lowerHalf());
        nodes.add(index + 1, upper);
        keys.add(index, upper.firstKey());
        return new Inner(nodes.toArray(new Node[0]), keys.toArray());
    }

    /// Joins a child that has too few slots with a neighbour, and parts them again when that is too much for
    /// one.
    private Inner merged(int index, Node underfull) {
        int left = index == 0 ? 0 : index - 1;
        Node joined = index == 0 ? joined(underfull, children[1], 0) : joined(children[left], underfull, left);
        if (joined.isOverfull()) {
            Node[] nodes = children.clone();
            Object[] keys = separators.clone();
            nodes[left] = joined.lowerHalf();
            nodes[left + 1] = joined.upperHalf();
            keys[left] = nodes[left + 1].firstKey();
            return new Inner(nodes, keys);
        }
        var nodes = new ArrayList<>(Arrays.asList(children));
        var keys = new ArrayList<>(Arrays.asList(separators));
        nodes.set(left, joined);
        nodes.remove(left + 1);
        keys.remove(left);
        return new Inner(nodes.toArray(new Node[0]), keys.toArray());
    }

    /// Both as one; between the separators of two inner nodes stands the one that parted them.
    private Node joined(Node left, Node right, int separator) {
        return left instanceof Inner inner ? inner.joined((Inner) right, separators[separator]) : left.joined(right);
    }

    @Override
    Node joined(Node right) {
        return joined((Inner) right, right.firstKey());
    }

    private Inner joined(Inner right, Object between) {
        var nodes = new ArrayList<>(Arrays.asList(children));
        nodes.addAll(Arrays.asList(right.children));
        var keys = new ArrayList<>(Arrays.asList(separators));
        keys.add(between);
        keys.addAll(Arrays.asList(right.separators));
        return new Inner(nodes.toArray(new Node[0]), keys.toArray());
    }

    @Override
    Node part(int from, int to) {
        return new Inner(Arrays.copyOfRange(children, from, to), Arrays.copyOfRange(separators, from, to - 1));
    }

    @Override
    Node onlyChild() {
        return children.length == 1 ? children[0].onlyChild() : this;
    }

    @Override
    void check(boolean root) {
        checkSlots(root);
        if (root && children.length < 2) throw new IllegalStateException("a root of one child");
        for (int i = 0; i < children.length; i++) {
            children[i].check(false);
            if (i > 0 && compare(separators[i - 1], children[i].firstKey()) > 0) {
                throw new IllegalStateException("separator above its child");
            }
            if (i > 0 && compare(lastKey(children[i - 1]), separators[i - 1]) >= 0) {
                throw new IllegalStateException("separator not above the child before");
            }
        }
    }

    private static Object lastKey(Node node) {
        Node last = node;
        while (last instanceof Inner inner) last = inner.children[inner.children.length - 1];
        return ((Leaf) last).key(last.size() - 1);
    }
}
