package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Bytes: base64 in JSON.
public final class BytesCodec extends Codec<Bytes> {
    public static final BytesCodec CODEC = new BytesCodec();

    private BytesCodec() {}

    @Override
    public Bytes empty() {
        return Bytes.EMPTY;
    }

    @Override
    public Bytes readJson(JsonReader in, Bytes base) throws JsonException {
        byte[] bytes = in.base64();
        if (bytes == null) return Bytes.EMPTY;
        return bytes.length == 0 ? Bytes.GIVEN : Bytes.trusted(bytes);
    }

    @Override
    public void writeJson(JsonWriter out, Bytes value) {
        out.base64(value.shared());
    }

    /// Not a message: only fields of it exist.
    @Override
    public Bytes readProto(ProtoReader in, Bytes base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, Bytes value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public Bytes readProtoField(ProtoReader in, Bytes base) throws WireException {
        return Bytes.trusted(in.readBytes());
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, Bytes value) {
        out.bytes(number, value.shared());
    }
}
