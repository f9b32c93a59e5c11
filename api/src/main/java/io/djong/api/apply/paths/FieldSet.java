package io.djong.api.apply.paths;

import io.djong.api.meta.FieldsV1;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A set of paths to values in an object, as a tree of path elements. A path is in the set when its last
/// element is a member of the node above it; whether it has descendants in the set is another matter.
/// Immutable; elements are sorted.
public final class FieldSet {
    private static final PathElement[] NONE = {};
    private static final FieldSet[] NO_SETS = {};

    /// The set without a path.
    public static final FieldSet EMPTY = new FieldSet(NONE, NONE, NO_SETS);

    private final PathElement[] members;
    private final PathElement[] parents;
    private final FieldSet[] children;

    /// @param members sorted
    /// @param parents sorted; as many as `children`
    FieldSet(PathElement[] members, PathElement[] parents, FieldSet[] children) {
        this.members = members;
        this.parents = parents;
        this.children = children;
    }

    /// The set of these paths.
    @SafeVarargs
    public static FieldSet of(List<PathElement>... paths) {
        var builder = new FieldSetBuilder();
        for (var path : paths) builder.add(path);
        return builder.build();
    }

    /// The set of these members, and of what is below the parents.
    ///
    /// @param members sorted
    /// @param parents sorted; as many as `children`
    public static FieldSet ofSorted(List<PathElement> members, List<PathElement> parents, List<FieldSet> children) {
        return new FieldSet(members.toArray(NONE), parents.toArray(NONE), children.toArray(NO_SETS));
    }

    /// The path of members with these names.
    public static List<PathElement> path(String... names) {
        return Arrays.stream(names).<PathElement>map(PathElement.Field::new).toList();
    }

    /// Reads the form in which managed fields carry a set.
    ///
    /// @throws FieldsException when it is not that
    public static FieldSet read(FieldsV1 fields) throws FieldsException {
        return FieldsReader.read(fields.json().shared());
    }

    /// The form in which managed fields carry the set, byte for byte as upstream writes it.
    public FieldsV1 write() {
        return FieldsWriter.write(this);
    }

    /// The elements that are in the set themselves.
    public List<PathElement> members() {
        return Arrays.asList(members);
    }

    /// The elements below which there may be paths.
    public List<PathElement> parents() {
        return Arrays.asList(parents);
    }

    /// What is below a parent, by its index among them.
    public FieldSet child(int index) {
        return children[index];
    }

    /// What is below an element; empty when nothing is.
    public FieldSet below(PathElement element) {
        int at = Arrays.binarySearch(parents, element);
        return at < 0 ? EMPTY : children[at];
    }

    /// Whether there may be paths below the element.
    public boolean hasBelow(PathElement element) {
        return Arrays.binarySearch(parents, element) >= 0;
    }

    /// Whether the element itself is in the set.
    public boolean hasMember(PathElement element) {
        return Arrays.binarySearch(members, element) >= 0;
    }

    /// Whether the path is in the set.
    public boolean has(List<PathElement> path) {
        var set = this;
        for (int i = 0; i < path.size() - 1; i++) set = set.below(path.get(i));
        return !path.isEmpty() && set.hasMember(path.getLast());
    }

    /// Whether no path is in it.
    public boolean isEmpty() {
        if (members.length > 0) return false;
        for (var child : children) if (!child.isEmpty()) return false;
        return true;
    }

    /// How many paths are in it.
    public int size() {
        int size = members.length;
        for (var child : children) size += child.size();
        return size;
    }

    /// All paths: at each level those that end there first.
    public List<List<PathElement>> paths() {
        var paths = new ArrayList<List<PathElement>>();
        collect(List.of(), paths);
        return paths;
    }

    private void collect(List<PathElement> above, List<List<PathElement>> paths) {
        for (var member : members) paths.add(extended(above, member));
        for (int i = 0; i < parents.length; i++) children[i].collect(extended(above, parents[i]), paths);
    }

    private static List<PathElement> extended(List<PathElement> above, PathElement last) {
        var path = new ArrayList<>(above);
        path.add(last);
        return path;
    }

