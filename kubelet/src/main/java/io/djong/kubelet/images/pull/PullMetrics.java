package io.djong.kubelet.images.pull;

import io.djong.base.metrics.Buckets;
import io.djong.base.metrics.Family;
import io.djong.base.metrics.Histogram;
import io.djong.base.metrics.MetricRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// How long pulls take, by upstream's name and sizes.
final class PullMetrics {
    private static final long MEBIBYTE = 1L << 20;
    /// By what a size has to be above.
    private static final TreeMap<Long, String> SIZES = new TreeMap<>(Map.ofEntries(
            Map.entry(0L, "0-10MB"),
            Map.entry(10 * MEBIBYTE, "10MB-100MB"),
            Map.entry(100 * MEBIBYTE, "100MB-500MB"),
            Map.entry(500 * MEBIBYTE, "500MB-1GB"),
            Map.entry(1024 * MEBIBYTE, "1GB-5GB"),
            Map.entry(5 * 1024 * MEBIBYTE, "5GB-10GB"),
            Map.entry(10 * 1024 * MEBIBYTE, "10GB-20GB"),
            Map.entry(20 * 1024 * MEBIBYTE, "20GB-30GB"),
            Map.entry(30 * 1024 * MEBIBYTE, "30GB-40GB"),
            Map.entry(40 * 1024 * MEBIBYTE, "40GB-60GB"),
            Map.entry(60 * 1024 * MEBIBYTE, "60GB-100GB"),
            Map.entry(100 * 1024 * MEBIBYTE, "GT100GB")));

    private final Family<Histogram> durations;

    PullMetrics(MetricRegistry registry) {
        this.durations = registry.histogram(
                "kubelet_image_pull_duration_seconds",
                "[ALPHA] Duration in seconds to pull an image.",
                Buckets.of(1, 5, 10, 20, 30, 60, 120, 180, 240, 300, 360, 480, 600, 900, 1200, 1800, 2700, 3600),
                "image_size_in_bytes");
    }

    void pulled(long sizeBytes, Duration took) {
        durations.with(size(sizeBytes)).observeNanos(took.toNanos());
    }

    static String size(long bytes) {
        var entry = SIZES.lowerEntry(bytes);
        return entry == null ? "N/A" : entry.getValue();
    }
}
