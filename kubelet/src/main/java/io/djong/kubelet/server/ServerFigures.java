package io.djong.kubelet.server;

import io.djong.api.json.JsonValue;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import java.nio.charset.StandardCharsets;

/// `/metrics` and what is below it, `/stats/summary`, `/configz`.
final class ServerFigures {
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8; escaping=underscores";

    private final MetricRegistry metrics;
    private final JsonValue configuration;

    ServerFigures(MetricRegistry metrics, JsonValue configuration) {
        this.metrics = metrics;
        this.configuration = configuration;
    }

    void serve(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET");
        var below = String.join(
                "/", exchange.segments().subList(1, exchange.segments().size()));
        switch (below) {
            case "" -> exchange.send(200, TEXT, PrometheusText.write(metrics).getBytes(StandardCharsets.UTF_8));
            default -> throw new Refusal(404, "404: Page Not Found");
        }
    }

    void stats(Exchange exchange) throws Refusal {
        throw new Refusal(404, "404: Page Not Found");
    }

    void configuration(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET");
        exchange.json(("{\"kubeletconfig\":" + configuration.toJson() + "}").getBytes(StandardCharsets.UTF_8));
    }
}
