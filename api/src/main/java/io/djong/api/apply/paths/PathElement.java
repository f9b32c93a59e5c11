package io.djong.api.apply.paths;

import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// One step from a value to a value inside it. Ordered as upstream orders them: fields, keys, values,
/// indices.
public sealed interface PathElement extends Comparable<PathElement> {
    /// A member of an object: `f:name`.
    record Field(String name) implements PathElement {
        @Override
        public String toString() {
            return "." + name;
        }
    }

    /// The element of a list that has these keys: `k:{"name":"a"}`.
    ///
    /// @param parts sorted by name
    record Key(List<Part> parts) implements PathElement {
        public Key {
            parts = parts.stream()
                    .sorted(Comparator.comparing(Part::name, OrderedMap::compare))
                    .toList();
        }

        @Override
        public String toString() {
            return parts.stream()
                    .map(part -> part.name() + "=" + part.value().toJson())
                    .collect(Collectors.joining(",", "[", "]"));
        }
    }

    /// One key of an element.
    record Part(String name, JsonValue value) {}

    /// The element of a set that is this value: `v:"a"`.
    record Value(JsonValue value) implements PathElement {
        @Override
        public String toString() {
            return "[=" + value.toJson() + "]";
        }
    }

    /// The element at this place of a list: `i:0`.
    record Index(int index) implements PathElement {
        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    @Override
    default int compareTo(PathElement that) {
        return switch (this) {
            case Field(String name) -> that instanceof Field(String other) ? OrderedMap.compare(name, other) : -1;
            case Key(List<Part> parts) ->
                switch (that) {
                    case Field field -> 1;
                    case Key(List<Part> other) -> ValueOrder.compareParts(parts, other);
                    case Value value -> -1;
                    case Index index -> -1;
                };
            case Value(JsonValue value) ->
                switch (that) {
                    case Field field -> 1;
                    case Key key -> 1;
                    case Value(JsonValue other) -> ValueOrder.compare(value, other);
                    case Index index -> -1;
                };
            case Index(int index) -> that instanceof Index(int other) ? Integer.compare(index, other) : 1;
        };
    }
}
