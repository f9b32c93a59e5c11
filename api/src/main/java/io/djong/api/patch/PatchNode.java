package io.djong.api.patch;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A document while operations change it: opened only where they reach. A container that was opened is changed in
/// place.
sealed interface PatchNode {
    /// Not reached yet.
    record Closed(JsonValue value) implements PatchNode {}

    /// An object whose members may change.
    record Members(Map<String, PatchNode> members) implements PatchNode {}

    /// An array whose elements may change.
    record Elements(List<PatchNode> elements) implements PatchNode {}

    /// This node, opened when it is a container.
    default PatchNode opened() {
        return switch (this) {
            case Closed(JsonObject object) -> {
                var members = new TreeMap<String, PatchNode>();
                object.members().forEach((name, value) -> members.put(name, new Closed(value)));
                yield new Members(members);
            }
            case Closed(JsonArray array) -> {
                var elements = new ArrayList<PatchNode>(array.size());
                for (var value : array.values()) {
                    elements.add(new Closed(value));
                }
                yield new Elements(elements);
            }
            default -> this;
        };
    }

    /// What it is now.
    default JsonValue value() {
        return switch (this) {
            case Closed(var value) -> value;
            case Members(var members) -> {
                var values = new TreeMap<String, JsonValue>();
                members.forEach((name, node) -> values.put(name, node.value()));
                yield new JsonObject(values);
            }
            case Elements(var elements) ->
                new JsonArray(elements.stream().map(PatchNode::value).toList());
        };
    }
}
