package io.djong.apiserver.audit;

import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.ApiExchange;
import io.djong.base.metrics.Counter;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;

/// Writes down requests as the policy wants it: when they come, when a stream begins, and when they are
/// done.
public final class AuditStage implements Stage {
    private final Environment environment;
    private final AuditPolicy policy;
    private final AuditLog log;
    private final Counter events;

    /// @param log must have been started before the first request
    public AuditStage(Environment environment, AuditPolicy policy, AuditLog log, MetricRegistry metrics) {
        this.environment = environment;
        this.policy = policy;
        this.log = log;
        this.events = metrics.counter("apiserver_audit_event_total", "Events written to the audit log.");
    }

    @Override
    public boolean handle(ApiExchange exchange) throws InterruptedException {
        var verdict = policy.verdict(exchange.user(), exchange.info());
        var level = verdict.level();
        if (level == AuditLevel.NONE) {
            return false;
        }
        if (level != AuditLevel.METADATA) {
            exchange.keepBodies(level == AuditLevel.REQUEST_RESPONSE);
        }
        write(exchange, verdict, AuditPolicy.RECEIVED);
        if (exchange.longRunning()) {
            exchange.afterHandling(() -> writeLater(exchange, verdict, AuditPolicy.STARTED));
            exchange.afterAnswer(() -> writeLater(exchange, verdict, AuditPolicy.COMPLETE));
        } else {
            exchange.afterAnswer(() -> writeNow(exchange, verdict));
        }
        return false;
    }

    private void writeNow(ApiExchange exchange, AuditPolicy.Verdict verdict) {
        try {
            write(exchange, verdict, AuditPolicy.COMPLETE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Streams end on threads that must not wait for the log.
    private void writeLater(ApiExchange exchange, AuditPolicy.Verdict verdict, String stage) {
        environment.threads().start("audit-event", () -> {
            try {
                write(exchange, verdict, stage);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void write(ApiExchange exchange, AuditPolicy.Verdict verdict, String stage) throws InterruptedException {
        if (!verdict.omitStages().contains(stage)) {
            events.inc();
            log.append(AuditEvent.line(
                    exchange, verdict.level(), stage, environment.clock().instant()));
        }
    }
}
