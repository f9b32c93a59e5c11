package io.djong.apigenerator;

/// How a field's type stands in Java sources; names are written in full, so that no generated file needs imports.
final class JavaType {
    private final Schema schema;

    JavaType(Schema schema) {
        this.schema = schema;
    }

    /// The type of a record's component.
    String component(Type type) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) -> kind.java;
            case Type.Pointer(Type target) -> nullable(boxed(target));
            case Type.ListOf(Type element, String ignored) -> "java.util.List<" + boxed(element) + ">";
            case Type.MapOf(String ignored, Type value, String also) -> "java.util.Map<String, " + boxed(value) + ">";
            case Type.Struct struct -> name(struct);
        };
    }

    private String boxed(Type type) {
        return type instanceof Type.Leaf(LeafKind kind, String ignored) ? kind.boxed : component(type);
    }

    /// A type annotation stands before the simple name.
    private static String nullable(String name) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot + 1) + "@org.jspecify.annotations.Nullable " + name.substring(dot + 1);
    }

    /// The record of a declared type.
    String name(Type.Struct struct) {
        return schema.packageOf(struct.packageName()).javaPackage() + "." + struct.name();
    }

    /// The zero value.
    String zero(Type type) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) -> kind.zero;
            case Type.Pointer ignored -> "null";
            case Type.ListOf ignored -> "java.util.List.of()";
            case Type.MapOf ignored -> "io.djong.api.json.OrderedMap.of()";
            case Type.Struct struct -> name(struct) + ".EMPTY";
        };
    }

    /// The codec of a type that is not a list or map.
    String codec(Type type) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) -> kind.codec;
            case Type.Struct struct -> name(struct) + "Codec.CODEC";
            case Type.Pointer(Type target) -> codec(target);
            case Type.ListOf list -> throw new IllegalArgumentException("no codec: " + list.go());
            case Type.MapOf map -> throw new IllegalArgumentException("no codec: " + map.go());
        };
    }
}
