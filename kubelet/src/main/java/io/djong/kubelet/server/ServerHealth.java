package io.djong.kubelet.server;

import io.djong.base.health.HealthChecks;
import java.util.List;

/// `/healthz` and its checks.
final class ServerHealth {
    private final HealthChecks checks;

    ServerHealth(HealthChecks checks) {
        this.checks = checks;
    }

    void serve(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET", "HEAD");
        List<String> path = exchange.segments();
        var check = String.join("/", path.subList(1, path.size()));
        var answer = check.isEmpty() ? checks.all(exchange.has("verbose"), exchange.all("exclude")) : checks.one(check);
        exchange.response.header("X-Content-Type-Options", "nosniff");
        exchange.text(answer.status(), answer.text());
    }
}
