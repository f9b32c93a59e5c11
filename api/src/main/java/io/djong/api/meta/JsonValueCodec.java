package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonValue;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// JSON of any shape, as a tree; never in protobuf.
public final class JsonValueCodec extends Codec<JsonValue> {
    public static final JsonValueCodec CODEC = new JsonValueCodec();

    private JsonValueCodec() {}

    @Override
    public JsonValue empty() {
        return JsonNull.NULL;
    }

    @Override
    public JsonValue readJson(JsonReader in, JsonValue base) throws JsonException {
        return in.tree();
    }

    @Override
    public void writeJson(JsonWriter out, JsonValue value) {
        out.tree(value);
    }

    /// Not a message: only fields of it exist.
    @Override
    public JsonValue readProto(ProtoReader in, JsonValue base) {
        throw new UnsupportedOperationException("not a message");
    }

    /// Not a message: only fields of it exist.
    @Override
    public void writeProto(ProtoWriter out, JsonValue value) {
        throw new UnsupportedOperationException("not a message");
    }

    @Override
    public JsonValue readProtoField(ProtoReader in, JsonValue base) throws WireException {
        return unsupported();
    }

    @Override
    public void writeProtoField(ProtoWriter out, int number, JsonValue value) {
        unsupported();
    }

    private static JsonValue unsupported() {
        throw new UnsupportedOperationException("not in protobuf");
    }
}
