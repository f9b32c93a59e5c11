package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The protobuf methods of a codec.
final class ProtoMethods {
    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int LENGTH_DELIMITED = 2;

    private final String name;
    private final List<Component> all;
    private final List<Component> components = new ArrayList<>();
    private final JavaType java;
    private final StringBuilder out;

    ProtoMethods(String name, List<Component> all, JavaType java, StringBuilder out) {
        this.name = name;
        this.all = all;
        this.java = java;
        this.out = out;
        for (Component component : all) if (component.number() > 0) components.add(component);
    }

    void append() {
        readProto();
        writeProto();
    }

    private void readProto() {
        line("");
        line("    @Override");
        line("    public ", name, " readProto(ProtoReader in, ", name, " base) throws WireException {");
        if (components.isEmpty()) {
            line("        for (int tag; (tag = in.readTag()) != 0; ) in.skip(tag);");
            line("        return base;");
            line("    }");
            return;
        }
        line("        if (!in.hasMore()) return base;");
        for (Component component : all) {
            line(
                    "        ",
                    java.component(component.type()),
                    " ",
                    component.java(),
                    " = base.",
                    component.java(),
                    "();");
        }
        readFields(components, 0, "        ");
        line("        return new ", name, "(", CodecSource.names(all), ");");
        line("    }");
    }

    /// The loop over one message's fields; messages that stand inline are loops within.
    private void readFields(List<Component> fields, int depth, String indent) {
        String tag = depth == 0 ? "tag" : "tag" + depth;
        line(indent, "for (int ", tag, "; (", tag, " = in.readTag()) != 0; ) {");
        line(indent, "    switch (", tag, ") {");
        for (Part part : parts(fields, depth)) {
            if (part.inline()) {
                line(indent, "        case ", part.number() << 3 | LENGTH_DELIMITED, " -> {");
                line(indent, "            int outer", depth, " = in.enter();");
                readFields(part.fields(), depth + 1, indent + "            ");
                line(indent, "            in.leave(outer", depth, ");");
                line(indent, "        }");
            } else readField(part.fields().getFirst(), indent + "        ");
        }
        line(indent, "        default -> in.skip(", tag, ");");
        line(indent, "    }");
        line(indent, "}");
    }

    private void readField(Component component, String indent) {
        int number = component.number();
        String name = component.java();
        Type type = component.type();
        line(indent, "case ", number << 3 | wire(type), " -> ", name, " = ", read(type, name), ";");
        if (type instanceof Type.ListOf(Type element, String ignored) && wire(element) == VARINT) {
            line(indent, "case ", number << 3 | LENGTH_DELIMITED, " -> {");
            line(indent, "    int packed = in.enter();");
            line(indent, "    while (in.hasMore()) ", name, " = ", read(type, name), ";");
            line(indent, "    in.leave(packed);");
            line(indent, "}");
        }
    }

