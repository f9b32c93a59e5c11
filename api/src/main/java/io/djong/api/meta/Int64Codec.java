package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Integers of 64 bits.
public final class Int64Codec extends Codec<Long> {
    public static final Int64Codec CODEC = new Int64Codec();

    private Int64Codec() {}

    @Override
    public Long empty() {
        return 0L;
    }

    @Override
    public Long readJson(JsonReader in, Long base) throws JsonException {
        return in.int64(base);
    }

    @Override
    public void writeJson(JsonWriter out, Long value) {
        out.int64(value);
    }

    /// Not a message: only fields of it exist.
    @Override
    public Long readProto(ProtoReader in, Long base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, Long value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public Long readProtoField(ProtoReader in, Long base) throws WireException {
        return in.readInt64();
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, Long value) {
        out.int64(number, value);
    }
}
