package io.djong.apigenerator;

import java.util.Locale;
import java.util.Map;

/// A field of a gRPC message, its type resolved.
///
/// @param java its name in Java
/// @param element the Java type of one value
/// @param kind how a value is encoded
/// @param shape one, many or a map of them
/// @param nullable whether it may be absent
record MessageField(String java, int number, String element, Kind kind, Shape shape, boolean nullable) {
    enum Kind {
        STRING(2, "String", "\"\"", "string"),
        BYTES(2, "byte[]", "NO_BYTES", "bytes"),
        BOOL(0, "boolean", "false", "bool"),
        INT32(0, "int", "0", "int32"),
        INT64(0, "long", "0L", "int64"),
        UINT32(0, "int", "0", "uint32"),
        DOUBLE(1, "double", "0.0", "float64"),
        ENUM(0, "", "", "int32"),
        MESSAGE(2, "", "", "");

        final int wire;
        final String java;
        final String zero;
        final String writer;

        Kind(int wire, String java, String zero, String writer) {
            this.wire = wire;
            this.java = java;
            this.zero = zero;
            this.writer = writer;
        }
    }

    enum Shape {
        ONE,
        MANY,
        MAP
    }

    private static final Map<String, Kind> SCALARS = Map.of(
            "string",
            Kind.STRING,
            "bytes",
            Kind.BYTES,
            "bool",
            Kind.BOOL,
            "int32",
            Kind.INT32,
            "int64",
            Kind.INT64,
            "uint32",
            Kind.UINT32,
            "uint64",
            Kind.INT64,
            "double",
            Kind.DOUBLE);

    static MessageField of(Map<String, MessageFile> files, MessageFile file, String message, Line line)
            throws SchemaException {
        String name = line.word(0, "field name");
        String number = line.word(1, "number");
        if (!number.matches("[1-9][0-9]{0,8}")) throw line.error("number expected, not " + number);
        String type = line.word(2, "type");
        Shape shape = type.startsWith("[]") ? Shape.MANY : type.startsWith("map[string]") ? Shape.MAP : Shape.ONE;
        String bare = type.substring(shape == Shape.MANY ? 2 : shape == Shape.MAP ? "map[string]".length() : 0);
        boolean optional =
                line.words().contains("optional") || line.value(3, "oneof").isPresent();
        Kind scalar = SCALARS.get(bare);
        if (scalar != null) {
            return new MessageField(
                    javaName(name),
                    Integer.parseInt(number),
                    scalar.java,
                    scalar,
                    shape,
                    optional && shape == Shape.ONE);
        }
        var owner = file;
        String local = bare;
        for (MessageFile other : files.values()) {
            if (bare.startsWith(other.wire() + ".")) {
                owner = other;
                local = bare.substring(other.wire().length() + 1);
            }
        }
        String nested = message + "." + local;
        String known =
                owner.messages().containsKey(nested) || owner.enumerations().containsKey(nested) ? nested : local;
        boolean enumeration = owner.enumerations().containsKey(known);
        if (!enumeration && !owner.messages().containsKey(known)) throw line.error("unknown type " + bare);
        String java = owner.java() + "." + MessageFile.className(known);
        Kind kind = enumeration ? Kind.ENUM : Kind.MESSAGE;
        boolean nullable = shape == Shape.ONE && (kind == Kind.MESSAGE || optional);
        return new MessageField(javaName(name), Integer.parseInt(number), java, kind, shape, nullable);
    }

    /// `container_port` → `containerPort`.
    private static String javaName(String name) {
        var out = new StringBuilder();
        for (String word : name.split("_")) {
            if (out.isEmpty()) out.append(word);
            else out.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        String java = Component.javaName(out.toString());
        return java.equals("io") ? "io_" : java; // generated code names types in full, from `io` on
    }

    String boxed() {
        return switch (element) {
            case "boolean" -> "Boolean";
            case "int" -> "Integer";
            case "long" -> "Long";
            case "double" -> "Double";
            default -> element;
        };
    }

    /// The type of the record's component.
    String component() {
        return switch (shape) {
            case MANY -> "java.util.List<" + boxed() + ">";
            case MAP -> "java.util.Map<String, " + boxed() + ">";
            case ONE -> nullable ? annotated() : element;
        };
    }

    private String annotated() {
        if (kind == Kind.BYTES) return "byte @org.jspecify.annotations.Nullable []";
        String name = boxed();
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot + 1) + "@org.jspecify.annotations.Nullable " + name.substring(dot + 1);
    }

    String zero() {
        return switch (shape) {
            case MANY -> "java.util.List.of()";
            case MAP -> "java.util.Map.of()";
            case ONE -> nullable ? "null" : kind == Kind.ENUM ? element + ".of(0)" : kind.zero;
        };
    }

    /// Reads one value, its tag read.
    String read() {
        return switch (kind) {
            case STRING -> "in.readString()";
            case BYTES -> "in.readBytes()";
            case BOOL -> "in.readBool()";
            case INT32, UINT32 -> "in.readInt32()";
            case INT64 -> "in.readInt64()";
            case DOUBLE -> "in.readDouble()";
            case ENUM -> element + ".of(in.readInt32())";
            case MESSAGE -> element + ".readField(in)";
        };
    }

    /// Whether a value is its type's zero, which proto3 leaves out.
    String isZero(String value) {
        return switch (kind) {
            case STRING -> value + ".isEmpty()";
            case BYTES -> value + ".length == 0";
            case BOOL -> "!" + value;
            case ENUM -> value + ".number() <= 0";
            default -> value + " == 0";
        };
    }

    /// Writes one value with length and tag.
    String write(int field, String value) {
        return switch (kind) {
            case MESSAGE -> value + ".writeField(out, " + field + ");";
            case ENUM -> "out.int32(" + field + ", " + value + ".number());";
            case UINT32 -> "out.int64(" + field + ", Integer.toUnsignedLong(" + value + "));";
            default -> "out." + kind.writer + "(" + field + ", " + value + ");";
        };
    }

    boolean isPacked() {
        return shape == Shape.MANY && kind.wire != 2;
    }
}
