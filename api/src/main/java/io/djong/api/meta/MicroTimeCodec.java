package io.djong.api.meta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times in microseconds, six digits in JSON.
public final class MicroTimeCodec extends InstantCodec {
    public static final MicroTimeCodec CODEC = new MicroTimeCodec();

    private MicroTimeCodec() {}

    @Override
    @Nullable
    Instant parse(String text) {
        return Times.parseMicros(text);
    }

    @Override
    String text(Instant value) {
        return Times.micros(value);
    }

    @Override
    Instant cut(Instant value) {
        return Times.toMicros(value);
    }

    @Override
    int nanos(int nanos) {
        return nanos - nanos % 1000;
    }
}