    /// What is in this set or in the other.
    public FieldSet union(FieldSet that) {
        if (isBare()) return that;
        if (that.isBare()) return this;
        var out = new Children(parents.length + that.parents.length);
        int i = 0;
        int j = 0;
        while (i < parents.length || j < that.parents.length) {
            int order = order(i, that, j);
            if (order < 0) out.add(parents[i], children[i++]);
            else if (order > 0) out.add(that.parents[j], that.children[j++]);
            else out.add(parents[i], children[i++].union(that.children[j++]));
        }
        return out.set(unitedMembers(that));
    }

    /// What is in both sets.
    public FieldSet intersection(FieldSet that) {
        if (isBare() || that.isBare()) return EMPTY;
        var out = new Children(Math.min(parents.length, that.parents.length));
        int i = 0;
        int j = 0;
        while (i < parents.length && j < that.parents.length) {
            int order = parents[i].compareTo(that.parents[j]);
            if (order < 0) i++;
            else if (order > 0) j++;
            else out.addUnlessEmpty(parents[i], children[i++].intersection(that.children[j++]));
        }
        return out.set(keptMembers(that, true));
    }

    /// What is in this set and not in the other. What is below a path of the other set stays.
    public FieldSet difference(FieldSet that) {
        return isBare() || that.isBare() ? this : without(that, false);
    }

    /// What is neither in the other set nor below a path that is.
    public FieldSet recursiveDifference(FieldSet that) {
        return isBare() || that.isBare() ? this : without(that, true);
    }

    private FieldSet without(FieldSet that, boolean below) {
        var out = new Children(parents.length);
        int j = 0;
        for (int i = 0; i < parents.length; i++) {
            if (below && that.hasMember(parents[i])) continue;
            while (j < that.parents.length && that.parents[j].compareTo(parents[i]) < 0) j++;
            if (j < that.parents.length && that.parents[j].compareTo(parents[i]) == 0) {
                var other = that.children[j];
                out.addUnlessEmpty(
                        parents[i], below ? children[i].recursiveDifference(other) : children[i].difference(other));
            } else {
                out.add(parents[i], children[i]);
            }
        }
        return out.set(keptMembers(that, false));
    }

    private int order(int i, FieldSet that, int j) {
        if (i == parents.length) return 1;
        return j == that.parents.length ? -1 : parents[i].compareTo(that.parents[j]);
    }

    private PathElement[] unitedMembers(FieldSet that) {
        if (that.members.length == 0) return members;
        if (members.length == 0) return that.members;
        var out = new ArrayList<PathElement>(members.length + that.members.length);
        int i = 0;
        int j = 0;
        while (i < members.length || j < that.members.length) {
            int order = i == members.length ? 1 : j == that.members.length ? -1 : members[i].compareTo(that.members[j]);
            out.add(order <= 0 ? members[i] : that.members[j]);
            if (order <= 0) i++;
            if (order >= 0) j++;
        }
        return out.toArray(NONE);
    }

    private PathElement[] keptMembers(FieldSet that, boolean common) {
        var out = new ArrayList<PathElement>(members.length);
        for (var member : members) if (that.hasMember(member) == common) out.add(member);
        return out.size() == members.length ? members : out.toArray(NONE);
    }

    /// Whether it has no nodes at all.
    private boolean isBare() {
        return members.length == 0 && parents.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof FieldSet that
                        && Arrays.equals(members, that.members)
                        && Arrays.equals(parents, that.parents)
                        && Arrays.equals(children, that.children));
    }

    @Override
    public int hashCode() {
        return (Arrays.hashCode(members) * 31 + Arrays.hashCode(parents)) * 31 + Arrays.hashCode(children);
    }

    /// Its paths, one a line.
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var path : paths()) {
            path.forEach(text::append);
            text.append('\n');
        }
        return text.toString();
    }

    /// Children as they are found, in order.
    private static final class Children {
        private final ArrayList<PathElement> parents;
        private final ArrayList<FieldSet> children;

        Children(int capacity) {
            this.parents = new ArrayList<>(capacity);
            this.children = new ArrayList<>(capacity);
        }

        void add(PathElement parent, FieldSet child) {
            parents.add(parent);
            children.add(child);
        }

        void addUnlessEmpty(PathElement parent, FieldSet child) {
            if (!child.isEmpty()) add(parent, child);
        }

        FieldSet set(PathElement[] members) {
            return new FieldSet(members, parents.toArray(NONE), children.toArray(NO_SETS));
        }
    }
}
