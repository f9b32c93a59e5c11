package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lists of a strategic merge patch: scalars form a set, objects are matched by their merge
/// key; the order is that of the patch, with what only the server has put where it stood.
final class PatchLists {
    private PatchLists() {}

    static JsonArray merge(JsonArray original, JsonArray patch, PatchField field, boolean deletes)
            throws PatchException {
        if (original.size() == 0 && patch.size() == 0) {
            return original;
        }
        checkSameTypes(original.values(), patch.values());
        boolean objects = holdsObjects(original, patch);
        if (!objects) {
            return deletes ? without(original, patch) : mergeScalars(original, patch, field.mergeKey());
        }
        String mergeKey = field.mergeKey();
        if (mergeKey.isEmpty()) {
            throw PatchException.internal(
                    "cannot merge lists without merge key for " + field.type().kind());
        }
        List<JsonValue> kept = new ArrayList<>(original.values());
        List<JsonValue> changes = new ArrayList<>(patch.size());
        boolean replaces = false;
        for (var value : patch.values()) {
            var change = (JsonObject) value;
            var directive = change.get(StrategicMergePatch.DIRECTIVE);
            if (directive == null) {
                changes.add(change);
            } else if (StrategicMergePatch.isText(directive, "delete")) {
                var key = keyOf(change, mergeKey);
                kept.removeIf(element -> key.equals(((JsonObject) element).get(mergeKey)));
            } else if (StrategicMergePatch.isText(directive, "replace")) {
                replaces = true;
            } else if (StrategicMergePatch.isText(directive, "merge")) {
                throw PatchException.internal("merging lists cannot yet be specified in the patch");
            } else {
                throw PatchException.internal(
                        "unknown patch type: " + GoText.text(directive) + " in map: " + GoText.value(change));
            }
        }
        if (replaces) {
            kept = changes;
            changes = List.of();
        }
        var merged = mergeObjects(kept, changes, field);
        return new JsonArray(sorted(merged, changes, kept, mergeKey, true));
    }

    private static List<JsonValue> mergeObjects(List<JsonValue> original, List<JsonValue> changes, PatchField field)
            throws PatchException {
        var merged = new ArrayList<>(original);
        for (var value : changes) {
            var change = (JsonObject) value;
            var key = keyOf(change, field.mergeKey());
            int index = indexOf(merged, key, field.mergeKey());
            if (index < 0) {
                var added = StrategicMergePatch.withoutDirectives(change);
                merged.add(added == null ? change : added);
            } else {
                var element = (JsonObject) merged.get(index);
                merged.set(index, StrategicMergePatch.mergeObject(element, change, field.type()));
            }
        }
        return merged;
    }

    private static JsonArray without(JsonArray original, JsonArray removed) {
        Set<JsonValue> gone = new HashSet<>(removed.values());
        return new JsonArray(original.values().stream()
                .filter(value -> !gone.contains(value))
                .toList());
    }

    private static JsonArray mergeScalars(JsonArray original, JsonArray patch, String mergeKey) throws PatchException {
        var merged = new LinkedHashSet<>(original.values());
        merged.addAll(patch.values());
        return new JsonArray(sorted(List.copyOf(merged), patch.values(), original.values(), mergeKey, false));
    }

    /// The elements in the order of the patch; what only the server has keeps its place among those that it knew.
    static List<JsonValue> sorted(
            List<JsonValue> merged,
            List<JsonValue> order,
            List<JsonValue> serverOrder,
            String mergeKey,
            boolean objects)
            throws PatchException {
        var fromPatch = new ArrayList<JsonValue>();
        var serverOnly = new ArrayList<JsonValue>();
        for (var element : merged) {
            if (objects) {
                keyOf(object(element), mergeKey);
            }
            (index(order, element, mergeKey, objects) >= 0 ? fromPatch : serverOnly).add(element);
        }
        if (objects) {
            for (var element : order) {
                keyOf(object(element), mergeKey);
            }
        }
        fromPatch.sort(Comparator.comparingInt(element -> index(order, element, mergeKey, objects)));
        serverOnly.sort(Comparator.comparingInt(element -> index(serverOrder, element, mergeKey, objects)));
        return interleaved(serverOnly, fromPatch, serverOrder, mergeKey, objects);
    }

