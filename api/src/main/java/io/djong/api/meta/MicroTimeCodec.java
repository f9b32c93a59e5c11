package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoField;

/// Times in microseconds: RFC 3339 with six digits in JSON, seconds and nanoseconds in protobuf.
public final class MicroTimeCodec extends Codec<Instant> {
    public static final MicroTimeCodec CODEC = new MicroTimeCodec();

    private MicroTimeCodec() {}

    @Override
    public Instant empty() {
        return Times.ZERO;
    }

    @Override
    public Instant readJson(JsonReader in, Instant base) throws JsonException {
        if (in.skipNull()) return Times.ZERO;
        Instant time = Times.parseMicros(in.string(""));
        if (time == null) throw in.fail("time expected");
        return Times.toMicros(time);
    }

    @Override
    public void writeJson(JsonWriter out, Instant value) {
        if (Times.isZero(value)) out.nullValue();
        else out.string(Times.micros(value));
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
            return Instant.ofEpochSecond(seconds, nanos - nanos % 1000L);
        } catch (DateTimeException e) {
            throw new WireException(in.position(), "time out of range");
        }
    }

    @Override
    public void writeProto(ProtoWriter out, Instant value) {
        if (Times.isZero(value)) return;
        out.int32(2, 1000 * value.get(ChronoField.MICRO_OF_SECOND));
        out.int64(1, value.getEpochSecond());
    }
}
