package io.djong.api.meta;

/// A set of fields as managed fields carry it, in JSON.
public record FieldsV1(Bytes json) {
    public static final FieldsV1 EMPTY = new FieldsV1(Bytes.EMPTY);
}
