package io.djong.apigenerator;

import java.util.List;

/// The JSON methods of a union: which field it is follows from the shape of the JSON (an object is
/// the pointer to a type, an array is the list, a boolean is the boolean, which is true too when
/// the object is there).
final class UnionJson {
    private final String name;
    private final List<Component> components;
    private final JavaType java;
    private final StringBuilder out;

    UnionJson(Declaration.Struct struct, List<Component> components, JavaType java, StringBuilder out) {
        this.name = struct.name();
        this.components = components;
        this.java = java;
        this.out = out;
    }

    void append() throws SchemaException {
        line("");
        line("    @Override");
        line("    public ", name, " readJson(JsonReader in, ", name, " base) throws JsonException {");
        line("        int shape = in.peek();");
        line("        if (in.skipNull()) return base;");
        for (Component component : components) {
            switch (component.type()) {
                case Type.Pointer(Type.Struct struct) -> {
                    line("        if (shape == '{') {");
                    line(
                            "            ",
                            name,
                            " made = base.with",
                            component.title(),
                            "(",
                            java.codec(struct),
                            ".readJson(in, ",
                            java.zero(struct),
                            "));");
                    String allows =
                            components.stream().anyMatch(other -> other.json().equals("allows"))
                                    ? ".withAllows(true)"
                                    : "";
                    line("            return made", allows, ";");
                    line("        }");
                }
                case Type.ListOf(Type element, String ignored) ->
                    line(
                            "        if (shape == '[') return base.with",
                            component.title(),
                            "(",
                            java.codec(element),
                            ".readJsonList(in));");
                case Type.Leaf(LeafKind kind, String ignored)
                when kind == LeafKind.BOOL ->
                    line(
                            "        if (shape == 't' || shape == 'f') return base.with",
                            component.title(),
                            "(in.bool(false));");
                case Type other ->
                    throw component.line().line().error("a union holds a pointer, a list or a bool, not " + other.go());
            }
        }
        boolean orBool =
                components.stream().anyMatch(component -> component.json().equals("allows"));
        if (orBool) line("        throw in.fail(\"boolean or JSON schema expected\");");
        else {
            line("        in.skip(); // as upstream does");
            line("        return base;");
        }
        line("    }");
        write();
    }

    private void write() throws SchemaException {
        line("");
        line("    @Override");
        line("    public void writeJson(JsonWriter out, ", name, " value) {");
        boolean done = false;
        for (Component component : components) {
            String value = "value." + component.java() + "()";
            switch (component.type()) {
                case Type.Pointer(Type.Struct struct) -> {
                    line("        if (", value, " != null) {");
                    line("            ", java.codec(struct), ".writeJson(out, ", value, ");");
                    line("            return;");
                    line("        }");
                }
                case Type.ListOf(Type element, String ignored) -> {
                    line("        if (!", value, ".isEmpty()) {");
                    line("            ", java.codec(element), ".writeJsonList(out, ", value, ");");
                    line("            return;");
                    line("        }");
                }
                default -> done = true;
            }
        }
        line(done ? "        out.bool(value.allows());" : "        out.nullValue();");
        line("    }");
    }

    private void line(Object... parts) {
        for (Object part : parts) out.append(part);
        out.append('\n');
    }
}
