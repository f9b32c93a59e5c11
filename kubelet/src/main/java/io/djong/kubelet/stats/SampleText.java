package io.djong.kubelet.stats;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Prometheus' text of samples with the times at which they were taken.
final class SampleText {
    private final StringBuilder out = new StringBuilder();

    void head(String name, String type, String help) {
        out.append("# HELP ").append(name).append(' ').append(help).append('\n');
        out.append("# TYPE ").append(name).append(' ').append(type).append('\n');
    }

    /// @param labels name, value, name, value; in the order of the names
    void sample(String name, double value, @Nullable Instant time, String... labels) {
        out.append(name);
        if (labels.length > 0) {
            for (int i = 0; i < labels.length; i += 2) {
                out.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"");
                out.append(labels[i + 1]
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n"));
                out.append('"');
            }
            out.append('}');
        }
        out.append(' ').append(number(value));
        if (time != null) {
            out.append(' ').append(time.toEpochMilli());
        }
        out.append('\n');
    }

    /// Java's and Go's shortest forms agree in value, and Prometheus reads either.
    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
