package io.djong.apigenerator;

import java.util.List;
import java.util.stream.Collectors;

/// The codec of a declared type.
final class CodecSource {
    private final SchemaPackage owner;
    private final Declaration.Struct struct;
    private final List<Component> components;
    private final JavaType java;
    private final StringBuilder out = new StringBuilder();
    private final int firstName;

    CodecSource(Schema schema, SchemaPackage owner, Declaration.Struct struct) throws SchemaException {
        this.owner = owner;
        this.struct = struct;
        this.components = Component.of(schema, owner, struct);
        this.java = new JavaType(schema);
        this.firstName = isKind() ? 2 : 0;
    }

    private boolean isKind() {
        return struct.shape() == Declaration.Shape.KIND || struct.shape() == Declaration.Shape.LIST;
    }

    String text() throws SchemaException {
        String name = struct.name();
        line("package ", owner.javaPackage(), ";");
        line("");
        line("import io.djong.api.json.FieldNames;");
        line("import io.djong.api.json.JsonException;");
        line("import io.djong.api.json.JsonReader;");
        line("import io.djong.api.json.JsonWriter;");
        line("import io.djong.api.meta.Codec;");
        line("import io.djong.base.wire.ProtoReader;");
        line("import io.djong.base.wire.ProtoWriter;");
        line("import io.djong.base.wire.WireException;");
        line("");
        line("/// Reads and writes [", name, "].");
        line("public final class ", name, "Codec extends Codec<", name, "> {");
        line("    public static final ", name, "Codec CODEC = new ", name, "Codec();");
        if (isKind()) kubeType();
        if (struct.shape() != Declaration.Shape.UNION) names();
        line("");
        line("    private ", name, "Codec() {}");
        method("public " + name + " empty()", "");
        line("        return ", name, ".EMPTY;");
        line("    }");
        if (struct.shape() == Declaration.Shape.UNION) new UnionJson(struct, components, java, out).append();
        else {
            readJson();
            writeJson();
        }
        new ProtoMethods(struct.name(), components, java, out).append();
        line("}");
        return out.toString();
    }

    private void kubeType() {
        String apiVersion = struct.line().value(2, "apiVersion").orElse(owner.apiVersion());
        int slash = apiVersion.indexOf('/');
        line("");
        line(
                "    public static final io.djong.api.meta.KubeType<",
                struct.name(),
                "> TYPE = io.djong.api.meta.KubeType.of(");
        line(
                "            \"",
                slash < 0 ? "" : apiVersion.substring(0, slash),
                "\", \"",
                apiVersion.substring(slash + 1),
                "\", \"");
        out.setLength(out.length() - 1);
        line(struct.name(), "\", \"", owner.name(), ".", struct.name(), "\", CODEC);");
    }

    private void names() {
        String kind = isKind() ? "\"kind\", \"apiVersion\"" + (components.isEmpty() ? "" : ", ") : "";
        line("");
        line("    private static final FieldNames NAMES = FieldNames.of(");
        line(
                "            ",
                kind,
                components.stream()
                        .map(component -> "\"" + component.json() + "\"")
                        .collect(Collectors.joining(", ")),
                ");");
    }

    private void readJson() {
        String name = struct.name();
        method("public " + name + " readJson(JsonReader in, " + name + " base)", " throws JsonException");
        line("        if (!in.beginObject()) return base;");
        if (components.isEmpty() && !isKind()) {
            line("        while (in.field(NAMES) >= 0) {}");
            line("        return base;");
            line("    }");
            return;
        }
        locals();
        line("        long seen = 0;");
        line("        for (int index_; (index_ = in.field(NAMES)) >= 0; ) {");
        line("            seen = in.once(seen, index_);");
        line("            switch (index_) {");
        int index = firstName;
        for (Component component : components) {
            line("                case ", index++, " -> ", component.java(), " = ", read(component), ";");
        }
        line("                default -> ", isKind() ? "in.string(\"\");" : "throw new IllegalStateException();");
        line("            }");
        line("        }");
        line("        if (seen == 0) return base;");
        line("        return new ", name, "(", names(components), ");");
        line("    }");
    }

