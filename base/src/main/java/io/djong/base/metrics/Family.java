package io.djong.base.metrics;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// All series of one metric, one for each set of label values. A series appears with its first use
/// and stays until it is removed.
///
/// Keep what [#with] returns where the values are known beforehand; looking it up costs a hash of them.
public final class Family<S> {
    /// The most series of one family. What comes after counts nowhere but in the registry's own
    /// metric of dropped ones: label values that a client chooses must not fill the memory.
    public static final int SERIES_MAX = 20_000;

    private static final Comparator<List<String>> BY_VALUES = (a, b) -> {
        for (int i = 0; i < a.size(); i++) {
            int order = a.get(i).compareTo(b.get(i));
            if (order != 0) return order;
        }
        return 0;
    };

    private final Description description;
    private final Supplier<S> maker;
    private final Counter dropped;
    private final ConcurrentHashMap<List<String>, S> series = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Family(Description description, Supplier<S> maker, Counter dropped) {
        this.description = description;
        this.maker = maker;
        this.dropped = dropped;
    }

    /// The series of these label values, in the order of the label names.
    ///
    /// @throws IllegalArgumentException if there are more or fewer values than names
    public S with(String... labelValues) {
        var values = List.of(labelValues);
        var known = series.get(values);
        return known != null ? known : add(values);
    }

    /// Forgets the series of these label values, for things that are gone.
    public void remove(String... labelValues) {
        if (series.remove(List.of(labelValues)) != null) count.decrementAndGet();
    }

    /// Forgets all series.
    public void clear() {
        for (List<String> values : series.keySet()) {
            if (series.remove(values) != null) count.decrementAndGet();
        }
    }

    private S add(List<String> values) {
        if (values.size() != description.labelNames().size()) {
            throw new IllegalArgumentException(
                    description.name() + " has labels " + description.labelNames() + ", not values " + values);
        }
        S made = maker.get();
        if (count.get() >= SERIES_MAX) {
            dropped.inc();
            return made;
        }
        S other = series.putIfAbsent(values, made);
        if (other != null) return other;
        count.incrementAndGet();
        return made;
    }

    Description description() {
        return description;
    }

    /// By label values.
    Map<List<String>, S> sorted() {
        var sorted = new TreeMap<List<String>, S>(BY_VALUES);
        sorted.putAll(series);
        return sorted;
    }
}
