package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Strategic merge patch: a merge patch that knows from the schema which lists are merged element
/// by element, and by which key, with the directives `$patch`, `$retainKeys`,
/// `$deleteFromPrimitiveList` and `$setElementOrder`.
///
/// Source: the community's document "strategic-merge-patch.md" and what kube-apiserver answers.
/// Where upstream's result depends on the order of a Go map, fields are taken in the order of their
/// names.
public final class StrategicMergePatch {
    static final String DIRECTIVE = "$patch";
    private static final String RETAIN_KEYS = "$retainKeys";
    private static final String DELETE_FROM_LIST = "$deleteFromPrimitiveList";
    private static final String ELEMENT_ORDER = "$setElementOrder";

    private static final String BAD_RETAIN_KEYS = "invalid patch format of retainKeys";
    private static final String BAD_DELETE_LIST = "invalid patch format of primitive list";
    private static final String BAD_ELEMENT_ORDER = "invalid patch format of setElementOrder list";

    private StrategicMergePatch() {}

    /// The object after the patch.
    ///
    /// @param schema of the object's kind
    public static JsonObject apply(JsonObject original, JsonObject patch, PatchSchema schema) throws PatchException {
        return mergeObject(original, patch, schema);
    }

    /// A patch as upstream shows it in the error for a result that does not decode: `map[a:1 b:[x y]]`.
    public static String shown(JsonObject patch) {
        return GoText.value(patch);
    }

    static JsonObject mergeObject(JsonObject original, JsonObject patch, PatchSchema schema) throws PatchException {
        var directive = patch.get(DIRECTIVE);
        if (directive != null) {
            return directed(directive, patch);
        }
        Map<String, JsonValue> result = new TreeMap<>(original.members());
        Map<String, JsonValue> rest = new TreeMap<>(patch.members());
        retainKeys(result, rest);
        mergeOrderedLists(result, rest, schema);
        for (var member : rest.entrySet()) {
            mergeMember(result, member.getKey(), member.getValue(), schema);
        }
        return new JsonObject(result);
    }

    private static JsonObject directed(JsonValue directive, JsonObject patch) throws PatchException {
        if (isText(directive, "replace")) {
            return patch.without(DIRECTIVE);
        }
        if (isText(directive, "delete")) {
            return JsonObject.EMPTY;
        }
        throw badDirective(directive, patch);
    }

    private static PatchException badDirective(JsonValue directive, JsonObject patch) {
        return PatchException.internal(
                "unknown patch type: " + GoText.text(directive) + " in map: " + GoText.value(patch));
    }

    static boolean isText(@Nullable JsonValue value, String text) {
        return value instanceof JsonString(var given) && given.equals(text);
    }

    /// Removes every member that the directive does not list.
    private static void retainKeys(Map<String, JsonValue> result, Map<String, JsonValue> patch) throws PatchException {
        var directive = patch.remove(RETAIN_KEYS);
        if (directive == null) {
            return;
        }
        if (!(directive instanceof JsonArray(var names))) {
            throw PatchException.badRequest(BAD_RETAIN_KEYS);
        }
        Set<String> kept = new HashSet<>();
        for (var name : names) {
            if (name instanceof JsonString(var text)) {
                kept.add(text);
            }
        }
        for (var member : patch.entrySet()) {
            String name = member.getKey();
            boolean counts = !(member.getValue() instanceof JsonNull)
                    && !name.startsWith(DELETE_FROM_LIST)
                    && !name.startsWith(ELEMENT_ORDER);
            if (counts && !kept.contains(name)) {
                throw PatchException.badRequest(BAD_RETAIN_KEYS);
            }
        }
        result.keySet().retainAll(kept);
    }

    /// Merges every list whose order the patch gives, and takes it and its directive out of the patch.
    private static void mergeOrderedLists(
            Map<String, JsonValue> result, Map<String, JsonValue> patch, PatchSchema schema) throws PatchException {
        for (String directive : List.copyOf(patch.keySet())) {
            if (directive.startsWith(ELEMENT_ORDER)) {
                mergeOrderedList(result, patch, directive, schema);
            }
        }
    }

    private static void mergeOrderedList(
            Map<String, JsonValue> result, Map<String, JsonValue> patch, String directive, PatchSchema schema)
            throws PatchException {
        var given = patch.remove(directive);
        if (!(given instanceof JsonArray order)) {
            throw badType("[]interface {}", given == null ? JsonNull.NULL : given);
        }
        String name = listName(directive, ELEMENT_ORDER, BAD_ELEMENT_ORDER);
        var original = list(result.get(name));
        var change = list(patch.get(name));
        var field = schemaOfList(schema, name);
        if (change != null) {
            PatchLists.checkOrder(change, order, field.mergeKey());
        }
        List<JsonValue> merged;
        if (original == null) {
            if (change == null) {
                return;
            }
            change = withoutDirectives(change) instanceof JsonArray array ? array : JsonArray.EMPTY;
            merged = change.values();
        } else {
            merged = change == null
                    ? original.values()
                    : mergeList(original, change, field, false).values();
        }
        var elements = PatchLists.sorted(
                merged,
                order.values(),
                original == null ? List.of() : original.values(),
                field.mergeKey(),
                PatchLists.holdsObjects(original, change));
        result.put(name, new JsonArray(elements));
        patch.remove(name);
    }

