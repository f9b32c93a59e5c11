package io.djong.apigenerator;

import java.util.List;
import java.util.stream.Collectors;

/// The record of a declared type.
final class RecordSource {
    private final SchemaPackage owner;
    private final Declaration.Struct struct;
    private final List<Component> components;
    private final JavaType java;
    private final StringBuilder out = new StringBuilder();

    RecordSource(Schema schema, SchemaPackage owner, Declaration.Struct struct) throws SchemaException {
        this.owner = owner;
        this.struct = struct;
        this.components = Component.of(schema, owner, struct);
        this.java = new JavaType(schema);
    }

    String text() {
        String name = struct.name();
        out.append("package ").append(owner.javaPackage()).append(";\n\n");
        out.append("/// `").append(owner.apiVersion()).append("` ").append(name).append(".\n");
        out.append("public record ").append(name).append("(\n        ");
        out.append(components.stream()
                .map(component -> java.component(component.type()) + " " + component.java())
                .collect(Collectors.joining(",\n        ")));
        out.append(")").append(superTypes()).append(" {\n");
        out.append("    /// Every field at its zero.\n");
        out.append("    public static final ")
                .append(name)
                .append(" EMPTY = new ")
                .append(name)
                .append("(");
        out.append(components.stream()
                .map(component -> java.zero(component.type()))
                .collect(Collectors.joining(", ")));
        out.append(");\n");
        if (struct.shape() == Declaration.Shape.KIND || struct.shape() == Declaration.Shape.LIST) kind();
        canonical();
        for (Component component : components) wither(component);
        return out.append("}\n").toString();
    }

    private String superTypes() {
        if (struct.shape() == Declaration.Shape.LIST) {
            var items = (Type.ListOf) components.get(1).type();
            return " implements io.djong.api.meta.KubeList<" + java.component(items.element()) + ">";
        }
        if (struct.shape() != Declaration.Shape.KIND) return "";
        boolean object = components.stream()
                .anyMatch(component -> component.java().equals("metadata")
                        && component.type().equals(new Type.Struct("meta/v1", "ObjectMeta")));
        return object ? " implements io.djong.api.meta.KubeObject" : " implements io.djong.api.meta.ApiObject";
    }

    private void kind() {
        String name = struct.name();
        out.append("    public static final io.djong.api.meta.KubeType<")
                .append(name)
                .append("> TYPE = ");
        out.append(name).append("Codec.TYPE;\n\n    @Override\n    public io.djong.api.meta.KubeType<");
        out.append(name).append("> kubeType() {\n        return ").append(name).append("Codec.TYPE;\n    }\n");
    }

    /// Written out in full: the null checks do not see the annotations of a compact constructor's parameters
    /// whose type stands with its package.
    private void canonical() {
        if (components.stream()
                .allMatch(component -> copy(component).isEmpty() && !(component.type() instanceof Type.Pointer))) {
            return;
        }
        out.append("\n    public ").append(struct.name()).append("(\n            ");
        out.append(components.stream()
                .map(component -> java.component(component.type()) + " " + component.java())
                .collect(Collectors.joining(",\n            ")));
        out.append(") {\n");
        for (Component component : components) {
            String copy = copy(component);
            String value = copy.isEmpty() ? component.java() : copy + "(" + component.java() + ")";
            out.append("        this.")
                    .append(component.java())
                    .append(" = ")
                    .append(value)
                    .append(";\n");
        }
        out.append("    }\n");
    }

    /// The method that makes a value immutable; "" where it is.
    private static String copy(Component component) {
        return switch (component.type()) {
            case Type.ListOf ignored -> "io.djong.api.given.EmptyList.copyOf";
            case Type.MapOf ignored -> "io.djong.api.json.OrderedMap.copyOf";
            case Type.Leaf(LeafKind kind, String ignored) -> kind == LeafKind.MESSAGE ? "java.util.List.copyOf" : "";
            case Type.Pointer ignored -> "";
            case Type.Struct ignored -> "";
        };
    }

    private void wither(Component component) {
        boolean override = component.java().equals("metadata") && superTypes().endsWith("KubeObject");
        out.append(override ? "\n    @Override" : "")
                .append("\n    public ")
                .append(struct.name())
                .append(" with")
                .append(component.title());
        out.append("(")
                .append(java.component(component.type()))
                .append(" ")
                .append(component.java())
                .append(") {\n");
        out.append("        return new ").append(struct.name()).append("(");
        out.append(components.stream().map(Component::java).collect(Collectors.joining(", ")));
        out.append(");\n    }\n");
    }
}
