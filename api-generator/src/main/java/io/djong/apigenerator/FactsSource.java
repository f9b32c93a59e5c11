package io.djong.apigenerator;

import java.util.stream.Collectors;

/// What is read at run time about a package's fields, one line per type and field, words separated by tabs:
///
/// - `T` name shape apiVersion structKind oneOf: a type (`part`, `kind`, `list`, `union`); `oneOf` is
///   `discriminator:field,field` where only one of those is set
/// - `F` name number type goType flags…: a field of it; `in=` names the types from which it is taken, outermost
///   first, `enum=` the values of its strings
/// - `O` prefix: of the names in OpenAPI
///
/// A type is written as in the schema, with every name in full: leaf kinds such as `string`, `Time`, and
/// `core/v1.Pod`.
final class FactsSource {
    private final Schema schema;
    private final SchemaPackage owner;
    private final StringBuilder out = new StringBuilder();

    FactsSource(Schema schema, SchemaPackage owner) {
        this.schema = schema;
        this.owner = owner;
    }

    String text() throws SchemaException {
        row("O", owner.openapi());
        for (Declaration declaration : owner.declarations().values()) {
            if (!(declaration instanceof Declaration.Struct struct)) continue;
            String shape = struct.shape().name().toLowerCase(java.util.Locale.ROOT);
            boolean kind = struct.shape() == Declaration.Shape.KIND || struct.shape() == Declaration.Shape.LIST;
            String apiVersion = kind ? struct.line().value(2, "apiVersion").orElse(owner.apiVersion()) : "";
            String structKind = struct.line().value(2, "struct").orElse("");
            row(
                    "T",
                    struct.name(),
                    shape,
                    apiVersion,
                    structKind,
                    struct.line().value(2, "oneof").orElse(""));
            for (Component field : Component.of(schema, owner, struct)) field(field);
        }
        return out.toString();
    }

    private void field(Component field) {
        String flags = field.line().flags().stream().map(flag -> "\t" + flag).collect(Collectors.joining());
        if (!field.inlines().isEmpty()) flags += "\tin=" + String.join(",", field.inlines());
        var values = schema.values(field.line().line(), field.line().type());
        if (!values.isEmpty()) flags += "\tenum=" + String.join(",", values);
        Type type = field.type();
        row("F", field.json(), String.valueOf(field.number()), spell(type), type.go() + flags);
    }

    private String spell(Type type) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) -> kind.fact;
            case Type.Pointer(Type target) -> "*" + spell(target);
            case Type.ListOf(Type element, String ignored) -> "[]" + spell(element) + "=" + element.go();
            case Type.MapOf(String ignored, Type value, String also) -> "{}" + spell(value) + "=" + value.go();
            case Type.Struct(String packageName, String name) -> packageName + "." + name;
        };
    }

    private void row(String... words) {
        out.append(String.join("\t", words)).append('\n');
    }
}
