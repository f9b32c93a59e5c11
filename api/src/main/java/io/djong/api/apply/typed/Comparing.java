package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldSetBuilder;
import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonSpans;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The walk that compares two values. Parts that are spelled alike are not looked into.
final class Comparing {
    private final JsonSpans before;
    private final JsonSpans after;
    private final FieldSetBuilder removed = new FieldSetBuilder();
    private final FieldSetBuilder modified = new FieldSetBuilder();
    private final FieldSetBuilder added = new FieldSetBuilder();

    Comparing(JsonSpans before, JsonSpans after) {
        this.before = before;
        this.after = after;
    }

    Comparison root(ApplyType type) throws FieldsException {
        compare(type, 0, 0, new Level(null, null));
        return new Comparison(removed.build(), modified.build(), added.build());
    }

    /// A place on the way down. What is collected for it is made only when something is.
    private final class Level {
        private final @Nullable Level above;
        private final @Nullable PathElement element;
        private @Nullable FieldSetBuilder removedBelow;
        private @Nullable FieldSetBuilder modifiedBelow;
        private @Nullable FieldSetBuilder addedBelow;

        Level(@Nullable Level above, @Nullable PathElement element) {
            this.above = above;
            this.element = element;
        }

        FieldSetBuilder removedBelow() {
            if (removedBelow == null) {
                removedBelow = above == null || element == null
                        ? removed
                        : above.removedBelow().child(element);
            }
            return removedBelow;
        }

        FieldSetBuilder modifiedBelow() {
            if (modifiedBelow == null) {
                modifiedBelow = above == null || element == null
                        ? modified
                        : above.modifiedBelow().child(element);
            }
            return modifiedBelow;
        }

        FieldSetBuilder addedBelow() {
            if (addedBelow == null) {
                addedBelow = above == null || element == null
                        ? added
                        : above.addedBelow().child(element);
            }
            return addedBelow;
        }

        /// Notes this place itself.
        void note(boolean isAdded, boolean isRemoved) {
            if (above == null || element == null) return;
            var below = isAdded ? above.addedBelow() : isRemoved ? above.removedBelow() : above.modifiedBelow();
            below.addMember(element);
        }
    }

    /// Compares two values at one place; -1 for one that is not there.
    private void compare(ApplyType type, int left, int right, Level level) throws FieldsException {
        if (left >= 0 && right >= 0 && before.sameText(left, after, right)) return;
        int leftAtoms = type.atomsOf(before, left);
        int rightAtoms = type.atomsOf(after, right);
        boolean leaf;
        if (right < 0) leaf = handle(leftAtoms, type, left, right, level);
        else if (left < 0 || leftAtoms == rightAtoms) leaf = handle(rightAtoms, type, left, right, level);
        else {
            handle(leftAtoms, type, left, right, level);
            leaf = handle(rightAtoms, type, left, right, level);
        }
        if (!leaf && (left < 0 || right < 0)) level.note(left < 0, right < 0);
    }

    /// @return whether it was compared as a whole
    private boolean handle(int atoms, ApplyType type, int left, int right, Level level) throws FieldsException {
        if ((atoms & ApplyType.MAP) != 0) return map(type.members(), left, right, level);
        if ((atoms & ApplyType.SCALAR_ATOM) != 0) return leaf(left, right, level);
        return list(type.items(), left, right, level);
    }

    private boolean leaf(int left, int right, Level level) {
        if (left < 0 || right < 0 || !before.sameValue(left, after, right)) level.note(left < 0, right < 0);
        return true;
    }

    private boolean list(ApplyType.Items items, int left, int right, Level level) throws FieldsException {
        boolean none = isBareList(before, left) && isBareList(after, right);
        if (!items.associative() || none) return leaf(left, right, level);
        var old = ListElements.of(items, before, left);
        var now = ListElements.of(items, after, right);
        for (int i = 0; i < old.elements().size(); i++) {
            if (old.isFirst(i)) element(items, old.elements().get(i), old, now, level);
        }
        for (int i = 0; i < now.elements().size(); i++) {
            var element = now.elements().get(i);
            if (now.isFirst(i) && old.all(element).isEmpty()) element(items, element, old, now, level);
        }
        return false;
    }

    private static boolean isBareList(JsonSpans spans, int node) {
        return node < 0 || !spans.isArray(node) || spans.isEmpty(node);
    }

    private void element(ApplyType.Items items, PathElement element, ListElements old, ListElements now, Level level)
            throws FieldsException {
        var lefts = old.all(element);
        var rights = now.all(element);
        if (lefts.size() <= 1 && rights.size() <= 1) {
            item(items, element, only(lefts), only(rights), level);
        } else if (lefts.size() >= 2 && rights.size() >= 2) {
            if (!sameValues(lefts, rights)) level.modifiedBelow().addMember(element);
        } else if (lefts.size() >= 2) {
            if (!rights.isEmpty()) item(items, element, -1, rights.getFirst(), level);
            level.removedBelow().addMember(element);
        } else {
            if (!lefts.isEmpty()) item(items, element, lefts.getFirst(), -1, level);
            level.addedBelow().addMember(element);
        }
    }

    private void item(ApplyType.Items items, PathElement element, int left, int right, Level level)
            throws FieldsException {
        if (left >= 0 && right >= 0 && before.sameText(left, after, right)) return;
        compare(items.element().get(), left, right, new Level(level, element));
    }

    private static int only(List<Integer> nodes) {
        return nodes.isEmpty() ? -1 : nodes.getFirst();
    }

    private boolean sameValues(List<Integer> lefts, List<Integer> rights) {
        if (lefts.size() != rights.size()) return false;
        for (int i = 0; i < lefts.size(); i++) {
            if (!before.sameValue(lefts.get(i), after, rights.get(i))) return false;
        }
        return true;
    }

    private boolean map(Members members, int left, int right, Level level) throws FieldsException {
        boolean none = isBareMap(before, left) && isBareMap(after, right);
        if (members.isAtomic() || none) return leaf(left, right, level);
        new MapPairs(before, left, after, right).each((key, leftValue, rightValue) -> {
            if (leftValue >= 0 && rightValue >= 0 && before.sameText(leftValue, after, rightValue)) return;
            var member = members.find(leftValue >= 0 ? before : after, key);
            if (member == null) throw new FieldsException("field not declared in schema");
            compare(member.type(), leftValue, rightValue, new Level(level, member.element()));
        });
        return false;
    }

    private static boolean isBareMap(JsonSpans spans, int node) {
        return node < 0 || !spans.isObject(node) || spans.isEmpty(node);
    }
}
