package io.djong.api.meta;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.api.quantity.Quantity;
import io.djong.api.quantity.QuantityException;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;

/// Quantities: a string in JSON (a number is read too), a message with that string in protobuf; canonical
/// when written.
public final class QuantityCodec extends Codec<Quantity> {
    public static final QuantityCodec CODEC = new QuantityCodec();

    private QuantityCodec() {}

    @Override
    public Quantity empty() {
        return Quantity.ZERO;
    }

    @Override
    public Quantity readJson(JsonReader in, Quantity base) throws JsonException {
        int c = in.peek();
        if (in.skipNull()) return Quantity.ZERO;
        String text = c == '"' ? in.string("") : new String(in.raw(), UTF_8);
        try {
            return Quantity.parseTrimmed(text);
        } catch (QuantityException e) {
            throw in.fail("quantity expected");
        }
    }

    @Override
    public void writeJson(JsonWriter out, Quantity value) {
        out.string(value.toString());
    }

    @Override
    public Quantity readProto(ProtoReader in, Quantity base) throws WireException {
        Quantity value = base;
        for (int tag; (tag = in.readTag()) != 0; ) {
            if (tag >>> 3 == 1) value = parse(in);
            else in.skip(tag);
        }
        return value;
    }

    @Override
    public void writeProto(ProtoWriter out, Quantity value) {
        out.string(1, value.toString());
    }

    private static Quantity parse(ProtoReader in) throws WireException {
        String text = in.readString();
        if (text.isEmpty()) return Quantity.ZERO;
        try {
            return Quantity.parse(text);
        } catch (QuantityException e) {
            throw new WireException(in.position(), "quantity expected");
        }
    }
}