    private static List<JsonValue> interleaved(
            List<JsonValue> left,
            List<JsonValue> right,
            List<JsonValue> serverOrder,
            String mergeKey,
            boolean objects) {
        var all = new ArrayList<JsonValue>(left.size() + right.size());
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            boolean takeLeft = j >= right.size();
            if (i < left.size() && j < right.size()) {
                int leftIndex = index(serverOrder, left.get(i), mergeKey, objects);
                int rightIndex = index(serverOrder, right.get(j), mergeKey, objects);
                takeLeft = leftIndex >= 0 && rightIndex >= 0 && leftIndex < rightIndex;
            }
            all.add(takeLeft ? left.get(i++) : right.get(j++));
        }
        return all;
    }

    /// The patch may leave out what the order lists, but must not order its elements differently.
    static void checkOrder(JsonArray patch, JsonArray order, String mergeKey) throws PatchException {
        if (patch.size() == 0 || order.size() == 0) {
            return;
        }
        boolean objects = !mergeKey.isEmpty();
        int inOrder = 0;
        for (var element : patch.values()) {
            if (objects && object(element).get(StrategicMergePatch.DIRECTIVE) != null) {
                continue;
            }
            boolean found = false;
            while (!found && inOrder < order.size()) {
                var listed = order.get(inOrder++);
                found = objects
                        ? keyOf(object(element), mergeKey).equals(keyOf(object(listed), mergeKey))
                        : element.equals(listed);
            }
            if (!found) {
                throw PatchException.internal("The order in patch list:\n" + GoText.value(patch)
                        + "\n doesn't match $setElementOrder list:\n" + GoText.value(order) + "\n");
            }
        }
    }

    static boolean holdsObjects(@Nullable JsonArray original, @Nullable JsonArray patch) throws PatchException {
        for (var list :
                new JsonArray[] {original == null ? JsonArray.EMPTY : original, patch == null ? JsonArray.EMPTY : patch
                }) {
            if (list.size() > 0) {
                return list.get(0) instanceof JsonObject;
            }
        }
        throw PatchException.internal("no elements in any of the given slices");
    }

    private static void checkSameTypes(List<JsonValue> original, List<JsonValue> patch) throws PatchException {
        String type = "";
        for (var list : List.of(original, patch)) {
            for (var element : list) {
                if (element instanceof JsonArray) {
                    throw PatchException.unprocessable("lists of lists are not supported");
                }
                String current = GoText.type(element);
                if (!type.isEmpty() && !type.equals(current) || element instanceof JsonNull) {
                    throw PatchException.internal("list element types are not identical: ["
                            + GoText.value(new JsonArray(original)) + " " + GoText.value(new JsonArray(patch)) + "]");
                }
                type = current;
            }
        }
    }

    private static JsonObject object(JsonValue element) throws PatchException {
        if (element instanceof JsonObject object) {
            return object;
        }
        throw StrategicMergePatch.badType("map[string]interface {}", element);
    }

    private static JsonValue keyOf(JsonObject element, String mergeKey) throws PatchException {
        var key = element.get(mergeKey);
        if (key == null) {
            throw StrategicMergePatch.noMergeKey(element, mergeKey);
        }
        return key;
    }

    private static int index(List<JsonValue> list, JsonValue element, String mergeKey, boolean objects) {
        if (!objects) {
            return list.indexOf(element);
        }
        var key = ((JsonObject) element).get(mergeKey);
        return key == null ? -1 : indexOf(list, key, mergeKey);
    }

    private static int indexOf(List<JsonValue> list, JsonValue key, String mergeKey) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof JsonObject object && key.equals(object.get(mergeKey))) {
                return i;
            }
        }
        return -1;
    }
}
