package io.djong.base.metrics;

import io.djong.base.metrics.Description.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Writes a registry as text: Prometheus 0.0.4 and OpenMetrics 1.0. Families by name, series by
/// label values, labels by name, numbers as Go's library writes them.
public final class PrometheusText {
    /// The media type of [#write].
    public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    /// The media type of [#writeOpenMetrics].
    public static final String OPEN_METRICS_CONTENT_TYPE =
            "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

    /// From 10 to this power on, Go writes an exponent.
    private static final int EXPONENT_MIN = 6;

    private final StringBuilder out = new StringBuilder();
    private final boolean openMetrics;

    private PrometheusText(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    /// The text that Prometheus scrapes from every Kubernetes component.
    public static String write(MetricRegistry registry) {
        return new PrometheusText(false).text(registry);
    }

    /// The OpenMetrics text.
    public static String writeOpenMetrics(MetricRegistry registry) {
        return new PrometheusText(true).text(registry);
    }

    private String text(MetricRegistry registry) {
        for (Object metric : registry.metrics()) {
            switch (metric) {
                case Family<?> family -> family(family);
                case MetricRegistry.Observed observed -> {
                    head(observed.description());
                    sample(
                            observed.description(),
                            "",
                            List.of(),
                            null,
                            observed.value().getAsDouble());
                }
                case MetricRegistry.Collected collected -> collected(collected);
                default -> throw new IllegalStateException("unknown metric " + metric);
            }
        }
        if (openMetrics) out.append("# EOF\n");
        return out.toString();
    }

    private void family(Family<?> family) {
        var sorted = family.sorted();
        if (sorted.isEmpty()) return;
        var description = family.description();
        head(description);
        sorted.forEach((values, series) -> {
            switch (series) {
                case Counter counter -> sample(description, "", values, null, counter.value());
                case Gauge gauge -> sample(description, "", values, null, gauge.value());
                case Histogram histogram -> histogram(description, values, histogram);
                default -> throw new IllegalStateException("unknown series " + series);
            }
        });
    }

    private void collected(MetricRegistry.Collected collected) {
        record Sample(List<String> values, double value) {}
        var samples = new ArrayList<Sample>();
        for (var collector : collected.collectors()) {
            collector.collect((value, values) -> samples.add(new Sample(List.of(values), value)));
        }
        if (samples.isEmpty()) return;
        samples.sort(Comparator.comparing(sample -> String.join("\0", sample.values)));
        head(collected.description());
        for (var sample : samples) sample(collected.description(), "", sample.values, null, sample.value);
    }

    private void histogram(Description description, List<String> values, Histogram histogram) {
        long below = 0;
        for (int i = 0; i < histogram.buckets().count(); i++) {
            below += histogram.countOf(i);
            sample(description, "_bucket", values, number(histogram.buckets().bound(i)), (double) below);
        }
        below += histogram.countOf(histogram.buckets().count());
        sample(description, "_bucket", values, "+Inf", (double) below);
        sample(description, "_sum", values, null, histogram.sum());
        sample(description, "_count", values, null, (double) below);
    }

    private void head(Description description) {
        String name = description.name();
        if (openMetrics && description.kind() == Kind.COUNTER && name.endsWith("_total")) {
            name = name.substring(0, name.length() - "_total".length());
        }
        out.append("# HELP ").append(name).append(' ');
        escape(description.help(), openMetrics);
        out.append("\n# TYPE ").append(name).append(' ');
        out.append(description.kind().text()).append('\n');
    }

    private void sample(
            Description description, String suffix, List<String> values, @Nullable String bound, double value) {
        out.append(description.name());
        if (openMetrics
                && description.kind() == Kind.COUNTER
                && !description.name().endsWith("_total")) {
            out.append("_total");
        }
        out.append(suffix);
        var names = description.labelNames();
        if (!names.isEmpty() || bound != null) {
            char separator = '{';
            for (int label : byName(names)) {
                out.append(separator).append(names.get(label)).append("=\"");
                escape(values.get(label), true);
                out.append('"');
                separator = ',';
            }
            if (bound != null)
                out.append(separator).append("le=\"").append(bound).append('"');
            out.append('}');
        }
        boolean isCount = suffix.equals("_bucket") || suffix.equals("_count");
        out.append(' ')
                .append(isCount && openMetrics ? Long.toString((long) value) : number(value))
                .append('\n');
    }

    private static List<Integer> byName(List<String> names) {
        var order = new ArrayList<Integer>();
        for (int i = 0; i < names.size(); i++) order.add(i);
        order.sort(Comparator.comparing(names::get));
        return order;
    }

    private void escape(String text, boolean quotes) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '"' -> out.append(quotes ? "\\\"" : "\"");
                default -> out.append(c);
            }
        }
    }

    private String number(double value) {
        String text = go(value);
        boolean bare = openMetrics && Double.isFinite(value) && text.indexOf('.') < 0 && text.indexOf('e') < 0;
        return bare ? text + ".0" : text;
    }

    /// As Go's `strconv.FormatFloat(value, 'g', -1, 64)`: the shortest digits, an exponent below -4 and from 6
    /// on.
    static String go(double value) {
        if (Double.isNaN(value)) return "NaN";
        if (Double.isInfinite(value)) return value > 0 ? "+Inf" : "-Inf";
        if (value == 0) return "0";
        var shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -4 && exponent < EXPONENT_MIN) return shortest.toPlainString();
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "") + digits.charAt(0) + (digits.length() > 1 ? "." + digits.substring(1) : "") + "e"
                + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
