package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldsException;
import io.djong.api.json.JsonSpans;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of two objects, paired by name.
final class MapPairs {
    /// From how many members on names are found by a table when they are not where they are expected.
    private static final int TABLE_FROM = 64;

    private final JsonSpans left;
    private final JsonSpans right;
    private final int leftNode;
    private final int rightNode;

    /// What is done with a pair.
    interface Visit {
        /// @param key in the left object if the left value is there, else in the right one
        /// @param leftValue -1 when it has none of that name
        /// @param rightValue -1 when it has none of that name
        void pair(int key, int leftValue, int rightValue) throws FieldsException;
    }

    /// @param leftNode an object, or anything else (-1 for nothing) for one without members
    MapPairs(JsonSpans left, int leftNode, JsonSpans right, int rightNode) {
        this.left = left;
        this.right = right;
        this.leftNode = leftNode >= 0 && left.isObject(leftNode) ? leftNode : -1;
        this.rightNode = rightNode >= 0 && right.isObject(rightNode) ? rightNode : -1;
    }

    /// Visits those of the left object first, then those that only the right one has.
    void each(Visit visit) throws FieldsException {
        var rights = new Names(right, rightNode);
        if (leftNode >= 0) {
            for (int key = left.first(leftNode); key < left.next(leftNode); key = left.next(key + 1)) {
                int found = rights.find(left, key);
                visit.pair(key, key + 1, found < 0 ? -1 : found + 1);
            }
        }
        if (rightNode < 0) return;
        var lefts = new Names(left, leftNode);
        for (int key = right.first(rightNode); key < right.next(rightNode); key = right.next(key + 1)) {
            if (lefts.find(right, key) < 0) visit.pair(key, -1, key + 1);
        }
    }

    /// Finds names in one object, expecting them in the order in which they are asked for.
    private static final class Names {
        private final JsonSpans spans;
        private final int first;
        private final int end;
        private int expected;
        private @Nullable Map<String, Integer> table;

        Names(JsonSpans spans, int node) {
            this.spans = spans;
            this.first = node < 0 ? 0 : spans.first(node);
            this.end = node < 0 ? 0 : spans.next(node);
            this.expected = first;
        }

        int find(JsonSpans other, int key) {
            if (expected < end && spans.sameText(expected, other, key)) return found(expected);
            if (table != null) return find(table, other, key);
            int steps = 0;
            for (int at = first; at < end; at = spans.next(at + 1)) {
                if (spans.sameText(at, other, key)) return found(at);
                if (++steps == TABLE_FROM) {
                    table = names();
                    return find(table, other, key);
                }
            }
            return -1;
        }

        private int find(Map<String, Integer> names, JsonSpans other, int key) {
            var at = names.get(other.text(key));
            return at == null ? -1 : found(at);
        }

        private int found(int at) {
            expected = spans.next(at + 1);
            return at;
        }

        private Map<String, Integer> names() {
            var names = new HashMap<String, Integer>();
            for (int at = first; at < end; at = spans.next(at + 1)) names.put(spans.text(at), at);
            return names;
        }
    }
}
