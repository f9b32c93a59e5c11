package io.djong.base.metrics;

import java.util.List;
import java.util.regex.Pattern;

/// What a metric is.
record Description(String name, Kind kind, String help, List<String> labelNames) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    enum Kind {
        COUNTER("counter"),
        GAUGE("gauge"),
        HISTOGRAM("histogram");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    Description {
        if (!NAME.matcher(name).matches()) throw new IllegalArgumentException("metric name: " + name);
        labelNames = List.copyOf(labelNames);
        for (String label : labelNames) {
            if (!LABEL.matcher(label).matches()) throw new IllegalArgumentException("label of " + name + ": " + label);
        }
    }
}
