package io.djong.api.apply;

import java.util.ArrayList;
import java.util.List;

/// Fits a set to its type: what the type owns as a whole is not owned in parts.
///
/// Source: structured-merge-diff `typed.ReconcileFieldSetWithSchema`.
final class Reconciling {
    private final FieldSetBuilder wholes = new FieldSetBuilder();
    private boolean found;

    private Reconciling() {}

    static FieldSet fit(FieldSet fields, ApplyType type) {
        var walk = new Reconciling();
        walk.visit(type, fields, false, List.of());
        if (!walk.found) return fields;
        var wholes = walk.wholes.build();
        return fields.recursiveDifference(wholes).union(wholes);
    }

    /// @param whole whether the place itself is owned and nothing below it
    private void visit(ApplyType type, FieldSet below, boolean whole, List<PathElement> path) {
        if (type.isMap()) map(type.members(), below, whole, path);
        else if (type.isList()) list(type.items(), below, whole, path);
    }

    private void map(Members members, FieldSet below, boolean whole, List<PathElement> path) {
        if (members.isDeduced()) return;
        if (!whole && members.isAtomic()) {
            if (below.size() > 0) own(path);
            return;
        }
        for (var element : elements(below)) {
            var member = element instanceof PathElement.Field(String name) ? members.find(name) : null;
            if (member != null) descend(member.type(), below, element, path);
        }
    }

    private void list(ApplyType.Items items, FieldSet below, boolean whole, List<PathElement> path) {
        if (!whole && !items.associative()) {
            own(path);
            return;
        }
        for (var element : elements(below)) descend(items.element().get(), below, element, path);
    }

    private void descend(ApplyType type, FieldSet below, PathElement element, List<PathElement> path) {
        var deeper = new ArrayList<>(path);
        deeper.add(element);
        boolean whole = below.hasMember(element) && !below.hasBelow(element);
        visit(type, below.below(element), whole, deeper);
    }

    private static List<PathElement> elements(FieldSet set) {
        var elements = new ArrayList<>(set.members());
        for (var parent : set.parents()) if (!set.hasMember(parent)) elements.add(parent);
        return elements;
    }

    private void own(List<PathElement> path) {
        found = true;
        wholes.add(path);
    }
}
