package io.djong.api.openapi;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.json.OrderedMap;
import io.djong.api.meta.GroupVersion;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.LeafType;
import io.djong.api.schema.ListKind;
import io.djong.api.schema.TypeDescriptions;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The `components.schemas` of a document: every type that something in it refers to.
final class Components {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

    /// References of which upstream says nothing.
    private static final Set<String> SILENT =
            Set.of("IngressRule.http", "JSONSchemaProps.externalDocs", "JSONSchemaProps.not");

    private final List<GroupVersion> everywhere;
    private final OrderedMap.Collector<JsonValue> made = new OrderedMap.Collector<>();
    private final Set<String> seen = new HashSet<>();
    private final ArrayDeque<TypeSchema> waiting = new ArrayDeque<>();
    private final Map<String, TypeDescriptions> descriptions = new HashMap<>();

    /// @param everywhere the group versions in which kinds of every group stand
    Components(List<GroupVersion> everywhere) {
        this.everywhere = everywhere;
    }

    /// A reference to a type, which joins the document.
    JsonObject ref(TypeSchema type) {
        if (seen.add(type.openApiName())) waiting.add(type);
        return Node.of("$ref", "#/components/schemas/" + type.openApiName());
    }

    /// A reference to a type by its schema name, such as `meta/v1.Status`.
    JsonObject ref(String schemaName) {
        return ref(TypeSchema.of(schemaName));
    }

    /// A reference to what stands for the body of a patch.
    JsonObject patch() {
        return named(
                META + "Patch",
                Node.of("type", "object"),
                "A patch of the object, in the form that the content type says.");
    }

    JsonObject schemas() {
        for (TypeSchema type; (type = waiting.poll()) != null; ) made.add(type.openApiName(), schema(type));
        return new JsonObject(made);
    }

    private TypeDescriptions words(TypeSchema type) {
        return words(type.name().substring(0, type.name().indexOf('.')));
    }

    /// What a field of the options of a delete means.
    String words(FieldSchema option) {
        var type = TypeSchema.of("meta/v1.DeleteOptions");
        return words(type).field(type, option);
    }

    private TypeDescriptions words(String packageName) {
        return descriptions.computeIfAbsent(packageName, TypeDescriptions::of);
    }

    private JsonObject schema(TypeSchema type) {
        var node = new Node().putText("description", words(type).type(type));
        if (type.shape() == TypeSchema.Shape.UNION) return node.done();
        node.put("type", "object");
        var properties = new Node();
        var required = new ArrayList<String>();
        boolean kind = type.shape() == TypeSchema.Shape.KIND || type.shape() == TypeSchema.Shape.LIST;
        if (kind) typeMeta(properties);
        for (FieldSchema field : type.fields()) {
            properties.put(field.name(), property(type, field));
            if (field.required() || (!field.optional() && !field.omitEmpty())) required.add(field.name());
        }
        JsonObject all = properties.done();
        if (all.size() > 0) node.put("properties", all);
        if (!required.isEmpty()) node.put("required", Node.strings(required));
        if (kind || type.name().equals("meta/v1.WatchEvent")) node.put("x-kubernetes-group-version-kind", kinds(type));
        var alternatives = type.alternatives();
        if (alternatives != null) node.put("x-kubernetes-unions", unions(alternatives));
        return node.putText("x-kubernetes-map-type", type.structKind()).done();
    }

    private void typeMeta(Node properties) {
        var words = words("meta/v1");
        for (String name : List.of("apiVersion", "kind")) {
            properties.put(
                    name,
                    new Node()
                            .putText("description", words.typeMeta(name))
                            .put("type", "string")
                            .done());
        }
    }

    /// What excludes each other, as structured merge and diff once wanted to know it.
    private static JsonArray unions(TypeSchema.Alternatives alternatives) {
        var fields = new Node();
        for (String field : alternatives.fields()) fields.put(field, Operation.title(field));
        return JsonArray.of(new Node()
                .putText("discriminator", alternatives.discriminator())
                .put("fields-to-discriminateBy", fields.done())
                .done());
    }

    /// Options and watch events belong to every group.
    private JsonArray kinds(TypeSchema type) {
        boolean inAll = List.of("DeleteOptions", "WatchEvent").contains(type.simpleName());
        var versions = inAll ? everywhere : List.of(GroupVersion.of(type.apiVersion()));
        return new JsonArray(versions.stream()
                .<JsonValue>map(version -> kind(version, type.simpleName()))
                .toList());
    }

    static JsonObject kind(GroupVersion version, String kind) {
        return new Node()
                .put("group", version.group())
                .put("version", version.version())
                .put("kind", kind)
                .done();
    }

