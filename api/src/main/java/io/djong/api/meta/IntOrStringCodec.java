package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Numbers or strings: as such in JSON, a message of kind, number and string in protobuf.
public final class IntOrStringCodec extends Codec<IntOrString> {
    public static final IntOrStringCodec CODEC = new IntOrStringCodec();

    private IntOrStringCodec() {}

    @Override
    public IntOrString empty() {
        return IntOrString.EMPTY;
    }

    @Override
    public IntOrString readJson(JsonReader in, IntOrString base) throws JsonException {
        if (in.peek() == '"') return IntOrString.of(in.string(""));
        return IntOrString.of(in.int32(0));
    }

    @Override
    public void writeJson(JsonWriter out, IntOrString value) {
        if (value.isString()) out.string(value.text());
        else out.int64(value.number());
    }

    @Override
    public IntOrString readProto(ProtoReader in, IntOrString base) throws WireException {
        boolean isString = base.isString();
        int number = base.number();
        String text = base.text();
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag >>> 3) {
                case 1 -> isString = in.readInt64() != 0;
                case 2 -> number = in.readInt32();
                case 3 -> text = in.readString();
                default -> in.skip(tag);
            }
        }
        return isString ? IntOrString.of(text) : IntOrString.of(number);
    }

    @Override
    public void writeProto(ProtoWriter out, IntOrString value) {
        out.string(3, value.text());
        out.int32(2, value.number());
        out.int64(1, value.isString() ? 1 : 0);
    }
}
