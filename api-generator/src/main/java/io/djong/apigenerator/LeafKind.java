package io.djong.apigenerator;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a value without parts is in Java, and which codec reads it in lists and maps.
enum LeafKind {
    STRING("String", "String", "\"\"", "StringCodec", "string"),
    BOOL("boolean", "Boolean", "false", "BoolCodec", "bool"),
    INT32("int", "Integer", "0", "Int32Codec", "int32"),
    INT64("long", "Long", "0L", "Int64Codec", "int64"),
    FLOAT64("double", "Double", "0.0", "Float64Codec", "float64"),
    BYTES("io.djong.api.meta.Bytes", null, "io.djong.api.meta.Bytes.EMPTY", "BytesCodec", "bytes"),
    TIME("java.time.Instant", null, "io.djong.api.meta.Times.ZERO", "TimeCodec", "Time"),
    MICRO_TIME("java.time.Instant", null, "io.djong.api.meta.Times.ZERO", "MicroTimeCodec", "MicroTime"),
    QUANTITY(
            "io.djong.api.quantity.Quantity", null, "io.djong.api.quantity.Quantity.ZERO", "QuantityCodec", "Quantity"),
    INT_OR_STRING(
            "io.djong.api.meta.IntOrString",
            null,
            "io.djong.api.meta.IntOrString.EMPTY",
            "IntOrStringCodec",
            "IntOrString"),
    RAW(
            "io.djong.api.meta.RawExtension",
            null,
            "io.djong.api.meta.RawExtension.EMPTY",
            "RawExtensionCodec",
            "RawExtension"),
    FIELDS_V1("io.djong.api.meta.FieldsV1", null, "io.djong.api.meta.FieldsV1.EMPTY", "FieldsV1Codec", "FieldsV1"),
    ANY("io.djong.api.json.JsonValue", null, "io.djong.api.json.JsonNull.NULL", "JsonValueCodec", "any"),
    /// A list of strings that is a message of its own in protobuf.
    MESSAGE("java.util.List<String>", null, "java.util.List.of()", "StringListCodec", "message");

    final String java;
    final String boxed;
    final String zero;
    final String codec;
    /// The name in facts.
    final String fact;

    LeafKind(String java, @Nullable String boxed, String zero, String codec, String fact) {
        this.java = java;
        this.boxed = boxed == null ? java : boxed;
        this.zero = zero;
        this.codec = "io.djong.api.meta." + codec + ".CODEC";
        this.fact = fact;
    }

    /// Read and written by methods of reader and writer rather than by a codec.
    boolean isScalar() {
        return compareTo(FLOAT64) <= 0;
    }

    private static final Map<String, Type.Leaf> BUILT_IN = Map.ofEntries(
            leaf("string", STRING, "string"),
            leaf("bool", BOOL, "bool"),
            leaf("int32", INT32, "int32"),
            leaf("int64", INT64, "int64"),
            leaf("float64", FLOAT64, "float64"),
            leaf("bytes", BYTES, "[]uint8"),
            leaf("UID", STRING, "types.UID"),
            leaf("NodeName", STRING, "types.NodeName"),
            leaf("Time", TIME, "v1.Time"),
            leaf("MicroTime", MICRO_TIME, "v1.MicroTime"),
            leaf("Quantity", QUANTITY, "resource.Quantity"),
            leaf("IntOrString", INT_OR_STRING, "intstr.IntOrString"),
            leaf("RawExtension", RAW, "runtime.RawExtension"),
            leaf("JSON", RAW, "v1.JSON"),
            leaf("FieldsV1", FIELDS_V1, "v1.FieldsV1"),
            leaf("any", ANY, "interface {}"));

    private static Map.Entry<String, Type.Leaf> leaf(String name, LeafKind kind, String go) {
        return Map.entry(name, new Type.Leaf(kind, go));
    }

    /// The type that a name of the grammar stands for everywhere; null when it is none of those.
    static Type.@Nullable Leaf builtIn(String name) {
        return BUILT_IN.get(name);
    }
}
