package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonSpans;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The walk that finds out whether a value is of its type, in upstream's words.
final class Validating {
    /// How deep values may be.
    private static final int DEPTH_MAX = 500;

    private final JsonSpans spans;
    private final List<PathElement> path = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int depth;

    private Validating(JsonSpans spans) {
        this.spans = spans;
    }

    /// Refuses a value that is not of the type, or that has two elements of one name in a list.
    static void check(ApplyType type, JsonSpans spans) throws FieldsException {
        var walk = new Validating(spans);
        walk.visit(type, 0);
        if (walk.problems.isEmpty()) return;
        throw new FieldsException(
                walk.problems.size() == 1
                        ? walk.problems.getFirst()
                        : walk.problems.stream().collect(Collectors.joining("\n  ", "errors:\n  ", "")));
    }

    private void visit(ApplyType type, int node) {
        if (++depth > DEPTH_MAX) {
            problems.add("exceeded max depth");
            depth--;
            return;
        }
        int atoms = type.atomsOf(spans, node);
        if ((atoms & ApplyType.MAP) != 0) map(type.members(), node);
        else if ((atoms & ApplyType.SCALAR_ATOM) != 0) scalar(type.scalar(), node);
        else list(type.items(), node);
        depth--;
    }

    /// A problem of the value that is looked at.
    private void problem(String text) {
        var at = new StringBuilder();
        path.forEach(at::append);
        problems.add(at.isEmpty() ? text : at + ": " + text);
    }

    private void descend(ApplyType type, int node, PathElement element) {
        path.add(element);
        visit(type, node);
        path.removeLast();
    }

    private void scalar(ApplyType.Scalar kind, int node) {
        if (isOf(kind, spans.data()[spans.start(node)])) return;
        var value = spans.value(node);
        problem(
                switch (kind) {
                    case NUMBER -> "expected numeric (int or float), got " + typeName(value);
                    case STRING -> "expected string, got &value.valueUnstructured{Value:" + shownLong(value) + "}";
                    case BOOLEAN -> "expected boolean, got &{" + shown(value) + "}";
                    case ANY -> "expected any scalar, got &{" + shown(value) + "}";
                });
    }

    /// Whether the value that begins so is of the kind, or null.
    private static boolean isOf(ApplyType.Scalar kind, byte first) {
        return switch (first) {
            case 'n' -> true;
            case '{', '[' -> false;
            case '"' -> kind == ApplyType.Scalar.STRING || kind == ApplyType.Scalar.ANY;
            case 't', 'f' -> kind == ApplyType.Scalar.BOOLEAN || kind == ApplyType.Scalar.ANY;
            default -> kind == ApplyType.Scalar.NUMBER || kind == ApplyType.Scalar.ANY;
        };
    }

    private void list(ApplyType.Items items, int node) {
        if (spans.isNull(node)) return;
        if (!spans.isArray(node)) {
            problem("expected list, got &{" + shown(spans.value(node)) + "}");
            return;
        }
        var seen = items.associative() ? new HashSet<PathElement>() : Set.<PathElement>of();
        int index = 0;
        for (int child = spans.first(node); child < spans.next(node); child = spans.next(child)) {
            PathElement element = new PathElement.Index(index);
            if (items.associative()) {
                try {
                    element = ListElements.element(items, spans, child);
                } catch (FieldsException e) {
                    problem("element " + index + ": " + e.getMessage());
                    return;
                }
                if (!seen.add(element)) problem("duplicate entries for key " + element);
            }
            descend(items.element().get(), child, element);
            index++;
        }
    }

    private void map(Members members, int node) {
        if (spans.isNull(node)) return;
        if (!spans.isObject(node)) {
            problem("expected map, got &{" + shown(spans.value(node)) + "}");
            return;
        }
        for (int key = spans.first(node); key < spans.next(node); key = spans.next(key + 1)) {
            var member = members.find(spans, key);
            if (member == null) {
                path.add(new PathElement.Field(spans.text(key)));
                problem("field not declared in schema");
                path.removeLast();
                return;
            }
            descend(member.type(), key + 1, member.element());
        }
    }

    /// As Go's `%T` names it.
    private static String typeName(JsonValue value) {
        return switch (value) {
            case JsonString text -> "string";
            case JsonBool bool -> "bool";
            case JsonNumber number -> number.isInteger() ? "int64" : "float64";
            case JsonArray array -> "[]interface {}";
            case JsonObject object -> "map[string]interface {}";
            case JsonNull none -> "<nil>";
        };
    }

    /// As Go's `%v` shows it.
    private static String shown(JsonValue value) {
        return switch (value) {
            case JsonString(String text) -> text;
            case JsonArray(List<JsonValue> values) ->
                values.stream().map(Validating::shown).collect(Collectors.joining(" ", "[", "]"));
            case JsonObject object ->
                object.members().entrySet().stream()
                        .map(entry -> entry.getKey() + ":" + shown(entry.getValue()))
                        .collect(Collectors.joining(" ", "map[", "]"));
            case JsonNull none -> "<nil>";
            case JsonBool bool -> bool.toJson();
            case JsonNumber number -> number.toJson();
        };
    }

    /// As Go's `%#v` shows it.
    private static String shownLong(JsonValue value) {
        return switch (value) {
            case JsonArray(List<JsonValue> values) ->
                values.stream().map(Validating::shownLong).collect(Collectors.joining(", ", "[]interface {}{", "}"));
            case JsonObject object ->
                object.members().entrySet().stream()
                        .map(entry -> new JsonString(entry.getKey()).toJson() + ":" + shownLong(entry.getValue()))
                        .collect(Collectors.joining(", ", "map[string]interface {}{", "}"));
            case JsonNull none -> "interface {}(nil)";
            case JsonString text -> text.toJson();
            case JsonBool bool -> bool.toJson();
            case JsonNumber number -> number.toJson();
        };
    }
}
