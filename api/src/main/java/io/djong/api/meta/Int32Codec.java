package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Integers of 32 bits.
public final class Int32Codec extends Codec<Integer> {
    public static final Int32Codec CODEC = new Int32Codec();

    private Int32Codec() {}

    @Override
    public Integer empty() {
        return 0;
    }

    @Override
    public Integer readJson(JsonReader in, Integer base) throws JsonException {
        return in.int32(base);
    }

    @Override
    public void writeJson(JsonWriter out, Integer value) {
        out.int64(value);
    }

    /// Not a message: only fields of it exist.
    @Override
    public Integer readProto(ProtoReader in, Integer base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, Integer value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public Integer readProtoField(ProtoReader in, Integer base) throws WireException {
        return in.readInt32();
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, Integer value) {
        out.int32(number, value);
    }
}
