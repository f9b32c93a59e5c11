package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.PathElement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Fits a set to its type: what the type owns as a whole is not owned in parts.
///
/// Source: structured-merge-diff `typed.ReconcileFieldSetWithSchema`.
final class Reconciling {
    private final FieldSetBuilder wholes = new FieldSetBuilder();
    private final List<PathElement> path = new ArrayList<>();
    private boolean found;

    private Reconciling() {}

    /// The same set when it fits.
    static FieldSet fit(FieldSet fields, ApplyType type) {
        var walk = new Reconciling();
        walk.visit(type, fields, false);
        if (!walk.found) return fields;
        var wholes = walk.wholes.build();
        return fields.recursiveDifference(wholes).union(wholes);
    }

    /// @param whole whether the place itself is owned and nothing below it
    private void visit(ApplyType type, FieldSet below, boolean whole) {
        if (type.isMap()) map(type.members(), below, whole);
        else if (type.isList()) list(type.items(), below, whole);
    }

    private void map(Members members, FieldSet below, boolean whole) {
        if (members.isDeduced()) return;
        if (!whole && members.isAtomic()) {
            if (below.size() > 0) own();
            return;
        }
        var parents = below.parents();
        for (int i = 0; i < parents.size(); i++) {
            var member = member(members, parents.get(i));
            if (member != null) descend(member.type(), parents.get(i), below.child(i), false);
        }
        for (var element : below.members()) {
            var member = below.hasBelow(element) ? null : member(members, element);
            if (member != null) descend(member.type(), element, FieldSet.EMPTY, true);
        }
    }

    private static Members.@Nullable Member member(Members members, PathElement element) {
        return element instanceof PathElement.Field(String name) ? members.find(name) : null;
    }

    private void list(ApplyType.Items items, FieldSet below, boolean whole) {
        if (!whole && !items.associative()) {
            own();
            return;
        }
        var parents = below.parents();
        for (int i = 0; i < parents.size(); i++) {
            descend(items.element().get(), parents.get(i), below.child(i), false);
        }
        for (var element : below.members()) {
            if (!below.hasBelow(element)) descend(items.element().get(), element, FieldSet.EMPTY, true);
        }
    }

    private void descend(ApplyType type, PathElement element, FieldSet below, boolean whole) {
        if (!type.isMap() && !type.isList()) return;
        path.add(element);
        visit(type, below, whole);
        path.removeLast();
    }

    private void own() {
        found = true;
        wholes.add(List.copyOf(path));
    }
}
