package io.djong.apiserver.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.authentication.User;
import io.djong.apiserver.flowcontrol.FlowControlStage;
import io.djong.apiserver.request.Failures;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The stages that look at time and number.
final class RequestPipelineTest {
    private static final String PODS = "/api/v1/namespaces/a/pods/x";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final MetricRegistry metrics = new MetricRegistry();

    @Test
    void whatTakesTooLongIsAnsweredWith504() throws Exception {
        run(environment -> {
            var before = environment.ticker().nanos();
            var http = handled(environment, PODS, sleeper(environment, Duration.ofHours(1)));
            assertThat(http.status()).isEqualTo(504);
            assertThat(http.answer()).contains("\"reason\":\"Timeout\"");
            assertThat(environment.ticker().nanos() - before)
                    .isLessThan(MINUTE.plusSeconds(1).toNanos());
        });
    }

    @Test
    void aCallerMayWantItSooner() throws Exception {
        run(environment -> {
            var before = environment.ticker().nanos();
            var http = handled(environment, PODS + "?timeout=2s", sleeper(environment, Duration.ofHours(1)));
            assertThat(http.status()).isEqualTo(504);
            assertThat(environment.ticker().nanos() - before)
                    .isLessThan(Duration.ofSeconds(3).toNanos());
        });
    }

    @Test
    void aTimeoutThatIsNoneIsRefused() throws Exception {
        run(environment -> {
            var http = handled(environment, PODS + "?timeout=soon", sleeper(environment, Duration.ZERO));
            assertThat(http.status()).isEqualTo(400);
            assertThat(http.answer()).contains("invalid timeout specified in the request URL");
        });
    }

    @Test
    void aFaultOfTheJvmIsAnsweredToo() throws Exception {
        run(environment -> {
            var http = handled(environment, PODS, exchange -> {
                throw new NoClassDefFoundError("io/djong/Gone");
            });
            assertThat(http.status()).isEqualTo(500);
            assertThat(http.answer()).contains("InternalError", "io/djong/Gone");
        });
    }

    @Test
    void aWatchHasNoDeadline() throws Exception {
        run(environment -> {
            var http = handled(environment, "/api/v1/pods?watch=1", sleeper(environment, Duration.ofMinutes(5)));
            assertThat(http.status()).isEqualTo(200);
        });
    }

    @Test
    void whatComesTooOftenIsToldToComeBack() throws Exception {
        run(environment -> {
            var flow = new FlowControlStage(environment, 1, 1, MINUTE, metrics);
            environment.threads().start("first", () -> {
                try {
                    pipeline(environment, List.of(named(), flow, sleeper(environment, Duration.ofSeconds(50))))
                            .handle(FakeHttp.get(PODS), FakeHttp.get(PODS));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            environment.timers().sleep(Duration.ofSeconds(1));
            var http = FakeHttp.get(PODS);
            pipeline(environment, List.of(named(), flow, sleeper(environment, Duration.ZERO)))
                    .handle(http, http);
            assertThat(http.status()).isEqualTo(429);
            assertThat(http.sentHeaders()).contains("Retry-After: 1");
            environment.timers().sleep(MINUTE);
            var later = FakeHttp.get(PODS);
            pipeline(environment, List.of(named(), flow, sleeper(environment, Duration.ZERO)))
                    .handle(later, later);
            assertThat(later.status()).isEqualTo(200);
        });
    }

    @Test
    void requestsAreCounted() throws Exception {
        run(environment -> {
            handled(environment, PODS, sleeper(environment, Duration.ofMillis(30)));
            handled(environment, PODS.replace("pods", "made-up"), sleeper(environment, Duration.ZERO));
        });
        assertThat(PrometheusText.write(metrics))
                .contains("apiserver_request_total{code=\"200\",component=\"apiserver\",dry_run=\"\",group=\"\","
                        + "resource=\"pods\",scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\"} 1")
                .contains("apiserver_request_duration_seconds_bucket{component=\"apiserver\",dry_run=\"\",group=\"\","
                        + "resource=\"pods\",scope=\"resource\",subresource=\"\",verb=\"GET\",version=\"v1\","
                        + "le=\"0.05\"} 1")
                .doesNotContain("made-up");
    }

    @Test
    void callersOldVersionsAndBodiesAreCounted() throws Exception {
        run(environment -> {
            handled(environment, PODS.replaceFirst("[^/]+$", "old"), exchange -> {
                exchange.authenticatedAs(User.of("ann@example.com"));
                exchange.bodyRead(new byte[60_000]);
                exchange.send(200, "text/plain", new byte[0]);
                return true;
            });
        });
        assertThat(PrometheusText.write(metrics))
                .contains("authenticated_user_requests{username=\"email_id\"} 1")
                .contains("apiserver_requested_deprecated_apis{group=\"\",removed_release=\"1.99\",resource=\"pods\","
                        + "subresource=\"\",version=\"v1\"} 1")
                .contains("apiserver_request_body_size_bytes_bucket{group=\"\",resource=\"pods\",verb=\"get\","
                        + "le=\"150000\"} 1");
    }

    @Test
    void refusalsOfAuthenticationAndAuthorisationAreCounted() throws Exception {
        run(environment -> {
            var ticker = environment.ticker();
            var known = MeasuredStage.authentication(named(), metrics, ticker);
            var denied = MeasuredStage.authorization(
                    exchange -> {
                        throw Failures.forbiddenPath("no");
                    },
                    metrics,
                    ticker);
            var http = FakeHttp.get(PODS);
            pipeline(environment, List.of(known, denied)).handle(http, http);
            assertThat(http.status()).isEqualTo(403);
        });
        assertThat(PrometheusText.write(metrics))
                .contains("authentication_attempts{result=\"success\"} 1")
                .contains("authorization_attempts_total{result=\"denied\"} 1")
                .contains("authorization_duration_seconds_count{result=\"denied\"} 1");
    }

    private FakeHttp handled(VirtualEnvironment environment, String target, Stage last) throws InterruptedException {
        var http = FakeHttp.get(target);
        pipeline(environment, List.of(new DeadlineStage(environment, MINUTE), last))
                .handle(http, http);
        return http;
    }

    private RequestPipeline pipeline(VirtualEnvironment environment, List<Stage> stages) {
        var counted = new RequestMetrics(
                metrics,
                environment.ticker(),
                info -> info.resource().equals("pods"),
                info -> info.name().equals("old") ? "1.99" : null);
        return new RequestPipeline(environment, stages, counted);
    }

    private static Stage named() {
        return exchange -> {
            exchange.authenticatedAs(User.of("ann"));
            return false;
        };
    }

    private static Stage sleeper(VirtualEnvironment environment, Duration duration) {
        return exchange -> {
            environment.timers().sleep(duration);
            exchange.send(200, "text/plain", new byte[0]);
            return true;
        };
    }

    private interface Body {
        void run(VirtualEnvironment environment) throws Exception;
    }

    private static void run(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> body.run(environment));
        }
    }
}
