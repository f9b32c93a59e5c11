package io.djong.api.patch;

import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.LeafType;
import io.djong.api.schema.TypeSchema;
import org.jspecify.annotations.Nullable;

/// The facts of a generated type as strategic merge wants them.
public final class SchemaFacts implements PatchSchema {
    private final @Nullable TypeSchema type;
    private final String name;
    private final String kind;

    private SchemaFacts(@Nullable TypeSchema type, String name, String kind) {
        this.type = type;
        this.name = name;
        this.kind = kind;
    }

    /// The facts of this type.
    public static SchemaFacts of(TypeSchema type) {
        return new SchemaFacts(type, type.simpleName(), "struct");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public @Nullable PatchField field(String jsonName) {
        if (type == null) {
            return null;
        }
        var field = type.field(jsonName);
        if (field != null) {
            return field(field);
        }
        // kind and apiVersion are no fields of the schema, but of every object
        return jsonName.equals("kind") || jsonName.equals("apiVersion")
                ? new PatchField(new SchemaFacts(null, "string", "string"), "", "", false)
                : null;
    }

    private static PatchField field(FieldSchema field) {
        var strategy = field.merges() ? "merge" : field.patchStrategies().contains("replace") ? "replace" : "";
        return switch (field.type()) {
            case FieldType.ListOf(var element, var go) ->
                new PatchField(facts(element), strategy, field.mergeKey(), true);
            case FieldType.Struct struct -> new PatchField(facts(struct), strategy, field.mergeKey(), false);
            case FieldType.MapOf map -> new PatchField(facts(map), strategy, field.mergeKey(), false);
            case FieldType.Leaf leaf -> new PatchField(facts(leaf), strategy, field.mergeKey(), false);
        };
    }

    private static SchemaFacts facts(FieldType type) {
        return switch (type) {
            case FieldType.Struct struct -> of(struct.schema());
            case FieldType.MapOf map -> new SchemaFacts(null, map.go(), "map");
            case FieldType.ListOf list -> new SchemaFacts(null, list.go(), "slice");
            case FieldType.Leaf(var leaf, var go) -> new SchemaFacts(null, go, kind(leaf));
        };
    }

    private static String kind(LeafType leaf) {
        return switch (leaf) {
            case STRING -> "string";
            case BOOL -> "bool";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT64 -> "float64";
            case BYTES, MESSAGE -> "slice";
            case TIME, MICRO_TIME, QUANTITY, INT_OR_STRING, RAW, FIELDS_V1 -> "struct";
            case ANY -> "interface";
        };
    }
}