    private void locals() {
        for (Component component : components) {
            line(
                    "        ",
                    java.component(component.type()),
                    " ",
                    component.java(),
                    " = base.",
                    component.java(),
                    "();");
        }
    }

    static String names(List<Component> components) {
        return components.stream().map(Component::java).collect(Collectors.joining(", "));
    }

    private String read(Component component) {
        String name = component.java();
        return switch (component.type()) {
            case Type.Leaf(LeafKind kind, String ignored) when kind.isScalar() -> "in." + kind.fact + "(" + name + ")";
            case Type.Pointer(Type.Leaf(LeafKind kind, String ignored))
            when kind.isScalar() ->
                "in.nullable" + Character.toUpperCase(kind.fact.charAt(0)) + kind.fact.substring(1) + "()";
            case Type.ListOf(Type element, String ignored) -> java.codec(element) + ".readJsonList(in)";
            case Type.MapOf(String ignored, Type value, String also) ->
                java.codec(value) + ".readJsonMap(in, " + name + ")";
            case Type.Pointer(Type target) -> java.codec(target) + ".readJsonOrNull(in, " + name + ")";
            case Type other -> java.codec(other) + ".readJson(in, " + name + ")";
        };
    }

    private void writeJson() throws SchemaException {
        method("public void writeJson(JsonWriter out, " + struct.name() + " value)", "");
        line("        out.beginObject();");
        int index = firstName;
        for (Component component : components) write(component, index++);
        line("        out.endObject();");
        line("    }");
    }

    private void write(Component component, int index) throws SchemaException {
        String value = "value." + component.java() + "()";
        String omit = component.omit() ? "Omit" : "";
        String target = "out, NAMES, " + index + ", " + value;
        switch (component.type()) {
            case Type.Leaf(LeafKind kind, String ignored)
            when kind.isScalar() -> {
                String method = kind == LeafKind.INT32 ? "int64" : kind.fact;
                line("        out.", method, omit, "(NAMES, ", index, ", ", value, ");");
            }
            case Type.Pointer(Type.Leaf(LeafKind kind, String ignored))
            when kind.isScalar() -> {
                String method = Character.toUpperCase(kind.fact.charAt(0)) + kind.fact.substring(1);
                line("        out.nullable", method, omit, "(NAMES, ", index, ", ", value, ");");
            }
            case Type.Leaf(LeafKind kind, String ignored)
            when kind == LeafKind.BYTES || kind == LeafKind.MESSAGE -> {
                String method = kind == LeafKind.BYTES ? "bytesMember" : "stringsMember";
                line("        ", method, omit, "(", target, ");");
            }
            case Type.ListOf(Type element, String ignored) -> list(component, element, omit, target);
            case Type.MapOf(String ignored, Type element, String also) ->
                line("        ", java.codec(element), ".writeJsonMapMember", omit, "(", target, ");");
            case Type.Pointer(Type element) ->
                line("        ", java.codec(element), ".writeJsonNullable", omit, "(", target, ");");
            case Type other -> {
                boolean omitZero = component.line().has("omitzero");
                if (omitZero && !(other instanceof Type.Leaf(LeafKind kind, String ignored) && kind == LeafKind.TIME)) {
                    throw component.line().line().error("omitzero is known for Time only");
                }
                if (omitZero) line("        if (!io.djong.api.meta.Times.isZero(", value, "))");
                line("        ", java.codec(other), ".writeJsonMember(", target, ");");
            }
        }
    }

    private void list(Component component, Type element, String omit, String target) {
        String codec = java.codec(element);
        boolean neverNull = component.line().has("neverNull");
        if (component.line().has("typed")) {
            String type = codec.substring(0, codec.length() - "CODEC".length()) + "TYPE.header()";
            line("        ", codec, ".writeJsonTypedList", neverNull ? "" : "Omit", "(", target, ", ", type, ");");
        } else if (neverNull) line("        ", codec, ".writeJsonListAlways(", target, ");");
        else line("        ", codec, ".writeJsonListMember", omit, "(", target, ");");
    }

    private void method(String signature, String throwing) {
        line("");
        line("    @Override");
        line("    ", signature, throwing, " {");
    }

    private void line(Object... parts) {
        for (Object part : parts) out.append(part);
        out.append('\n');
    }
}
