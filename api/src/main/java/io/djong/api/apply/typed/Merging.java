package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonSpans;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// The walk that lays one value over another: what both have is the second's, lists with keys and maps
/// by their parts. The result is spelled as its parts are, in the first value's order.
final class Merging {
    private final JsonSpans live;
    private final JsonSpans config;
    private final MergedText out;

    private Merging(JsonSpans live, JsonSpans config) {
        this.live = live;
        this.config = config;
        this.out = new MergedText(live.data().length + config.data().length);
    }

    static JsonSpans merge(ApplyType type, JsonSpans live, JsonSpans config) throws FieldsException {
        var merging = new Merging(live, config);
        merging.visit(type, 0, 0);
        return merging.out.object();
    }

    /// @return whether something is left, and so was written
    private boolean visit(ApplyType type, int left, int right) throws FieldsException {
        if (right < 0) return copy(live, left);
        if (left >= 0 && live.sameText(left, config, right)) return copy(live, left);
        int atoms = type.atomsOf(config, right);
        if ((atoms & ApplyType.MAP) != 0) return map(type.members(), left, right);
        if ((atoms & ApplyType.SCALAR_ATOM) != 0) return copy(config, right);
        return list(type.items(), left, right);
    }

    private boolean copy(JsonSpans spans, int node) {
        out.copy(spans, node);
        return true;
    }

    private static boolean isBareMap(JsonSpans spans, int node) {
        return node < 0 || !spans.isObject(node) || spans.isEmpty(node);
    }

    private static boolean isBareList(JsonSpans spans, int node) {
        return node < 0 || !spans.isArray(node) || spans.isEmpty(node);
    }

    private boolean map(Members members, int left, int right) throws FieldsException {
        if (members.isAtomic() || (isBareMap(live, left) && isBareMap(config, right))) return copy(config, right);
        int start = out.size();
        out.put('{');
        new MapPairs(live, left, config, right).each((key, leftValue, rightValue) -> {
            var names = leftValue >= 0 ? live : config;
            int before = out.size();
            if (before > start + 1) out.put(',');
            out.copy(names, key);
            out.put(':');
            if (!member(members, names, key, leftValue, rightValue)) out.cut(before);
        });
        return closed(start, '}');
    }

    /// @return whether something is left, and so was written
    private boolean member(Members members, JsonSpans names, int key, int left, int right) throws FieldsException {
        if (right < 0) return copy(live, left);
        var member = members.find(names, key);
        if (member == null) throw new FieldsException("field not declared in schema");
        return visit(member.type(), left, right);
    }

    /// Closes what was opened at a place, or takes it back when nothing is in it.
    private boolean closed(int start, char end) {
        if (out.size() == start + 1) {
            out.cut(start);
            return false;
        }
        out.put(end);
        return true;
    }

    private boolean list(ApplyType.Items items, int left, int right) throws FieldsException {
        if (!items.associative() || (isBareList(live, left) && isBareList(config, right))) return copy(config, right);
        var lefts = ListElements.of(items, live, left);
        var rights = ListElements.of(items, config, right);
        for (int i = 0; i < rights.elements().size(); i++) {
            if (!rights.isFirst(i)) {
                throw new FieldsException(
                        "duplicate entries for key " + rights.elements().get(i));
            }
        }
        int start = out.size();
        out.put('[');
        new ListMerge(items.element().get(), lefts, rights, start).merge();
        return closed(start, ']');
    }

    /// The order of a merged list: that of the second list, between whose elements those of the first
    /// keep their place.
    private final class ListMerge {
        private final ApplyType type;
        private final ListElements lefts;
        private final ListElements rights;
        private final int start;
        private final HashSet<PathElement> merged = new HashSet<>();
        private final List<PathElement> shared = new ArrayList<>();
        private int nextShared;
        private int l;
        private int r;

        ListMerge(ApplyType type, ListElements lefts, ListElements rights, int start) {
            this.type = type;
            this.start = start;
            this.lefts = lefts;
            this.rights = rights;
            for (var element : rights.elements()) if (!lefts.all(element).isEmpty()) shared.add(element);
        }

        void merge() throws FieldsException {
            int leftSize = lefts.elements().size();
            int rightSize = rights.elements().size();
            while (l < leftSize || r < rightSize) {
                if (l < leftSize && r < rightSize && both()) continue;
                if (l < leftSize && left()) continue;
                if (r < rightSize) right();
            }
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
            int before = out.size();
            if (before > start + 1) out.put(',');
            if (!visit(type, left, right)) out.cut(before);
        }
    }
}
