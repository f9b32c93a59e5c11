package io.djong.apigenerator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The record of a gRPC message, which reads and writes itself.
final class MessageSource {
    private final MessageFile file;
    private final MessageFile.Message message;
    private final String name;
    private final List<MessageField> fields = new ArrayList<>();
    private final StringBuilder out = new StringBuilder();

    MessageSource(Map<String, MessageFile> files, MessageFile file, MessageFile.Message message)
            throws SchemaException {
        this.file = file;
        this.message = message;
        this.name = MessageFile.className(message.name());
        for (Line line : message.fields()) fields.add(MessageField.of(files, file, message.name(), line));
    }

    String text() {
        line("package ", file.java(), ";");
        line("");
        line("import io.djong.base.wire.ProtoReader;");
        line("import io.djong.base.wire.ProtoWriter;");
        line("import io.djong.base.wire.WireException;");
        line("");
        line("/// `", file.wire(), ".", message.name(), "`.");
        line("public record ", name, "(");
        line(
                fields.stream()
                        .map(field -> "        " + field.component() + " " + field.java())
                        .collect(Collectors.joining(",\n")),
                ") {");
        if (fields.stream().anyMatch(field -> field.kind() == MessageField.Kind.BYTES))
            line("    private static final byte[] NO_BYTES = {};");
        line("    /// Every field at its zero.");
        line(
                "    public static final ",
                name,
                " EMPTY = new ",
                name,
                "(",
                fields.stream().map(MessageField::zero).collect(Collectors.joining(", ")),
                ");");
        canonical();
        for (MessageField field : fields) wither(field);
        read();
        write();
        equality();
        line("}");
        return out.toString();
    }

    private void canonical() {
        if (fields.stream().allMatch(field -> field.shape() == MessageField.Shape.ONE)) return;
        line("");
        line("    public ", name, " {");
        for (MessageField field : fields) {
            switch (field.shape()) {
                case ONE -> {}
                case MANY -> line("        ", field.java(), " = java.util.List.copyOf(", field.java(), ");");
                case MAP ->
                    line(
                            "        ",
                            field.java(),
                            " = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(",
                            field.java(),
                            "));");
            }
        }
        line("    }");
    }

    private void wither(MessageField field) {
        String title =
                Character.toUpperCase(field.java().charAt(0)) + field.java().substring(1);
        line("");
        line("    public ", name, " with", title, "(", field.component(), " ", field.java(), ") {");
        line("        return new ", name, "(", names(), ");");
        line("    }");
    }

    private String names() {
        return fields.stream().map(MessageField::java).collect(Collectors.joining(", "));
    }

    private void read() {
        line("");
        line("    /// Reads a whole message.");
        line("    public static ", name, " parse(byte[] data) throws WireException {");
        line("        return read(new ProtoReader(data));");
        line("    }");
        line("");
        line("    /// Reads the value of a field.");
        line("    public static ", name, " readField(ProtoReader in) throws WireException {");
        line("        int outer = in.enter();");
        line("        ", name, " value = read(in);");
        line("        in.leave(outer);");
        line("        return value;");
        line("    }");
        line("");
        line("    /// Reads the fields until the reader's end.");
        line("    public static ", name, " read(ProtoReader in) throws WireException {");
        if (fields.isEmpty()) {
            line("        for (int tag_; (tag_ = in.readTag()) != 0; ) in.skip(tag_);");
            line("        return EMPTY;");
            line("    }");
            return;
        }
        for (MessageField field : fields) {
            switch (field.shape()) {
                case ONE -> line("        ", field.component(), " ", field.java(), " = ", field.zero(), ";");
                case MANY -> line("        var ", field.java(), " = new java.util.ArrayList<", field.boxed(), ">(0);");
                case MAP ->
                    line("        var ", field.java(), " = new java.util.TreeMap<String, ", field.boxed(), ">();");
            }
        }
        line("        for (int tag_; (tag_ = in.readTag()) != 0; ) {");
        line("            switch (tag_) {");
        for (MessageField field : fields) readField(field);
        line("                default -> in.skip(tag_);");
        line("            }");
        line("        }");
        line("        return new ", name, "(", names(), ");");
        line("    }");
    }

