package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Objects of any kind: as they are in JSON, a message with those bytes in protobuf.
public final class RawExtensionCodec extends Codec<RawExtension> {
    public static final RawExtensionCodec CODEC = new RawExtensionCodec();

    private RawExtensionCodec() {}

    @Override
    public RawExtension empty() {
        return RawExtension.EMPTY;
    }

    @Override
    public RawExtension readJson(JsonReader in, RawExtension base) throws JsonException {
        if (in.skipNull()) return base;
        return new RawExtension(Bytes.trusted(in.raw()));
    }

    @Override
    public void writeJson(JsonWriter out, RawExtension value) {
        if (value.json().isEmpty()) out.nullValue();
        else out.compact(value.json().shared());
    }

    @Override
    public RawExtension readProto(ProtoReader in, RawExtension base) throws WireException {
        RawExtension value = base;
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag >>> 3 == 1) value = new RawExtension(Bytes.trusted(in.readBytes()));
            else in.skip(tag);
        }
        return value;
    }

    @Override
    public void writeProto(ProtoWriter out, RawExtension value) {
        if (!value.json().isEmpty()) out.bytes(1, value.json().shared());
    }
}
