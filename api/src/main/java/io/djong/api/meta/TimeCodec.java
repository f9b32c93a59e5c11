package io.djong.api.meta;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Times in whole seconds; protobuf's nanoseconds are always 0.
public final class TimeCodec extends InstantCodec {
    public static final TimeCodec CODEC = new TimeCodec();

    private TimeCodec() {}

    @Override
    @Nullable
    Instant parse(String text) {
        return Times.parse(text);
    }

    @Override
    String text(Instant value) {
        return Times.seconds(value);
    }

    @Override
    Instant cut(Instant value) {
        return Times.toSeconds(value);
    }

    @Override
    int nanos(int nanos) {
        return 0;
    }
}
