package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Strings.
public final class StringCodec extends Codec<String> {
    public static final StringCodec CODEC = new StringCodec();

    private StringCodec() {}

    @Override
    public String empty() {
        return "";
    }

    @Override
    public String readJson(JsonReader in, String base) throws JsonException {
        return in.string(base);
    }

    @Override
    public void writeJson(JsonWriter out, String value) {
        out.string(value);
    }

    /// Not a message: only fields of it exist.
    @Override
    public String readProto(ProtoReader in, String base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, String value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public String readProtoField(ProtoReader in, String base) throws WireException {
        return in.readString();
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, String value) {
        out.string(number, value);
    }
}
