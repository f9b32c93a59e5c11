package io.djong.api.yaml;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads YAML documents.
public final class Yaml {
    /// What a document means.
    ///
    /// @param value the JSON tree; of entries with the same name the last one counts
    /// @param duplicates one sentence for each name that is twice in a map: `line 4: key "a" already set in map`
    public record Document(JsonValue value, List<String> duplicates) {
        /// Copies the sentences.
        public Document {
            duplicates = List.copyOf(duplicates);
        }

        /// The duplicates as upstream's strict decoder reports them, or "" when there are none.
        public String strictError() {
            return duplicates.isEmpty() ? "" : "yaml: unmarshal errors:\n  " + String.join("\n  ", duplicates);
        }
    }

    private Yaml() {}

    /// The first document of a text; JSON's null when there is none.
    public static Document read(byte[] utf8) throws YamlException {
        return document(located(utf8));
    }

    /// The first document of a text, with the place of each value; null when there is none.
    public static @Nullable YamlNode located(byte[] utf8) throws YamlException {
        var documents = YamlReader.read(YamlOctets.text(utf8), 1);
        return documents.isEmpty() ? null : documents.getFirst();
    }

    /// All documents of a text, empty ones left out.
    public static List<Document> readAll(byte[] utf8) throws YamlException {
        var documents = new ArrayList<Document>();
        for (var node : YamlReader.read(YamlOctets.text(utf8), Integer.MAX_VALUE)) {
            var document = document(node);
            if (document.value != JsonNull.NULL) {
                documents.add(document);
            }
        }
        return documents;
    }

    /// What a located document means.
    public static Document document(@Nullable YamlNode node) throws YamlException {
        if (node == null) {
            return new Document(JsonNull.NULL, List.of());
        }
        var conversion = new Conversion();
        return new Document(conversion.value(node), conversion.duplicates);
    }

    /// Aliases stay shared: a tree with a thousand references to one value holds it once.
    private static final class Conversion {
        final List<String> duplicates = new ArrayList<>();
        private final IdentityHashMap<YamlNode, JsonValue> done = new IdentityHashMap<>();

        /// Without recursion, for documents may be deep: what is inside comes before what it is in.
        JsonValue value(YamlNode root) throws YamlException {
            var open = new ArrayDeque<YamlNode>();
            var entered = new IdentityHashMap<YamlNode, Boolean>();
            for (open.push(root); !open.isEmpty(); ) {
                var node = open.peek();
                if (done.containsKey(node) || node instanceof YamlNode.Scalar) {
                    open.pop();
                } else if (entered.put(node, true) == null) {
                    inside(node).reversed().forEach(open::push);
                } else {
                    done.put(
                            node,
                            node instanceof YamlNode.Mapping mapping
                                    ? object(mapping)
                                    : array((YamlNode.Sequence) node));
                }
            }
            return converted(root);
        }

        private static List<YamlNode> inside(YamlNode node) {
            return switch (node) {
                case YamlNode.Mapping mapping ->
                    mapping.entries().stream().map(YamlEntry::value).toList();
                case YamlNode.Sequence sequence -> sequence.items();
                case YamlNode.Scalar scalar -> List.of();
            };
        }

        private JsonValue converted(YamlNode node) {
            return node instanceof YamlNode.Scalar scalar ? scalar.value() : Objects.requireNonNull(done.get(node));
        }

        private JsonArray array(YamlNode.Sequence sequence) {
            var values = new ArrayList<JsonValue>(sequence.items().size());
            for (var item : sequence.items()) {
                values.add(converted(item));
            }
            return new JsonArray(values);
        }

        private JsonObject object(YamlNode.Mapping mapping) throws YamlException {
            var members = new TreeMap<String, JsonValue>();
            for (var entry : mapping.entries()) {
                if (entry.merge()) {
                    merge(members, entry.value());
                } else if (members.put(entry.key(), converted(entry.value())) != null) {
                    duplicates.add("line " + entry.value().position().line() + ": key \"" + entry.key()
                            + "\" already set in map");
                }
            }
            return new JsonObject(members);
        }

        private void merge(Map<String, JsonValue> members, YamlNode node) throws YamlException {
            switch (node) {
                case YamlNode.Mapping mapping -> members.putAll(object(mapping).members());
                case YamlNode.Sequence sequence -> {
                    for (var item : sequence.items().reversed()) {
                        if (!(item instanceof YamlNode.Mapping mapping)) {
                            throw new YamlException(0, "map merge requires map or sequence of maps as the value");
                        }
                        members.putAll(object(mapping).members());
                    }
                }
                case YamlNode.Scalar ignored ->
                    throw new YamlException(0, "map merge requires map or sequence of maps as the value");
            }
        }
    }
}
