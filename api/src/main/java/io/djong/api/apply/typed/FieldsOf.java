package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonSpans;
import org.jspecify.annotations.Nullable;

/// The walk that finds what a value says: the set of its fields.
final class FieldsOf {
    private final JsonSpans spans;

    private FieldsOf(JsonSpans spans) {
        this.spans = spans;
    }

    static FieldSet value(ApplyType type, JsonSpans spans) throws FieldsException {
        var out = new FieldSetBuilder();
        new FieldsOf(spans).visit(type, 0, null, null, out);
        return out.build();
    }

    /// @param above where the place itself is noted; null at the root
    /// @param element the place in `above`; null at the root
    /// @param out where what is below is noted
    private void visit(
            ApplyType type,
            int node,
            @Nullable FieldSetBuilder above,
            @Nullable PathElement element,
            FieldSetBuilder out)
            throws FieldsException {
        int atoms = type.atomsOf(spans, node);
        if ((atoms & ApplyType.MAP) != 0) {
            if (type.members().isAtomic()) note(above, element);
            else if (spans.isObject(node)) map(type.members(), node, out);
        } else if ((atoms & ApplyType.SCALAR_ATOM) != 0) {
            note(above, element);
        } else if (!type.items().associative()) {
            note(above, element);
        } else if (spans.isArray(node)) {
            list(type.items(), node, out);
        }
    }

    private static void note(@Nullable FieldSetBuilder above, @Nullable PathElement element) {
        if (above != null && element != null) above.addMember(element);
    }

    /// Where what is below a value is noted; nothing is below scalars.
    private FieldSetBuilder below(int value, FieldSetBuilder out, PathElement element) {
        return spans.isObject(value) || spans.isArray(value) ? out.child(element) : out;
    }

    private void map(Members members, int node, FieldSetBuilder out) throws FieldsException {
        for (int key = spans.first(node); key < spans.next(node); key = spans.next(key + 1)) {
            int value = key + 1;
            var member = members.find(spans, key);
            if (member == null) throw new FieldsException("field not declared in schema");
            visit(member.type(), value, out, member.element(), below(value, out, member.element()));
            boolean bare = spans.isNull(value) || (spans.isObject(value) && spans.isEmpty(value));
            if (bare || !member.declared()) out.addMember(member.element());
        }
    }

    private void list(ApplyType.Items items, int node, FieldSetBuilder out) throws FieldsException {
        var list = ListElements.of(items, spans, node);
        for (int i = 0; i < list.elements().size(); i++) {
            var element = list.elements().get(i);
            out.addMember(element);
            if (list.all(element).size() > 1) continue;
            int value = list.nodes().get(i);
            visit(items.element().get(), value, out, element, below(value, out, element));
        }
    }
}
