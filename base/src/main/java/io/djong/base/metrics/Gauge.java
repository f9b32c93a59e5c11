package io.djong.base.metrics;

import java.util.concurrent.atomic.AtomicLong;

/// A number that goes up and down. Safe for use by many threads at once, without a lock.
public final class Gauge implements Series {
    private final AtomicLong bits = new AtomicLong();

    Gauge() {}

    public void set(double value) {
        bits.set(Double.doubleToRawLongBits(value));
    }

    public void inc() {
        add(1);
    }

    public void dec() {
        add(-1);
    }

    public void add(double amount) {
        bits.updateAndGet(old -> Double.doubleToRawLongBits(Double.longBitsToDouble(old) + amount));
    }

    public double value() {
        return Double.longBitsToDouble(bits.get());
    }
}
