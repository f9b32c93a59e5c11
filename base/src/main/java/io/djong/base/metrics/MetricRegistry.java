package io.djong.base.metrics;

import io.djong.base.metrics.Description.Kind;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;

/// The metrics of one component. Made at the top and passed down; there is no global one.
///
/// ```java
/// var requests = metrics.counter("apiserver_request_total", "[STABLE] Requests.", "verb", "code");
/// requests.with("GET", "200").inc();
/// ```
///
/// Asking twice for the same name, type and labels gives the same family; asking for the same name
/// otherwise is a bug. Safe for use by several threads.
public final class MetricRegistry {
    private static final String DROPPED = "djong_metrics_dropped_series_total";

    /// A metric whose value is asked for when it is written.
    record Observed(Description description, DoubleSupplier value) {}

    /// A metric whose series are asked for when it is written.
    record Collected(Description description, CopyOnWriteArrayList<Collector> collectors) {}

    /// Writes the series of a metric that has its values elsewhere.
    @FunctionalInterface
    public interface Collector {
        /// Calls the sink once for each series.
        void collect(Sink sink);
    }

    /// Takes series.
    @FunctionalInterface
    public interface Sink {
        void add(double value, String... labelValues);
    }

    private final ConcurrentSkipListMap<String, Object> metrics = new ConcurrentSkipListMap<>();
    private final Counter dropped = new Counter();

    public MetricRegistry() {
        observed(DROPPED, "Series that were not made because their metric had too many.", Kind.COUNTER, dropped::value);
    }

    /// A counter without labels.
    public Counter counter(String name, String help) {
        return counter(name, help, new String[0]).with();
    }

    /// A counter for each set of values of these labels.
    public Family<Counter> counter(String name, String help, String... labelNames) {
        return family(new Description(name, Kind.COUNTER, help, List.of(labelNames)), Counter.class);
    }

    /// A gauge without labels.
    public Gauge gauge(String name, String help) {
        return gauge(name, help, new String[0]).with();
    }

    /// A gauge for each set of values of these labels.
    public Family<Gauge> gauge(String name, String help, String... labelNames) {
        return family(new Description(name, Kind.GAUGE, help, List.of(labelNames)), Gauge.class);
    }

    /// A gauge whose value is asked for whenever metrics are read. The supplier must be quick and must not
    /// block.
    public void gaugeOf(String name, String help, DoubleSupplier value) {
        observed(name, help, Kind.GAUGE, value);
    }

    /// A counter whose value is kept elsewhere and asked for whenever metrics are read.
    public void counterOf(String name, String help, DoubleSupplier value) {
        observed(name, help, Kind.COUNTER, value);
    }

    /// Gauges whose series are kept elsewhere and asked for whenever metrics are read. Several places may each
    /// add a collector for their series of one name.
    public void gaugesOf(String name, String help, List<String> labelNames, Collector collector) {
        var description = new Description(name, Kind.GAUGE, help, labelNames);
        Object known = metrics.computeIfAbsent(name, _ -> new Collected(description, new CopyOnWriteArrayList<>()));
        if (!(known instanceof Collected collected) || !collected.description.equals(description)) throw clash(name);
        collected.collectors.add(collector);
    }

    /// A histogram without labels.
    public Histogram histogram(String name, String help, Buckets buckets) {
        return histogram(name, help, buckets, new String[0]).with();
    }

    /// A histogram for each set of values of these labels.
    public Family<Histogram> histogram(String name, String help, Buckets buckets, String... labelNames) {
        var description = new Description(name, Kind.HISTOGRAM, help, List.of(labelNames));
        return checked(
                metrics.computeIfAbsent(
                        name, _ -> new Family<Histogram>(description, () -> new Histogram(buckets), dropped)),
                description);
    }

    /// Counters, gauges, families and so on, by name.
    Collection<Object> metrics() {
        return metrics.values();
    }

    private <S> Family<S> family(Description description, Class<S> kind) {
        Object known = metrics.computeIfAbsent(description.name(), _ -> make(description, kind));
        return checked(known, description);
    }

    private Family<?> make(Description description, Class<?> kind) {
        return kind == Counter.class
                ? new Family<>(description, Counter::new, dropped)
                : new Family<>(description, Gauge::new, dropped);
    }

    @SuppressWarnings("unchecked") // an equal description has the type, and the type says what the series are
    private static <S> Family<S> checked(Object known, Description description) {
        if (known instanceof Family<?> family && family.description().equals(description)) return (Family<S>) family;
        throw clash(description.name());
    }

    private void observed(String name, String help, Kind kind, DoubleSupplier value) {
        add(name, new Observed(new Description(name, kind, help, List.of()), value));
    }

    private void add(String name, Object metric) {
        if (metrics.putIfAbsent(name, metric) != null) throw clash(name);
    }

    private static IllegalArgumentException clash(String name) {
        return new IllegalArgumentException("metric " + name + " is there already, and is another one");
    }
}
