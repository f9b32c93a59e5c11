package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The class of a package's resource constants (`CoreV1`) and the class that finds its kinds (`CoreV1Kinds`).
final class ConstantsSource {
    private final Schema schema;
    private final SchemaPackage owner;
    private final StringBuilder out = new StringBuilder();

    ConstantsSource(Schema schema, SchemaPackage owner) {
        this.schema = schema;
        this.owner = owner;
    }

    /// The resources; "" when there are none.
    String resources() throws SchemaException {
        if (owner.resources().isEmpty()) return "";
        out.append("package ").append(owner.javaPackage()).append(";\n\nimport io.djong.api.meta.GroupVersionKind;\n");
        out.append("import io.djong.api.meta.Resource;\nimport io.djong.api.meta.Subresource;\n\n");
        out.append("/// The resources of `").append(owner.apiVersion()).append("`.\npublic final class ");
        out.append(owner.constants())
                .append(" {\n    private ")
                .append(owner.constants())
                .append("() {}\n");
        var constants = new ArrayList<String>();
        for (ResourceLine resource : owner.resources()) {
            if (resource.subresource()) continue;
            String constant = constant(resource);
            constants.add(constant);
            resource(resource, constant);
        }
        out.append(
                "\n    /// All of them, in the order of the schema.\n    public static final java.util.List<Resource<?>> RESOURCES =\n            java.util.List.of(");
        out.append(String.join(", ", constants)).append(");\n}\n");
        return out.toString();
    }

    private void resource(ResourceLine resource, String constant) throws SchemaException {
        String kind = resource.kind();
        if (!owner.declarations().containsKey(kind)) throw resource.line().error("unknown kind " + kind);
        out.append("\n    public static final Resource<")
                .append(kind)
                .append("> ")
                .append(constant);
        out.append(" = new Resource<>(\n            \"")
                .append(owner.group())
                .append("\", \"")
                .append(owner.version());
        out.append("\", \"")
                .append(resource.name())
                .append("\", \"")
                .append(kind)
                .append("\", ")
                .append(resource.namespaced());
        out.append(", ")
                .append(kind)
                .append("Codec.TYPE, \"")
                .append(resource.singular())
                .append("\",\n            ");
        out.append(list(resource.shortNames()))
                .append(", ")
                .append(list(resource.categories()))
                .append(",\n            ");
        out.append(list(resource.verbs())).append(",\n            java.util.List.of(");
        var parts = new ArrayList<String>();
        for (ResourceLine part : owner.resources()) {
            if (part.subresource() && part.name().startsWith(resource.name() + "/")) parts.add(subresource(part));
        }
        out.append(String.join(",", parts))
                .append("),\n            ")
                .append(resource.onByDefault())
                .append(");\n");
    }

    private String subresource(ResourceLine part) throws SchemaException {
        Type type = schema.resolve(owner, part.line(), part.kind());
        if (!(type instanceof Type.Struct struct)) throw part.line().error(part.kind() + " is not a kind");
        var home = schema.packageOf(struct.packageName());
        return "\n                    new Subresource(\""
                + part.name().substring(part.name().indexOf('/') + 1)
                + "\", new GroupVersionKind(\"" + home.group() + "\", \"" + home.version() + "\", \"" + struct.name()
                + "\"), "
                + list(part.verbs()) + ")";
    }

    private static String list(List<String> values) {
        return values.stream()
                .map(value -> "\"" + value + "\"")
                .collect(Collectors.joining(", ", "java.util.List.of(", ")"));
    }

    /// `CSIDriver` with plural `csidrivers` → `CSI_DRIVERS`.
    static String constant(ResourceLine resource) throws SchemaException {
        String kind = resource.kind();
        String words = kind.replaceAll("([a-z0-9])([A-Z])", "$1_$2").replaceAll("([A-Z])([A-Z][a-z])", "$1_$2");
        String lower = kind.toLowerCase(java.util.Locale.ROOT);
        if (resource.name().startsWith(lower)) words += resource.name().substring(lower.length());
        else if (lower.endsWith("y") && resource.name().equals(lower.substring(0, lower.length() - 1) + "ies")) {
            words = words.substring(0, words.length() - 1) + "ies";
        } else throw resource.line().error("how is " + resource.name() + " the plural of " + kind + "?");
        return words.toUpperCase(java.util.Locale.ROOT);
    }

    /// The finder of kinds; "" when the package has none.
    String kinds() {
        var kinds = owner.declarations().values().stream()
                .filter(one -> one instanceof Declaration.Struct struct
                        && (struct.shape() == Declaration.Shape.KIND || struct.shape() == Declaration.Shape.LIST))
                .map(Declaration::name)
                .sorted()
                .toList();
        if (kinds.isEmpty()) return "";
        out.append("package ")
                .append(owner.javaPackage())
                .append(";\n\n/// Finds the kinds of `")
                .append(owner.apiVersion());
        out.append("`; loads only the one that is asked for.\npublic final class ")
                .append(owner.constants())
                .append("Kinds {\n    private ");
        out.append(owner.constants()).append("Kinds() {}\n\n    /// The type of that kind; null when there is none.\n");
        out.append(
                "    public static io.djong.api.meta.@org.jspecify.annotations.Nullable KubeType<?> type(String kind) {\n        return switch (kind) {\n");
        for (String kind : kinds)
            out.append("            case \"")
                    .append(kind)
                    .append("\" -> ")
                    .append(kind)
                    .append("Codec.TYPE;\n");
        out.append("            default -> null;\n        };\n    }\n}\n");
        return out.toString();
    }
}
