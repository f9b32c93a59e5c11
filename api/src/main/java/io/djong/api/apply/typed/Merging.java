package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The walk that lays one value over another: what both have is the second's, lists with keys and maps
/// by their parts.
final class Merging {
    private final JsonSpans live;
    private final JsonSpans config;

    private Merging(JsonSpans live, JsonSpans config) {
        this.live = live;
        this.config = config;
    }

    static JsonValue merge(ApplyType type, JsonSpans live, JsonSpans config) throws FieldsException {
        var merged = new Merging(live, config).visit(type, 0, 0);
        return merged == null ? JsonNull.NULL : merged;
    }

    /// @return null when nothing is left
    private @Nullable JsonValue visit(ApplyType type, int left, int right) throws FieldsException {
        int leftAtoms = type.atomsOf(live, left);
        int rightAtoms = type.atomsOf(config, right);
        int atoms = right < 0 ? leftAtoms : rightAtoms;
        if (right < 0 && left >= 0) return live.value(left);
        if ((atoms & ApplyType.MAP) != 0) return map(type.members(), left, right);
        if ((atoms & ApplyType.SCALAR_ATOM) != 0) return leaf(left, right);
        return list(type.items(), left, right);
    }

    private JsonValue leaf(int left, int right) {
        return right >= 0 ? config.value(right) : live.value(left);
    }

    private static boolean isBareMap(JsonSpans spans, int node) {
        return node < 0 || !spans.isObject(node) || spans.isEmpty(node);
    }

    private static boolean isBareList(JsonSpans spans, int node) {
        return node < 0 || !spans.isArray(node) || spans.isEmpty(node);
    }

    private @Nullable JsonValue map(Members members, int left, int right) throws FieldsException {
        if (members.isAtomic() || (isBareMap(live, left) && isBareMap(config, right))) return leaf(left, right);
        var out = new OrderedMap.Collector<JsonValue>();
        new MapPairs(live, left, config, right).each((key, leftValue, rightValue) -> {
            var names = leftValue >= 0 ? live : config;
            var member = members.find(names, key);
            if (member == null) throw new FieldsException("field not declared in schema");
            var merged = visit(member.type(), leftValue, rightValue);
            if (merged != null) out.add(member.element().name(), merged);
        });
        return out.isEmpty() ? null : new JsonObject(out);
    }

    private @Nullable JsonValue list(ApplyType.Items items, int left, int right) throws FieldsException {
        if (!items.associative() || (isBareList(live, left) && isBareList(config, right))) return leaf(left, right);
        var lefts = ListElements.of(items, live, left);
        var rights = ListElements.of(items, config, right);
        for (int i = 0; i < rights.elements().size(); i++) {
            if (!rights.isFirst(i)) {
                throw new FieldsException(
                        "duplicate entries for key " + rights.elements().get(i));
            }
        }
        var out = new ListMerge(items.element().get(), lefts, rights).merge();
        return out.isEmpty() ? null : new JsonArray(out);
    }

    /// The order of a merged list: that of the second list, between whose elements those of the first
    /// keep their place.
    private final class ListMerge {
        private final ApplyType type;
        private final ListElements lefts;
        private final ListElements rights;
        private final List<JsonValue> out = new ArrayList<>();
        private final HashSet<PathElement> merged = new HashSet<>();
        private final List<PathElement> shared = new ArrayList<>();
        private int nextShared;
        private int l;
        private int r;

        ListMerge(ApplyType type, ListElements lefts, ListElements rights) {
            this.type = type;
            this.lefts = lefts;
            this.rights = rights;
            for (var element : rights.elements()) if (!lefts.all(element).isEmpty()) shared.add(element);
        }

        List<JsonValue> merge() throws FieldsException {
            int leftSize = lefts.elements().size();
            int rightSize = rights.elements().size();
            while (l < leftSize || r < rightSize) {
                if (l < leftSize && r < rightSize && both()) continue;
                if (l < leftSize && left()) continue;
                if (r < rightSize) right();
            }
            return out;
        }

        /// @return whether one of them was dealt with
        private boolean both() throws FieldsException {
            var element = lefts.elements().get(l);
            if (element.equals(rights.elements().get(r))) {
                merged.add(element);
                add(only(element), rights.nodes().get(r));
                l++;
                r++;
                nextShared++;
                return true;
            }
            boolean later =
                    nextShared < shared.size() && !shared.get(nextShared).equals(element);
            if (later && !rights.all(element).isEmpty()) {
                l++;
                return true;
            }
            return false;
        }

        /// @return whether the next of the first list was dealt with and the second list has to wait
        private boolean left() throws FieldsException {
            var element = lefts.elements().get(l);
            if (rights.all(element).isEmpty()) {
                add(lefts.nodes().get(l), -1);
                l++;
                return true;
            }
            if (merged.contains(element)) l++;
            return false;
        }

        private void right() throws FieldsException {
            var element = rights.elements().get(r);
            merged.add(element);
            add(only(element), rights.nodes().get(r));
            r++;
            if (nextShared < shared.size() && shared.get(nextShared).equals(element)) nextShared++;
        }

        /// The value of that name in the first list; -1 when there is none or more than one.
        private int only(PathElement element) {
            var all = lefts.all(element);
            return all.size() == 1 ? all.getFirst() : -1;
        }

        private void add(int left, int right) throws FieldsException {
            var value = visit(type, left, right);
            if (value != null) out.add(value);
        }
    }
}
