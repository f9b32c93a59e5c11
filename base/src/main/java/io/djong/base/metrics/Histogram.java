package io.djong.base.metrics;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/// How many observations fell into each bucket, and their sum. Safe for use by many threads at
/// once, without a lock; a reader may see the last observations in the buckets but not in the sum
/// yet.
public final class Histogram implements Series {
    private final Buckets buckets;
    private final AtomicLongArray counts;
    private final DoubleAdder sum = new DoubleAdder();

    Histogram(Buckets buckets) {
        this.buckets = buckets;
        this.counts = new AtomicLongArray(buckets.count() + 1);
    }

    /// Takes one value, in the unit that the metric's name says (seconds, bytes).
    public void observe(double value) {
        counts.incrementAndGet(buckets.indexOf(value));
        sum.add(value);
    }

    /// Takes a duration that was measured with a `Ticker`, as seconds.
    public void observeNanos(long nanos) {
        observe(nanos / 1e9);
    }

    public long count() {
        long count = 0;
        for (int i = 0; i < counts.length(); i++) count += counts.get(i);
        return count;
    }

    public double sum() {
        return sum.sum();
    }

    Buckets buckets() {
        return buckets;
    }

    long countOf(int bucket) {
        return counts.get(bucket);
    }
}
