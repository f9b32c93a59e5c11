package io.djong.api.meta;

import io.djong.api.given.EmptyList;
import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.util.List;

/// Lists of strings that are a message of their own in protobuf, so that they can be values of a map.
public final class StringListCodec extends Codec<List<String>> {
    public static final StringListCodec CODEC = new StringListCodec();

    private StringListCodec() {}

    @Override
    public List<String> empty() {
        return List.of();
    }

    @Override
    public List<String> readJson(JsonReader in, List<String> base) throws JsonException {
        return StringCodec.CODEC.readJsonList(in);
    }

    @Override
    public void writeJson(JsonWriter out, List<String> value) {
        if (value.isEmpty() && !(out.keepsEmpties() && EmptyList.is(value))) out.nullValue();
        else StringCodec.CODEC.writeJsonList(out, value);
    }

    @Override
    public List<String> readProto(ProtoReader in, List<String> base) throws WireException {
        List<String> value = base;
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag >>> 3 == 1) value = StringCodec.CODEC.readProtoElement(in, value);
            else in.skip(tag);
        }
        return List.copyOf(value);
    }

    @Override
    public void writeProto(ProtoWriter out, List<String> value) {
        StringCodec.CODEC.writeProtoList(out, 1, value);
    }
}