    private String read(Type type, String name) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) -> leaf(kind, name);
            case Type.Pointer(Type.Leaf(LeafKind kind, String ignored)) when kind.isScalar() -> leaf(kind, name);
            case Type.ListOf(Type element, String ignored) ->
                java.codec(element) + ".readProtoElement(in, " + name + ")";
            case Type.MapOf(String ignored, Type value, String also) ->
                java.codec(value) + ".readProtoEntry(in, " + name + ")";
            case Type.Pointer(Type target) -> java.codec(target) + ".readProtoOrNull(in, " + name + ")";
            case Type.Struct struct -> java.codec(struct) + ".readProtoField(in, " + name + ")";
        };
    }

    private String leaf(LeafKind kind, String name) {
        return switch (kind) {
            case STRING -> "in.readString()";
            case BOOL -> "in.readBool()";
            case INT32 -> "in.readInt32()";
            case INT64 -> "in.readInt64()";
            case FLOAT64 -> "in.readDouble()";
            default -> kind.codec + ".readProtoField(in, " + name + ")";
        };
    }

    private static int wire(Type type) {
        return switch (type) {
            case Type.Leaf(LeafKind kind, String ignored) ->
                switch (kind) {
                    case BOOL, INT32, INT64 -> VARINT;
                    case FLOAT64 -> FIXED64;
                    default -> LENGTH_DELIMITED;
                };
            case Type.Pointer(Type target) -> wire(target);
            case Type.ListOf(Type element, String ignored) -> wire(element);
            case Type.MapOf ignored -> LENGTH_DELIMITED;
            case Type.Struct ignored -> LENGTH_DELIMITED;
        };
    }

    private void writeProto() {
        line("");
        line("    @Override");
        line("    public void writeProto(ProtoWriter out, ", name, " value) {");
        writeFields(components, 0, "        ");
        line("    }");
    }

    private void writeFields(List<Component> fields, int depth, String indent) {
        for (Part part : parts(fields, depth).reversed()) {
            if (part.inline()) {
                String mark = "mark"
                        + String.join(
                                "_",
                                part.fields().getFirst().path().subList(0, depth + 1).stream()
                                        .map(String::valueOf)
                                        .toList());
                line(indent, "int ", mark, " = out.size();");
                writeFields(part.fields(), depth + 1, indent);
                line(indent, "out.endMessage(", part.number(), ", ", mark, ");");
            } else writeField(part.fields().getFirst(), indent);
        }
    }

    private void writeField(Component component, String indent) {
        String value = "value." + component.java() + "()";
        int number = component.number();
        switch (component.type()) {
            case Type.Leaf(LeafKind kind, String ignored)
            when kind == LeafKind.BYTES ->
                line(
                        indent,
                        "if (!",
                        value,
                        ".isEmpty()) ",
                        kind.codec,
                        ".writeProtoField(out, ",
                        number,
                        ", ",
                        value,
                        ");");
            case Type.Leaf(LeafKind kind, String ignored)
            when kind == LeafKind.MESSAGE ->
                line(
                        indent,
                        "if (!",
                        value,
                        ".isEmpty()) ",
                        kind.codec,
                        ".writeProtoField(out, ",
                        number,
                        ", ",
                        value,
                        ");");
            case Type.Leaf(LeafKind kind, String ignored)
            when kind.isScalar() -> line(indent, "out.", kind.fact, "(", number, ", ", value, ");");
            case Type.Pointer(Type.Leaf(LeafKind kind, String ignored))
            when kind.isScalar() ->
                line(indent, "if (", value, " != null) out.", kind.fact, "(", number, ", ", value, ");");
            case Type.ListOf(Type element, String ignored) ->
                line(indent, java.codec(element), ".writeProtoList(out, ", number, ", ", value, ");");
            case Type.MapOf(String ignored, Type element, String also) ->
                line(indent, java.codec(element), ".writeProtoMap(out, ", number, ", ", value, ");");
            case Type.Pointer(Type target) ->
                line(
                        indent,
                        "if (",
                        value,
                        " != null) ",
                        java.codec(target),
                        ".writeProtoField(out, ",
                        number,
                        ", ",
                        value,
                        ");");
            case Type other -> line(indent, java.codec(other), ".writeProtoField(out, ", number, ", ", value, ");");
        }
    }

    /// A field of a message, or a message within it whose fields are the record's own.
    private record Part(int number, boolean inline, List<Component> fields) {}

    private static List<Part> parts(List<Component> fields, int depth) {
        var parts = new ArrayList<Part>();
        for (Component field : fields) {
            if (field.path().size() == depth) {
                parts.add(new Part(field.number(), false, List.of(field)));
                continue;
            }
            int number = field.path().get(depth);
            var open = parts.stream()
                    .filter(part -> part.inline() && part.number() == number)
                    .findFirst();
            if (open.isPresent()) open.get().fields().add(field);
            else parts.add(new Part(number, true, new ArrayList<>(List.of(field))));
        }
        parts.sort(Comparator.comparingInt(Part::number));
        return parts;
    }

    private void line(Object... parts) {
        for (Object part : parts) out.append(part);
        out.append('\n');
    }
}
