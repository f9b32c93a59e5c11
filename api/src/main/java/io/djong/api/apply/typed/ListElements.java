package io.djong.api.apply.typed;

import io.djong.api.apply.paths.FieldsException;
import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.GoQuote;
import io.djong.api.json.JsonSpans;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The elements of an associative list, each by its path element. Those that stand several times are
/// kept in order.
final class ListElements {
    /// From how many elements on they are found by a table.
    private static final int TABLE_FROM = 16;

    private final JsonSpans spans;
    private final List<PathElement> elements = new ArrayList<>();
    private final List<Integer> nodes = new ArrayList<>();
    private @Nullable Map<PathElement, List<Integer>> table;

    private ListElements(JsonSpans spans) {
        this.spans = spans;
    }

    /// @param node a list, or anything else for none
    static ListElements of(ApplyType.Items items, JsonSpans spans, int node) throws FieldsException {
        var list = new ListElements(spans);
        if (node < 0 || !spans.isArray(node)) return list;
        for (int child = spans.first(node); child < spans.next(node); child = spans.next(child)) {
            list.nodes.add(child);
        }
        for (int i = 0; i < list.nodes.size(); i++) {
            try {
                list.elements.add(element(items, spans, list.nodes.get(i)));
            } catch (FieldsException e) {
                throw new FieldsException("element " + i + ": " + e.getMessage());
            }
        }
        if (list.nodes.size() >= TABLE_FROM) list.table = list.table();
        return list;
    }

    private Map<PathElement, List<Integer>> table() {
        var made = new HashMap<PathElement, List<Integer>>();
        for (int i = 0; i < nodes.size(); i++) {
            made.computeIfAbsent(elements.get(i), element -> new ArrayList<>(1)).add(nodes.get(i));
        }
        return made;
    }

    JsonSpans spans() {
        return spans;
    }

    /// The path elements in the order of the list; some may stand several times.
    List<PathElement> elements() {
        return elements;
    }

    /// The values, as many as elements.
    List<Integer> nodes() {
        return nodes;
    }

    /// Whether the element at an index is the first of its name.
    boolean isFirst(int index) {
        var element = elements.get(index);
        return table == null
                ? elements.indexOf(element) == index
                : all(element).getFirst().equals(nodes.get(index));
    }

    /// The values of that name.
    List<Integer> all(PathElement element) {
        if (table != null) return table.getOrDefault(element, List.of());
        List<Integer> found = List.of();
        for (int i = 0; i < elements.size(); i++) {
            if (!elements.get(i).equals(element)) continue;
            if (found.isEmpty()) found = new ArrayList<>(1);
            found.add(nodes.get(i));
        }
        return found;
    }

    /// The path element of one value of an associative list.
    static PathElement element(ApplyType.Items items, JsonSpans spans, int node) throws FieldsException {
        return items.keys().isEmpty() ? value(spans, node) : key(items, spans, node);
    }

    private static PathElement value(JsonSpans spans, int node) throws FieldsException {
        if (spans.isObject(node)) {
            throw new FieldsException("associative list without keys has an element that's a map type");
        }
        if (spans.isArray(node)) throw new FieldsException("not supported: associative list with lists as elements");
        if (spans.isNull(node)) {
            throw new FieldsException("associative list without keys has an element that's an explicit null");
        }
        return new PathElement.Value(spans.value(node));
    }

    private static PathElement key(ApplyType.Items items, JsonSpans spans, int node) throws FieldsException {
        if (spans.isNull(node)) throw new FieldsException("associative list with keys may not have a null element");
        if (!spans.isObject(node)) {
            throw new FieldsException("associative list with keys may not have non-map elements");
        }
        var parts = new ArrayList<PathElement.Part>(items.keys().size());
        for (var name : items.keys()) {
            int value = spans.member(node, name.getBytes(StandardCharsets.UTF_8));
            if (value >= 0) {
                parts.add(new PathElement.Part(name, spans.value(value)));
                continue;
            }
            var type = items.element().get();
            var member = type.isMap() ? type.members().find(name) : null;
            var assumed = member == null ? null : member.keyDefault();
            if (assumed != null) parts.add(new PathElement.Part(name, assumed));
        }
        if (parts.isEmpty()) throw new FieldsException(withoutKeys(items.keys()));
        return new PathElement.Key(parts);
    }

    private static String withoutKeys(List<String> keys) {
        var names = keys.stream().map(GoQuote::quote).toList();
        return "associative list with keys has an element that omits all key fields [" + String.join(" ", names)
                + "] (and doesn't have default values for any key fields)";
    }
}
