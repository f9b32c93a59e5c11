package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Sets of fields: as they are in JSON, a message with those bytes in protobuf.
public final class FieldsV1Codec extends Codec<FieldsV1> {
    public static final FieldsV1Codec CODEC = new FieldsV1Codec();

    private FieldsV1Codec() {}

    @Override
    public FieldsV1 empty() {
        return FieldsV1.EMPTY;
    }

    @Override
    public FieldsV1 readJson(JsonReader in, FieldsV1 base) throws JsonException {
        if (in.skipNull()) return base;
        return new FieldsV1(Bytes.trusted(in.raw()));
    }

    @Override
    public void writeJson(JsonWriter out, FieldsV1 value) {
        if (value.json().isEmpty()) out.nullValue();
        else out.compact(value.json().shared());
    }

    @Override
    public FieldsV1 readProto(ProtoReader in, FieldsV1 base) throws WireException {
        FieldsV1 value = base;
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag >>> 3 == 1) value = new FieldsV1(Bytes.trusted(in.readBytes()));
            else in.skip(tag);
        }
        return value;
    }

    @Override
    public void writeProto(ProtoWriter out, FieldsV1 value) {
        if (!value.json().isEmpty()) out.bytes(1, value.json().shared());
    }
}