    private static @Nullable JsonArray list(@Nullable JsonValue value) throws PatchException {
        if (value == null) {
            return null;
        }
        if (value instanceof JsonArray array) {
            return array;
        }
        throw badType("[]interface {}", value);
    }

    private static void mergeMember(Map<String, JsonValue> result, String name, JsonValue change, PatchSchema schema)
            throws PatchException {
        boolean deletes = name.startsWith(DELETE_FROM_LIST);
        String field = deletes ? listName(name, DELETE_FROM_LIST, BAD_DELETE_LIST) : name;
        if (change instanceof JsonNull) {
            result.remove(field);
            return;
        }
        var current = result.get(field);
        if (current == null || !GoText.type(current).equals(GoText.type(change))) {
            if (!deletes) {
                put(result, field, withoutDirectives(withoutNulls(change)));
            }
            return;
        }
        switch (current) {
            case JsonObject object -> {
                var facts = schemaOf(schema, field);
                result.put(
                        field,
                        facts.strategy().equals("replace")
                                ? change
                                : mergeObject(object, (JsonObject) change, facts.type()));
            }
            case JsonArray array ->
                result.put(field, mergeList(array, (JsonArray) change, schemaOfList(schema, field), deletes));
            default -> put(result, field, withoutDirectives(change));
        }
    }

    private static void put(Map<String, JsonValue> result, String name, @Nullable JsonValue value) {
        if (value == null) {
            result.remove(name);
        } else {
            result.put(name, value);
        }
    }

    private static JsonArray mergeList(JsonArray original, JsonArray change, PatchField field, boolean deletes)
            throws PatchException {
        return field.strategy().equals("merge") ? PatchLists.merge(original, change, field, deletes) : change;
    }

    private static String listName(String directive, String prefix, String complaint) throws PatchException {
        int slash = directive.indexOf('/');
        if (slash < 0 || !directive.substring(0, slash).equals(prefix)) {
            throw PatchException.badRequest(complaint);
        }
        return directive.substring(slash + 1);
    }

    private static PatchField schemaOf(PatchSchema schema, String name) throws PatchException {
        if (!schema.kind().equals("struct")) {
            throw PatchException.internal(
                    "merging an object in json but data type is not struct, instead is: " + schema.kind());
        }
        var field = schema.field(name);
        if (field == null) {
            throw PatchException.internal(
                    "unable to find api field in struct " + schema.name() + " for the json field \"" + name + "\"");
        }
        return field;
    }

    private static PatchField schemaOfList(PatchSchema schema, String name) throws PatchException {
        var field = schemaOf(schema, name);
        if (!field.list()) {
            throw PatchException.internal("expected slice or array type, but got: " + schema.kind());
        }
        return field;
    }

    static PatchException badType(String expected, JsonValue actual) {
        return PatchException.internal("expected a " + expected + ", but received a " + GoText.type(actual));
    }

    static PatchException noMergeKey(JsonObject element, String mergeKey) {
        return PatchException.internal(
                "map: " + GoText.value(element) + " does not contain declared merge key: " + mergeKey);
    }

    /// New values carry no nulls: what they would remove is not there.
    private static JsonValue withoutNulls(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                var kept = new TreeMap<String, JsonValue>();
                for (var member : object.members().entrySet()) {
                    if (!(member.getValue() instanceof JsonNull)) {
                        kept.put(member.getKey(), withoutNulls(member.getValue()));
                    }
                }
                yield new JsonObject(kept);
            }
            case JsonArray(var values) -> {
                var kept = new ArrayList<JsonValue>(values.size());
                for (var element : values) {
                    kept.add(withoutNulls(element));
                }
                yield new JsonArray(kept);
            }
            default -> value;
        };
    }

    /// The value without the objects in it that are `$patch` directives; null when it is one itself.
    static @Nullable JsonValue withoutDirectives(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                if (object.get(DIRECTIVE) != null) {
                    yield null;
                }
                var kept = new TreeMap<String, JsonValue>();
                for (var member : object.members().entrySet()) {
                    put(kept, member.getKey(), withoutDirectives(member.getValue()));
                }
                yield new JsonObject(kept);
            }
            case JsonArray(var values) -> {
                var kept = new ArrayList<JsonValue>(values.size());
                for (var element : values) {
                    var clean = withoutDirectives(element);
                    if (clean != null) {
                        kept.add(clean);
                    }
                }
                yield new JsonArray(kept);
            }
            default -> value;
        };
    }
}
