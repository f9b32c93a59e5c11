package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Booleans.
public final class BoolCodec extends Codec<Boolean> {
    public static final BoolCodec CODEC = new BoolCodec();

    private BoolCodec() {}

    @Override
    public Boolean empty() {
        return false;
    }

    @Override
    public Boolean readJson(JsonReader in, Boolean base) throws JsonException {
        return in.bool(base);
    }

    @Override
    public void writeJson(JsonWriter out, Boolean value) {
        out.bool(value);
    }

    /// Not a message: only fields of it exist.
    @Override
    public Boolean readProto(ProtoReader in, Boolean base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, Boolean value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public Boolean readProtoField(ProtoReader in, Boolean base) throws WireException {
        return in.readBool();
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, Boolean value) {
        out.bool(number, value);
    }
}
