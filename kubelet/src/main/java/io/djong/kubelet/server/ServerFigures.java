package io.djong.kubelet.server;

import io.djong.api.json.JsonValue;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.stats.StatsReader;
import java.nio.charset.StandardCharsets;

/// `/metrics` and what is below it, `/stats/summary`, `/configz`.
final class ServerFigures {
    private final MetricRegistry metrics;
    private final StatsReader stats;
    private final JsonValue configuration;

    ServerFigures(MetricRegistry metrics, StatsReader stats, JsonValue configuration) {
        this.metrics = metrics;
        this.stats = stats;
        this.configuration = configuration;
    }

    private static String below(Exchange exchange) {
        var segments = exchange.segments();
        return String.join("/", segments.subList(1, segments.size()));
    }

    void metrics(Exchange exchange) throws Refusal, InterruptedException {
        exchange.requireMethod("GET");
        try {
            var text = switch (below(exchange)) {
                case "" -> PrometheusText.write(metrics);
                case "resource" -> stats.resourceMetrics();
                case "cadvisor" -> stats.containerMetrics();
                default -> throw new Refusal(404, "404: Page Not Found");
            };
            exchange.send(200, PrometheusText.CONTENT_TYPE, text.getBytes(StandardCharsets.UTF_8));
        } catch (RpcException e) {
            throw new Refusal(500, String.valueOf(e.getMessage()));
        }
    }

    void stats(Exchange exchange) throws Refusal, InterruptedException {
        exchange.requireMethod("GET", "POST");
        if (!below(exchange).equals("summary")) {
            throw new Refusal(404, "404: Page Not Found");
        }
        try {
            exchange.json(stats.summary(exchange.flag("only_cpu_and_memory")));
        } catch (RpcException e) {
            throw new Refusal(500, String.valueOf(e.getMessage()));
        }
    }

    void configuration(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET");
        exchange.json(("{\"kubeletconfig\":" + configuration.toJson() + "}").getBytes(StandardCharsets.UTF_8));
    }
}
