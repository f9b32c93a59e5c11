package io.djong.api.meta;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonWriter;
import io.djong.base.wire.ProtoReader;
import io.djong.base.wire.ProtoWriter;
import io.djong.base.wire.WireException;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times of a certain fineness: RFC 3339 in JSON, seconds and nanoseconds in protobuf. [Times#ZERO] is none.
abstract sealed class InstantCodec extends Codec<Instant> permits TimeCodec, MicroTimeCodec {
    /// Null when the text is no time.
    abstract @Nullable Instant parse(String text);

    abstract String text(Instant value);

    /// The time without what is finer than the form holds.
    abstract Instant cut(Instant value);

    /// The same for protobuf's nanoseconds.
    abstract int nanos(int nanos);

    @Override
    public final Instant empty() {
        return Times.ZERO;
    }

    @Override
    public final Instant readJson(JsonReader in, Instant base) throws JsonException {
        if (in.skipNull()) return Times.ZERO;
        Instant time = parse(in.string(""));
        if (time == null) throw in.fail("time expected");
        return cut(time);
    }

    @Override
    public final void writeJson(JsonWriter out, Instant value) {
        if (Times.isZero(value)) out.nullValue();
        else out.string(text(value));
    }

    @Override
    public final Instant readProto(ProtoReader in, Instant base) throws WireException {
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
            return Instant.ofEpochSecond(seconds, nanos(nanos));
        } catch (DateTimeException e) {
            throw new WireException(in.position(), "time out of range");
        }
    }

    @Override
    public final void writeProto(ProtoWriter out, Instant value) {
        if (Times.isZero(value)) return;
        out.int32(2, nanos(value.getNano()));
        out.int64(1, value.getEpochSecond());
    }
}
