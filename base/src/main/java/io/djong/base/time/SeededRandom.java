package io.djong.base.time;

import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/// The SplitMix64 sequence of a seed, safe for use by several threads without a lock.
final class SeededRandom implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private final AtomicLong state;

    SeededRandom(long seed) {
        state = new AtomicLong(seed);
    }

    @Override
    public long nextLong() {
        return mix(state.addAndGet(GOLDEN_GAMMA));
    }

    /// Spreads every bit of the argument over the whole result.
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
