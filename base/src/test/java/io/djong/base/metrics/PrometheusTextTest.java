package io.djong.base.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrometheusTextTest {
    private final MetricRegistry metrics = new MetricRegistry();

    private String lines(String prefix) {
        return String.join(
                "\n",
                PrometheusText.write(metrics)
                        .lines()
                        .filter(line -> line.contains(prefix))
                        .toList());
    }

    @Test
    void writesCountersSortedByLabels() {
        var requests = metrics.counter("requests_total", "Requests, by \"verb\"\nand code.", "verb", "code");
        requests.with("GET", "404").inc();
        requests.with("GET", "200").add(2);
        requests.with("a\"b\\c\nd", "").inc();
        assertThat(lines("requests_total")).isEqualTo("""
                # HELP requests_total Requests, by "verb"\\nand code.
                # TYPE requests_total counter
                requests_total{code="200",verb="GET"} 2
                requests_total{code="404",verb="GET"} 1
                requests_total{code="",verb="a\\"b\\\\c\\nd"} 1""");
    }

    @Test
    void writesHistograms() {
        var seconds = metrics.histogram("wait_seconds", "Waiting.", Buckets.of(0.005, 1, 2.5), "queue");
        seconds.with("a").observe(0.00390625);
        seconds.with("a").observe(1.5);
        seconds.with("a").observeNanos(10_000_000_000L);
        assertThat(lines("wait_seconds")).isEqualTo("""
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{queue="a",le="0.005"} 1
                wait_seconds_bucket{queue="a",le="1"} 1
                wait_seconds_bucket{queue="a",le="2.5"} 2
                wait_seconds_bucket{queue="a",le="+Inf"} 3
                wait_seconds_sum{queue="a"} 11.50390625
                wait_seconds_count{queue="a"} 3""");
    }

    @Test
    void asksForValuesKeptElsewhere() {
        metrics.gaugeOf("free_bytes", "Free.", () -> 1.5e9);
        metrics.gaugesOf("objects", "Objects.", List.of("resource"), sink -> {
            sink.add(2, "pods");
            sink.add(1, "nodes");
        });
        assertThat(lines("free_bytes ")).endsWith("free_bytes 1.5e+09");
        assertThat(lines("objects{")).isEqualTo("objects{resource=\"nodes\"} 1\nobjects{resource=\"pods\"} 2");
    }

    @Test
    void writesOpenMetrics() {
        metrics.counter("requests_total", "Requests.").inc();
        metrics.gauge("depth", "Depth.").set(2);
        metrics.histogram("wait_seconds", "Waiting.", Buckets.of(1)).observe(1);
        assertThat(PrometheusText.writeOpenMetrics(metrics)).isEqualTo("""
                # HELP depth Depth.
                # TYPE depth gauge
                depth 2.0
                # HELP djong_metrics_dropped_series Series that were not made because their metric had too many.
                # TYPE djong_metrics_dropped_series counter
                djong_metrics_dropped_series_total 0.0
                # HELP requests Requests.
                # TYPE requests counter
                requests_total 1.0
                # HELP wait_seconds Waiting.
                # TYPE wait_seconds histogram
                wait_seconds_bucket{le="1.0"} 1
                wait_seconds_bucket{le="+Inf"} 1
                wait_seconds_sum 1.0
                wait_seconds_count 1
                # EOF
                """);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, 0",
        "1, 1",
        "-1, -1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "0.000012, 1.2e-05",
        "123456, 123456",
        "999999.5, 999999.5",
        "1000000, 1e+06",
        "1234567, 1.234567e+06",
        "-1234567.25, -1.23456725e+06",
        "1e100, 1e+100",
        "0.1, 0.1",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
    })
    void writesNumbersAsGo(double value, String text) {
        assertThat(PrometheusText.go(value)).isEqualTo(text);
    }

    @Test
    void theSameMetricTwiceIsTheSameAndOtherwiseABug() {
        var first = metrics.counter("a_total", "A.", "x");
        assertThat(metrics.counter("a_total", "A.", "x")).isSameAs(first);
        assertThatThrownBy(() -> metrics.counter("a_total", "A.", "y")).hasMessageContaining("a_total");
        assertThatThrownBy(() -> metrics.gauge("a_total", "A.")).hasMessageContaining("a_total");
        assertThatThrownBy(() -> metrics.gaugeOf("a_total", "A.", () -> 0)).hasMessageContaining("a_total");
        assertThatThrownBy(() -> first.with("1", "2")).hasMessageContaining("labels [x]");
        assertThatThrownBy(() -> metrics.counter("1a", "A.")).hasMessage("metric name: 1a");
    }

    @Test
    void tooManySeriesAreDroppedAndCounted() {
        var gauge = metrics.gauge("many", "Many.", "n");
        for (int i = 0; i < Family.SERIES_MAX + 5; i++) gauge.with("" + i).set(1);
        assertThat(lines("djong_metrics_dropped_series_total ")).endsWith("djong_metrics_dropped_series_total 5");
        gauge.remove("7");
        gauge.with("new").set(3);
        assertThat(lines("{n=\"new\"}")).isEqualTo("many{n=\"new\"} 3");
        gauge.clear();
        assertThat(lines("many{")).isEmpty();
    }

    @Test
    void gaugesGoUpAndDown() {
        var gauge = metrics.gauge("depth", "Depth.");
        gauge.inc();
        gauge.add(2.5);
        gauge.dec();
        assertThat(gauge.value()).isEqualTo(2.5);
        assertThatThrownBy(() -> metrics.counter("c_total", "C.").add(-1)).hasMessageContaining("-1");
    }

    @Test
    void bucketListsAscend() {
        assertThat(Buckets.exponential(0.001, 2, 15).bound(14)).isEqualTo(16.384);
        assertThat(Buckets.linear(10, 5, 3).bound(2)).isEqualTo(20);
        assertThatThrownBy(() -> Buckets.of(1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
