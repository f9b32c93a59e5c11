package io.djong.base.metrics;

import java.util.concurrent.atomic.DoubleAdder;

/// A number that only grows. Safe for use by many threads at once, without a lock.
public final class Counter implements Series {
    private final DoubleAdder value = new DoubleAdder();

    Counter() {}

    /// Adds one.
    public void inc() {
        value.add(1);
    }

    /// Adds a number.
    ///
    /// @throws IllegalArgumentException if it is negative
    public void add(double amount) {
        if (!(amount >= 0)) throw new IllegalArgumentException("a counter cannot grow by " + amount);
        value.add(amount);
    }

    /// The sum so far.
    public double value() {
        return value.sum();
    }
}