    private void readField(MessageField field) {
        int tag = field.number() << 3;
        switch (field.shape()) {
            case ONE ->
                line("                case ", tag | field.kind().wire, " -> ", field.java(), " = ", field.read(), ";");
            case MANY -> {
                line(
                        "                case ",
                        tag | field.kind().wire,
                        " -> ",
                        field.java(),
                        ".add(",
                        field.read(),
                        ");");
                if (!field.isPacked()) return;
                line("                case ", tag | 2, " -> {");
                line("                    int packed_ = in.enter();");
                line("                    while (in.hasMore()) ", field.java(), ".add(", field.read(), ");");
                line("                    in.leave(packed_);");
                line("                }");
            }
            case MAP -> {
                line("                case ", tag | 2, " -> {");
                line("                    int entry_ = in.enter();");
                line("                    String key_ = \"\";");
                String zero =
                        field.kind() == MessageField.Kind.MESSAGE ? field.element() + ".EMPTY" : field.kind().zero;
                line("                    ", field.element(), " value_ = ", zero, ";");
                line("                    for (int part_; (part_ = in.readTag()) != 0; ) {");
                line("                        switch (part_ >>> 3) {");
                line("                            case 1 -> key_ = in.readString();");
                line("                            case 2 -> value_ = ", field.read(), ";");
                line("                            default -> in.skip(part_);");
                line("                        }");
                line("                    }");
                line("                    in.leave(entry_);");
                line("                    ", field.java(), ".put(key_, value_);");
                line("                }");
            }
        }
    }

    private void write() {
        line("");
        line("    /// The message as bytes.");
        line("    public byte[] toBytes() {");
        line("        var out = new ProtoWriter();");
        line("        write(out);");
        line("        return out.toByteArray();");
        line("    }");
        line("");
        line("    /// Writes a field: value, length, tag.");
        line("    public void writeField(ProtoWriter out, int number) {");
        line("        int mark = out.size();");
        line("        write(out);");
        line("        out.endMessage(number, mark);");
        line("    }");
        line("");
        line("    /// Writes the fields, the last first.");
        line("    public void write(ProtoWriter out) {");
        fields.stream()
                .sorted(Comparator.comparingInt(MessageField::number).reversed())
                .forEach(this::writeField);
        line("    }");
    }

    private void writeField(MessageField field) {
        String value = field.java();
        int number = field.number();
        switch (field.shape()) {
            case ONE -> {
                String absent = field.nullable() ? value + " != null" : "!(" + field.isZero(value) + ")";
                line("        if (", absent, ") ", field.write(number, value));
            }
            case MANY -> {
                String loop = "for (int i = " + value + ".size() - 1; i >= 0; i--) ";
                if (!field.isPacked()) line("        ", loop, field.write(number, value + ".get(i)"));
                else {
                    line("        if (!", value, ".isEmpty()) {");
                    line("            int packed_ = out.size();");
                    line("            ", loop, bare(field, value + ".get(i)"));
                    line("            out.endMessage(", number, ", packed_);");
                    line("        }");
                }
            }
            case MAP -> {
                line("        for (var entry_ : new java.util.TreeMap<>(", value, ").descendingMap().entrySet()) {");
                line("            int mark_ = out.size();");
                line("            ", field.write(2, "entry_.getValue()"));
                line("            out.string(1, entry_.getKey());");
                line("            out.endMessage(", number, ", mark_);");
                line("        }");
            }
        }
    }

    private static String bare(MessageField field, String value) {
        return switch (field.kind()) {
            case BOOL -> "out.writeBool(" + value + ");";
            case DOUBLE -> "out.writeFixed64(Double.doubleToRawLongBits(" + value + "));";
            case ENUM -> "out.writeVarint(" + value + ".number());";
            case UINT32 -> "out.writeVarint(Integer.toUnsignedLong(" + value + "));";
            default -> "out.writeVarint(" + value + ");";
        };
    }

    /// Records compare arrays by identity; messages compare by their bytes.
    private void equality() {
        boolean arrays = fields.stream().anyMatch(field -> field.kind() == MessageField.Kind.BYTES);
        if (!arrays) return;
        line("");
        line("    @Override");
        line("    public boolean equals(Object other) {");
        line("        return other instanceof ", name, " that && java.util.Arrays.equals(toBytes(), that.toBytes());");
        line("    }");
        line("");
        line("    @Override");
        line("    public int hashCode() {");
        line("        return java.util.Arrays.hashCode(toBytes());");
        line("    }");
    }

    private void line(Object... parts) {
        for (Object part : parts) out.append(part);
        out.append('\n');
    }
}
