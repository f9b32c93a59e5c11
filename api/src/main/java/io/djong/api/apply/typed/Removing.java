package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSet;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import java.util.ArrayList;

/// The walk that leaves out what is in a set. What had parts and has none any more is null.
final class Removing {
    private final JsonSpans spans;

    private Removing(JsonSpans spans) {
        this.spans = spans;
    }

    static JsonValue remove(ApplyType type, JsonSpans spans, FieldSet items) throws FieldsException {
        return new Removing(spans).visit(type, 0, items);
    }

    private JsonValue visit(ApplyType type, int node, FieldSet items) throws FieldsException {
        int atoms = type.atomsOf(spans, node);
        if ((atoms & ApplyType.MAP) != 0) return map(type.members(), node, items);
        if ((atoms & ApplyType.SCALAR_ATOM) != 0) return spans.value(node);
        return list(type.items(), node, items);
    }

    private JsonValue list(ApplyType.Items items, int node, FieldSet removed) throws FieldsException {
        if (!spans.isArray(node) || !items.associative()) return JsonNull.NULL;
        var out = new ArrayList<JsonValue>();
        var list = ListElements.of(items, spans, node);
        for (int i = 0; i < list.elements().size(); i++) {
            var element = list.elements().get(i);
            if (removed.hasMember(element)) continue;
            int value = list.nodes().get(i);
            var below = removed.below(element);
            out.add(below.isEmpty() ? spans.value(value) : visit(items.element().get(), value, below));
        }
        return out.isEmpty() ? JsonNull.NULL : new JsonArray(out);
    }

    private JsonValue map(Members members, int node, FieldSet removed) throws FieldsException {
        if (!spans.isObject(node) || members.isAtomic()) return JsonNull.NULL;
        var out = new OrderedMap.Collector<JsonValue>();
        for (int key = spans.first(node); key < spans.next(node); key = spans.next(key + 1)) {
            var member = members.find(spans, key);
            if (member == null) throw new FieldsException("field not declared in schema");
            if (removed.hasMember(member.element())) continue;
            var below = removed.below(member.element());
            out.add(
                    member.element().name(),
                    below.isEmpty() ? spans.value(key + 1) : visit(member.type(), key + 1, below));
        }
        return out.isEmpty() ? JsonNull.NULL : new JsonObject(out);
    }
}
