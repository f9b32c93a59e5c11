package io.djong.base.metrics;

/// Upper bounds of histogram buckets; `+Inf` goes without saying.
public final class Buckets {
    private final double[] bounds;

    private Buckets(double[] bounds) {
        for (int i = 1; i < bounds.length; i++) {
            if (!(bounds[i - 1] < bounds[i])) {
                throw new IllegalArgumentException("bounds do not ascend: " + bounds[i - 1] + ", " + bounds[i]);
            }
        }
        this.bounds = bounds;
    }

    /// What Prometheus takes when nothing is said, for seconds: 5 ms to 10 s.
    public static Buckets standard() {
        return of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);
    }

    /// These bounds.
    ///
    /// @throws IllegalArgumentException if they do not ascend
    public static Buckets of(double... bounds) {
        return new Buckets(bounds.clone());
    }

    /// So many bounds, each the one before times the factor, as `prometheus.ExponentialBuckets`.
    public static Buckets exponential(double start, double factor, int count) {
        var bounds = new double[count];
        double bound = start;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound *= factor;
        }
        return new Buckets(bounds);
    }

    /// So many bounds, each the one before plus the width, as `prometheus.LinearBuckets`.
    public static Buckets linear(double start, double width, int count) {
        var bounds = new double[count];
        double bound = start;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound += width;
        }
        return new Buckets(bounds);
    }

    int count() {
        return bounds.length;
    }

    double bound(int index) {
        return bounds[index];
    }

    /// The bucket that the value falls into; [#count] for the one without bound.
    int indexOf(double value) {
        int index = 0;
        while (index < bounds.length && !(value <= bounds[index])) index++;
        return index;
    }
}
