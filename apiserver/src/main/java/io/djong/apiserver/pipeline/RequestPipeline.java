package io.djong.apiserver.pipeline;

import io.djong.apiserver.content.StatusAnswer;
import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.resource.Metadata;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.http.HttpHandler;
import io.djong.http.Request;
import io.djong.http.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stages in running order. Refusals become `Status` answers; our own bugs become 500.
public final class RequestPipeline implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(RequestPipeline.class.getName());

    private final Environment environment;
    private final List<Stage> stages;
    private final @Nullable RequestMetrics metrics;

    /// @param stages in the order in which a request passes them; the last answers whatever comes to it
    public RequestPipeline(Environment environment, List<Stage> stages) {
        this(environment, stages, null);
    }

    /// @param stages in the order in which a request passes them; the last answers whatever comes to it
    /// @param metrics counts the requests; null for a server that does not
    public RequestPipeline(Environment environment, List<Stage> stages, @Nullable RequestMetrics metrics) {
        this.environment = environment;
        this.stages = List.copyOf(stages);
        this.metrics = metrics;
    }

    @Override
    public void handle(Request request, Response response) throws InterruptedException {
        var given = request.headers().first("Audit-Id", "");
        var id = given.isEmpty() ? Metadata.newUid(environment.random()) : given;
        var exchange =
                new ApiExchange(request, response, id, environment.clock().instant());
        if (metrics != null) {
            metrics.begin(exchange);
        }
        try {
            pass(exchange);
        } finally {
            exchange.finish();
        }
    }

    private void pass(ApiExchange exchange) throws InterruptedException {
        try {
            for (var stage : stages) {
                if (stage.handle(exchange)) {
                    return;
                }
            }
            UnknownPaths.answer(exchange);
        } catch (InterruptedException e) {
            if (!exchange.timedOut()) {
                throw e;
            }
            StatusAnswer.send(
                    exchange, Failures.timeout("Timeout: request did not complete within the allotted timeout", 0));
        } catch (ApiException e) {
            StatusAnswer.send(exchange, e);
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            // Also for a fault of ours the client gets an answer, and others theirs.
            LOG.log(
                    System.Logger.Level.ERROR,
                    "request failed: " + exchange.request().method() + " "
                            + exchange.request().rawPath(),
                    e);
            StatusAnswer.send(exchange, Failures.internal(String.valueOf(e.getMessage())));
        }
    }
}
