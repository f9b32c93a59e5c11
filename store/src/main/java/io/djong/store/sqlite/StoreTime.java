package io.djong.store.sqlite;

import io.djong.base.time.Environment;

/// The time that lives are counted in: the wall clock when the store was opened, then the monotonic
/// clock, so that steps of the wall clock do not shorten or lengthen a life while the process runs.
final class StoreTime {
    private static final long NANOS_PER_MS = 1_000_000;

    private final Environment env;
    private final long originMs;
    private final long originNanos;

    StoreTime(Environment env) {
        this.env = env;
        this.originMs = env.clock().millis();
        this.originNanos = env.ticker().nanos();
    }

    long nowMs() {
        return originMs + (env.ticker().nanos() - originNanos) / NANOS_PER_MS;
    }

    Applier.Moment moment() {
        return new Applier.Moment(env.clock().millis(), nowMs());
    }
}
