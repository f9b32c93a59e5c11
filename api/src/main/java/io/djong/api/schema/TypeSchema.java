package io.djong.api.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One generated type: its names and fields. Immutable.
public final class TypeSchema {
    /// What a type is besides having fields.
    public enum Shape {
        PART,
        KIND,
        LIST,
        /// Its fields exclude each other and are told apart by the shape of the JSON.
        UNION
    }

    /// Fields of which at most one is set.
    ///
    /// @param discriminator the field that says which; "" when none does
    public record Alternatives(String discriminator, List<String> fields) {}

    private final String name;
    private final Shape shape;
    private final String apiVersion;
    private final String structKind;
    private final String openApiName;
    private final @Nullable Alternatives alternatives;
    private final Map<String, FieldSchema> fields;

    TypeSchema(
            String name,
            Shape shape,
            String apiVersion,
            String structKind,
            String openApiName,
            @Nullable Alternatives alternatives,
            List<FieldSchema> fields) {
        this.name = name;
        this.shape = shape;
        this.apiVersion = apiVersion;
        this.structKind = structKind;
        this.openApiName = openApiName;
        this.alternatives = alternatives;
        var byName = new LinkedHashMap<String, FieldSchema>();
        for (FieldSchema field : fields) byName.put(field.name(), field);
        this.fields = byName;
    }

    /// The type of that name, such as `core/v1.Pod`; the name must be one of a generated type.
    public static TypeSchema of(String name) {
        var found = find(name);
        if (found == null) throw new IllegalArgumentException("no such type: " + name);
        return found;
    }

    /// The type of that name; null when there is none.
    public static @Nullable TypeSchema find(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? null : PackageSchema.of(name.substring(0, dot)).type(name.substring(dot + 1));
    }

    /// All types of a package such as `core/v1`, in the order of the schema.
    public static List<TypeSchema> in(String packageName) {
        return PackageSchema.of(packageName).types();
    }

    /// Package and name, such as `core/v1.Pod`.
    public String name() {
        return name;
    }

    /// The name alone, such as `Pod`.
    public String simpleName() {
        return name.substring(name.indexOf('.') + 1);
    }

    /// How Go prints it: `v1.Pod`.
    public String go() {
        return name.substring(name.indexOf('/') + 1);
    }

    public Shape shape() {
        return shape;
    }

    /// `v1` or `apps/v1` of a kind; "" of other types.
    public String apiVersion() {
        return apiVersion;
    }

    /// `atomic` when server-side apply replaces it as a whole, else "".
    public String structKind() {
        return structKind;
    }

    /// `io.k8s.api.core.v1.Pod`.
    public String openApiName() {
        return openApiName;
    }

    /// Those of its fields that exclude each other; null when none do, or nobody says.
    public @Nullable Alternatives alternatives() {
        return alternatives;
    }

    /// Its fields in upstream's order, those taken from other types among them; without `kind` and `apiVersion`.
    public List<FieldSchema> fields() {
        return List.copyOf(fields.values());
    }

    /// The field with that name in JSON; null when there is none.
    public @Nullable FieldSchema field(String jsonName) {
        return fields.get(jsonName);
    }

    @Override
    public String toString() {
        return name;
    }
}
