package io.djong.api.apply.paths;

import java.util.ArrayList;
import java.util.List;

/// Collects paths in any order. For one thread.
public final class FieldSetBuilder {
    private final ArrayList<PathElement> members = new ArrayList<>(4);
    private final ArrayList<Child> children = new ArrayList<>(4);

    private record Child(PathElement element, FieldSetBuilder below) {}

    /// Adds a path; the empty one is none.
    public void add(List<PathElement> path) {
        if (path.isEmpty()) return;
        var node = this;
        for (int i = 0; i < path.size() - 1; i++) node = node.child(path.get(i));
        node.addMember(path.getLast());
    }

    /// Adds the path of one element.
    public void addMember(PathElement element) {
        members.add(element);
    }

    /// What is below an element. Several of the same element count together.
    public FieldSetBuilder child(PathElement element) {
        if (!children.isEmpty() && children.getLast().element().equals(element)) {
            return children.getLast().below();
        }
        var below = new FieldSetBuilder();
        children.add(new Child(element, below));
        return below;
    }

    boolean isEmpty() {
        return members.isEmpty() && children.isEmpty();
    }

    /// Adds all that another has.
    void addAll(FieldSetBuilder that) {
        members.addAll(that.members);
        children.addAll(that.children);
    }

    /// The set of what was added.
    public FieldSet build() {
        if (members.isEmpty() && children.isEmpty()) return FieldSet.EMPTY;
        var parents = new ArrayList<PathElement>(children.size());
        var sets = new ArrayList<FieldSet>(children.size());
        children.sort((a, b) -> a.element().compareTo(b.element()));
        for (var child : children) {
            if (child.below().isEmpty()) continue;
            var set = child.below().build();
            if (set.isEmpty()) continue;
            int last = parents.size() - 1;
            if (last >= 0 && parents.get(last).compareTo(child.element()) == 0) {
                sets.set(last, sets.get(last).union(set));
            } else {
                parents.add(child.element());
                sets.add(set);
            }
        }
        return new FieldSet(sortedMembers(), parents.toArray(new PathElement[0]), sets.toArray(new FieldSet[0]));
    }

    private PathElement[] sortedMembers() {
        members.sort(null);
        var distinct = new ArrayList<PathElement>(members.size());
        for (var member : members) {
            if (distinct.isEmpty() || distinct.getLast().compareTo(member) != 0) distinct.add(member);
        }
        return distinct.toArray(new PathElement[0]);
    }
}
