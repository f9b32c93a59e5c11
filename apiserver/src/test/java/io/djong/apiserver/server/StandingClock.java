package io.djong.apiserver.server;

import io.djong.base.time.Environment;
import io.djong.base.time.Threads;
import io.djong.base.time.Ticker;
import io.djong.base.time.Timers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// A real environment whose wall clock stands still. What was recorded within one second, as all sample exchanges
/// were, is told by times of one second: managers of fields are sorted by them.
///
/// @param now what the clock shows
record StandingClock(Environment real, Instant now) implements Environment {
    @Override
    public InstantSource clock() {
        return () -> now;
    }

    @Override
    public Ticker ticker() {
        return real.ticker();
    }

    @Override
    public Timers timers() {
        return real.timers();
    }

    @Override
    public Threads threads() {
        return real.threads();
    }

    @Override
    public RandomGenerator random() {
        return real.random();
    }
}