    private JsonObject property(TypeSchema owner, FieldSchema field) {
        var node = new Node();
        boolean zeroes = !field.pointer() && !field.omitEmpty();
        JsonObject form = form(field.type(), zeroes && !(field.type() instanceof FieldType.ListOf), !field.pointer());
        if (!field.enumValues().isEmpty()) form = withValues(form, Node.strings(field.enumValues()));
        String words = meaning(owner, field);
        JsonValue ref = form.get("$ref");
        if (ref != null && !words.isEmpty()) node.put("allOf", JsonArray.of(form));
        else node.putAll(form);
        node.putText("description", words);
        JsonValue declared = field.defaultValue();
        if (declared != null) node.put("default", declared);
        if (!field.patchStrategies().isEmpty()) {
            node.put("x-kubernetes-patch-strategy", String.join(",", field.patchStrategies()));
        }
        node.putText("x-kubernetes-patch-merge-key", field.mergeKey());
        if (field.listKind() != ListKind.NONE) {
            node.put("x-kubernetes-list-type", field.listKind().name().toLowerCase(java.util.Locale.ROOT));
        }
        if (!field.listKeys().isEmpty()) node.put("x-kubernetes-list-map-keys", Node.strings(field.listKeys()));
        return node.putText("x-kubernetes-map-type", field.structKind()).done();
    }

    /// A reference that nobody describes means what its type means. Upstream says nothing of unions and some others.
    private String meaning(TypeSchema owner, FieldSchema field) {
        String words = words(owner).field(owner, field);
        if (!(field.type() instanceof FieldType.Struct struct)) return words;
        var target = struct.schema();
        if (target.shape() == TypeSchema.Shape.UNION || SILENT.contains(owner.simpleName() + "." + field.name())) {
            return "";
        }
        return words.isEmpty() ? words(target).type(target) : words;
    }

    /// The form of a string, or of a list or map of strings, that may have only these values.
    private static JsonObject withValues(JsonObject form, JsonArray values) {
        for (String part : List.of("items", "additionalProperties")) {
            if (form.get(part) instanceof JsonObject inner) return form.with(part, inner.with("enum", values));
        }
        return form.with("enum", values);
    }

    /// @param zero whether a scalar's zero is its default
    /// @param struct whether an object's default is the empty one
    private JsonObject form(FieldType type, boolean zero, boolean struct) {
        return switch (type) {
            case FieldType.Struct named -> {
                var schema = named.schema();
                boolean union = schema.shape() == TypeSchema.Shape.UNION;
                yield struct && !union
                        ? new Node()
                                .put("allOf", JsonArray.of(ref(schema)))
                                .put("default", JsonObject.EMPTY)
                                .done()
                        : ref(schema);
            }
            case FieldType.ListOf(FieldType element, String ignored) ->
                new Node()
                        .put("type", "array")
                        .put("items", form(element, true, true))
                        .done();
            case FieldType.MapOf(FieldType value, String ignored) ->
                new Node()
                        .put("type", "object")
                        .put("additionalProperties", form(value, true, true))
                        .done();
            case FieldType.Leaf(LeafType leaf, String go) -> leaf(leaf, go, zero);
        };
    }

    private JsonObject leaf(LeafType leaf, String go, boolean zero) {
        return switch (leaf) {
            case STRING -> scalar("string", "", zero ? new JsonString("") : null);
            case BOOL -> scalar("boolean", "", zero ? JsonBool.FALSE : null);
            case INT32 -> scalar("integer", "int32", zero ? JsonNumber.of(0) : null);
            case INT64 -> scalar("integer", "int64", zero ? JsonNumber.of(0) : null);
            case FLOAT64 -> scalar("number", "double", zero ? JsonNumber.of(0) : null);
            case BYTES -> scalar("string", "byte", null);
            case TIME ->
                named(META + "Time", scalar("string", "date-time", null), "A time in whole seconds, in RFC 3339.");
            case MICRO_TIME ->
                named(META + "MicroTime", scalar("string", "date-time", null), "A time in microseconds, in RFC 3339.");
            case QUANTITY ->
                named(
                        "io.k8s.apimachinery.pkg.api.resource.Quantity",
                        new Node()
                                .put("oneOf", JsonArray.of(Node.of("type", "string"), Node.of("type", "number")))
                                .done(),
                        "A number, maybe with a unit: m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, e3.");
            case INT_OR_STRING ->
                named(
                        "io.k8s.apimachinery.pkg.util.intstr.IntOrString",
                        new Node()
                                .put("format", "int-or-string")
                                .put("oneOf", JsonArray.of(Node.of("type", "integer"), Node.of("type", "string")))
                                .done(),
                        "A number or a string, such as a port or a percentage.");
            case RAW ->
                go.endsWith("JSON")
                        ? named(
                                "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.JSON",
                                JsonObject.EMPTY,
                                "Any JSON value.")
                        : named(
                                "io.k8s.apimachinery.pkg.runtime.RawExtension",
                                scalar("object", "", null),
                                "An object of any kind.");
            case FIELDS_V1 ->
                named(META + "FieldsV1", scalar("object", "", null), "A set of fields, as a tree of their names.");
            case ANY -> JsonObject.EMPTY;
            case MESSAGE ->
                new Node()
                        .put("type", "array")
                        .put("items", leaf(LeafType.STRING, "string", true))
                        .done();
        };
    }

    private static JsonObject scalar(String type, String format, @Nullable JsonValue zero) {
        var node = new Node().put("type", type).putText("format", format);
        if (zero != null) node.put("default", zero);
        return node.done();
    }

    /// A reference to a type that no schema file has.
    JsonObject named(String name, JsonObject form, String words) {
        if (seen.add(name)) made.add(name, form.with("description", new JsonString(words)));
        return Node.of("$ref", "#/components/schemas/" + name);
    }
}
