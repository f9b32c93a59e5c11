package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.PathElement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Makes fields that a struct declares members where something below them is in a set.
final class NamedFields {
    private NamedFields() {}

    static FieldSet ensured(FieldSet set, @Nullable ApplyType type) {
        var members = type != null && type.isMap() ? type.members() : null;
        var out = new FieldSetBuilder();
        for (var member : set.members()) out.addMember(member);
        var parents = set.parents();
        var below = new FieldSet[parents.size()];
        for (int i = 0; i < parents.size(); i++) {
            var parent = parents.get(i);
            ApplyType part = null;
            if (parent instanceof PathElement.Field(String name) && members != null) {
                var member = members.find(name);
                if (member != null) part = member.type();
                if (member != null && member.declared()) out.addMember(parent);
            } else if (parent instanceof PathElement.Key && type != null && type.isList()) {
                part = type.items().element().get();
            }
            below[i] = ensured(set.child(i), part);
        }
        return FieldSet.ofSorted(out.build().members(), parents, List.of(below));
    }
}
