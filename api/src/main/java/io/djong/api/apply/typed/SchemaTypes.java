package io.djong.api.apply.typed;

import io.djong.api.apply.paths.PathElement;
import io.djong.api.json.JsonBool;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.api.schema.FieldSchema;
import io.djong.api.schema.FieldType;
import io.djong.api.schema.LeafType;
import io.djong.api.schema.TypeSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The generated types as they are applied.
public final class SchemaTypes {
    /// Not state: what a name yields never changes, it is only computed late.
    private static final ConcurrentHashMap<String, ApplyType> MADE = new ConcurrentHashMap<>();

    private SchemaTypes() {}

    /// The type of that name in the schema, such as `core/v1.Pod`.
    public static ApplyType of(String name) {
        var known = MADE.get(name);
        if (known != null) return known;
        var made = make(TypeSchema.of(name));
        var other = MADE.putIfAbsent(name, made);
        return other == null ? made : other;
    }

    private static ApplyType make(TypeSchema schema) {
        if (schema.shape() == TypeSchema.Shape.UNION) return ApplyType.untyped();
        if (schema.fields().isEmpty()) return ApplyType.map(Members.of(false, () -> ApplyType.DEDUCED));
        return ApplyType.map(Members.ofFields(schema.structKind().equals("atomic"), new Fields(schema)));
    }

    /// The members of a struct, made once.
    private static final class Fields implements Supplier<Members.Table> {
        private final TypeSchema schema;
        private volatile Members.@Nullable Table made;

        Fields(TypeSchema schema) {
            this.schema = schema;
        }

        @Override
        public Members.Table get() {
            var known = made;
            if (known != null) return known;
            var members = new ArrayList<Members.Member>();
            for (var field : schema.fields()) members.add(member(field));
            var shape = schema.shape();
            if (shape == TypeSchema.Shape.KIND || shape == TypeSchema.Shape.LIST) {
                for (var name : List.of("apiVersion", "kind")) {
                    members.add(new Members.Member(
                            new PathElement.Field(name), ApplyType.scalar(ApplyType.Scalar.STRING), true, null));
                }
            }
            var table = new Members.Table(members);
            made = table;
            return table;
        }
    }

    private static Members.Member member(FieldSchema field) {
        var type = field.type() instanceof FieldType.ListOf(FieldType element, String go)
                ? list(field, element)
                : type(field.type());
        if (!field.structKind().isEmpty())
            type = type.withAtomicMap(field.structKind().equals("atomic"));
        return new Members.Member(new PathElement.Field(field.name()), type, true, keyDefault(field));
    }

    private static ApplyType list(FieldSchema field, FieldType element) {
        Supplier<ApplyType> type = () -> type(element);
        return ApplyType.list(
                switch (field.listKind()) {
                    case ATOMIC -> new ApplyType.Items(false, List.of(), type);
                    case SET -> new ApplyType.Items(true, List.of(), type);
                    case MAP -> new ApplyType.Items(true, field.listKeys(), type);
                    case NONE ->
                        new ApplyType.Items(
                                field.merges(),
                                field.merges() && !field.mergeKey().isEmpty() ? List.of(field.mergeKey()) : List.of(),
                                type);
                });
    }

    private static ApplyType type(FieldType type) {
        return switch (type) {
            case FieldType.Struct struct -> of(struct.name());
            case FieldType.ListOf(FieldType element, String go) ->
                ApplyType.list(new ApplyType.Items(false, List.of(), () -> type(element)));
            case FieldType.MapOf(FieldType value, String go) -> ApplyType.map(Members.of(false, () -> type(value)));
            case FieldType.Leaf(LeafType leaf, String go) -> leaf(leaf);
        };
    }

    private static ApplyType leaf(LeafType leaf) {
        return switch (leaf) {
            case RAW -> ApplyType.ATOMIC_ANY;
            case FIELDS_V1 -> ApplyType.map(Members.of(false, () -> ApplyType.DEDUCED));
            case ANY, INT_OR_STRING -> ApplyType.untyped();
            case MESSAGE ->
                ApplyType.list(new ApplyType.Items(false, List.of(), () -> ApplyType.scalar(ApplyType.Scalar.STRING)));
            case STRING, BYTES -> ApplyType.scalar(ApplyType.Scalar.STRING);
            case BOOL -> ApplyType.scalar(ApplyType.Scalar.BOOLEAN);
            case INT32, INT64, FLOAT64 -> ApplyType.scalar(ApplyType.Scalar.NUMBER);
            case TIME, MICRO_TIME, QUANTITY -> ApplyType.scalar(ApplyType.Scalar.ANY);
        };
    }

    /// What the published schema gives as default: the declared one, or the zero of what is always
    /// written.
    private static @Nullable JsonValue keyDefault(FieldSchema field) {
        var declared = field.defaultValue();
        if (declared != null) return declared;
        if (field.pointer()
                || field.omitEmpty()
                || !(field.type() instanceof FieldType.Leaf(LeafType leaf, String go))) {
            return null;
        }
        return switch (leaf) {
            case STRING -> new JsonString("");
            case BOOL -> JsonBool.FALSE;
            case INT32, INT64, FLOAT64 -> JsonNumber.of(0);
            case BYTES, TIME, MICRO_TIME, QUANTITY, INT_OR_STRING, RAW, FIELDS_V1, ANY, MESSAGE -> null;
        };
    }
}
