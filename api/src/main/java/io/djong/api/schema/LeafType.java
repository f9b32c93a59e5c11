package io.djong.api.schema;

/// Values without parts of their own.
public enum LeafType {
    STRING("string"),
    BOOL("bool"),
    INT32("int32"),
    INT64("int64"),
    FLOAT64("float64"),
    /// Base64 in JSON.
    BYTES("bytes"),
    TIME("Time"),
    MICRO_TIME("MicroTime"),
    QUANTITY("Quantity"),
    INT_OR_STRING("IntOrString"),
    /// An object of any kind.
    RAW("RawExtension"),
    FIELDS_V1("FieldsV1"),
    /// JSON of any shape.
    ANY("any"),
    /// A list of strings that is a message of its own in protobuf.
    MESSAGE("message");

    private final String fact;

    LeafType(String fact) {
        this.fact = fact;
    }

    static LeafType of(String fact) {
        for (LeafType type : values()) if (type.fact.equals(fact)) return type;
        throw new IllegalArgumentException("unknown type in facts: " + fact);
    }
}
