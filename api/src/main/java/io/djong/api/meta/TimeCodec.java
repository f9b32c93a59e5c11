package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.time.DateTimeException;
import java.time.Instant;

/// Times in whole seconds: RFC 3339 in JSON, seconds and nanoseconds (always 0) in protobuf.
public final class TimeCodec extends Codec<Instant> {
    public static final TimeCodec CODEC = new TimeCodec();

    private TimeCodec() {}

    @Override
    public Instant empty() {
        return Times.ZERO;
    }

    @Override
    public Instant readJson(JsonReader in, Instant base) throws JsonException {
        if (in.skipNull()) return Times.ZERO;
        Instant time = Times.parse(in.string(""));
        if (time == null) throw in.fail("time expected");
        return Times.toSeconds(time);
    }

    @Override
    public void writeJson(JsonWriter out, Instant value) {
        if (Times.isZero(value)) out.nullValue();
        else out.string(Times.seconds(value));
    }

    @Override
    public Instant readProto(ProtoReader in, Instant base) throws WireException {
        if (!in.hasMore()) return Times.ZERO;
        long seconds = 0;
        int nanos = 0;
        for (int tag; (tag = in.readTag()) != 0; ) {
            switch (tag >>> 3) {
                case 1 -> seconds = in.readInt64();
                case 2 -> nanos = in.readInt32();
                default -> in.skip(tag);
            }
        }
        try {
            return Instant.ofEpochSecond(seconds, nanos * 0L);
        } catch (DateTimeException e) {
            throw new WireException(in.position(), "time out of range");
        }
    }

    @Override
    public void writeProto(ProtoWriter out, Instant value) {
        if (Times.isZero(value)) return;
        out.int32(2, 0);
        out.int64(1, value.getEpochSecond());
    }
}
