package io.djong.apiserver.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.content.BodyDecoder;
import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.apiserver.pipeline.RequestPipeline;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.Query;
import io.djong.apiserver.request.RequestInfo;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.http.Headers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditTest {
    private static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - level: None
              users: [quiet]
            - level: None
              nonResourceURLs: ["/healthz*", "/version"]
            - level: Metadata
              resources: [{group: "", resources: [secrets]}]
            - level: RequestResponse
              verbs: [create]
              resources: [{group: apps, resources: ["deployments/*"]}]
            - level: Request
            """;

    @TempDir
    private Path folder;

    @Test
    void theFirstRuleThatMatchesDecides() {
        var policy = AuditPolicy.parse(POLICY.getBytes(UTF_8));
        assertThat(level(policy, "ann", "GET", "/api/v1/namespaces/a/secrets/x"))
                .isEqualTo(AuditLevel.METADATA);
        assertThat(level(policy, "quiet", "GET", "/api/v1/namespaces/a/secrets/x"))
                .isEqualTo(AuditLevel.NONE);
        assertThat(level(policy, "ann", "GET", "/healthz/etcd")).isEqualTo(AuditLevel.NONE);
        assertThat(level(policy, "ann", "GET", "/version")).isEqualTo(AuditLevel.NONE);
        assertThat(level(policy, "ann", "GET", "/metrics")).isEqualTo(AuditLevel.REQUEST);
        assertThat(level(policy, "ann", "POST", "/apis/apps/v1/namespaces/a/deployments/d/scale"))
                .isEqualTo(AuditLevel.REQUEST_RESPONSE);
        assertThat(level(policy, "ann", "GET", "/apis/apps/v1/namespaces/a/deployments/d"))
                .isEqualTo(AuditLevel.REQUEST);
    }

    @Test
    void aPolicyThatSaysNothingSensibleIsRefused() {
        assertThatThrownBy(() -> AuditPolicy.parse("kind: Pod".getBytes(UTF_8)))
                .hasMessage("not a Policy of audit.k8s.io/v1");
        assertThatThrownBy(() ->
                        AuditPolicy.parse(POLICY.replace("None", "Nothing").getBytes(UTF_8)))
                .hasMessageStartingWith("rules[0].level: one of None, Metadata, Request, RequestResponse");
        assertThatThrownBy(
                        () -> AuditPolicy.parse(POLICY.replace("users", "usres").getBytes(UTF_8)))
                .hasMessage("unknown field \"rules[0].usres\"");
    }

    @Test
    void anEventSaysWhoWhatAndWhatCameOfIt() throws Exception {
        var events = audited(exchange -> {
            BodyDecoder.body(exchange);
            throw Failures.conflict(io.djong.api.types.core.v1.CoreV1.CONFIG_MAPS, "x", "because");
        });
        assertThat(events).hasSize(1);
        var event = events.getFirst();
        assertThat(event.string("stage")).isEqualTo("ResponseComplete");
        assertThat(event.string("level")).isEqualTo("Request");
        assertThat(event.string("verb")).isEqualTo("update");
        assertThat(event.string("requestURI")).isEqualTo("/api/v1/namespaces/a/configmaps/x?dryRun=All");
        assertThat(event.object("user").string("username")).isEqualTo("ann");
        assertThat(event.object("objectRef").string("name")).isEqualTo("x");
        assertThat(event.object("responseStatus").string("reason")).isEqualTo("Conflict");
        assertThat(event.object("requestObject").object("data").string("k")).isEqualTo("v");
    }

    @Test
    void aLogThatIsTooLargeIsSetAside() throws Exception {
        var path = folder.resolve("audit.log");
        try (var environment = RealEnvironment.create()) {
            var log =
                    new AuditLog(environment, new AuditConfig(path, AuditPolicy.parse(POLICY.getBytes(UTF_8)), 100, 2));
            log.start();
            for (int i = 0; i < 5; i++) {
                log.append("x".repeat(59).concat("\n").getBytes(UTF_8));
            }
            log.stop();
        }
        assertThat(path).hasSize(60);
        try (var files = Files.list(folder)) {
            assertThat(files.filter(each -> each.getFileName().toString().startsWith("audit-")))
                    .hasSizeBetween(1, 2);
        }
    }

    private List<JsonObject> audited(Stage last) throws Exception {
        var path = folder.resolve("events.log");
        try (var environment = RealEnvironment.create()) {
            var policy = AuditPolicy.parse(POLICY.getBytes(UTF_8));
            var log = new AuditLog(environment, new AuditConfig(path, policy, 0, 0));
            log.start();
            Stage named = exchange -> {
                exchange.authenticatedAs(User.of("ann"));
                return false;
            };
            var audit = new AuditStage(environment, policy, log, new MetricRegistry());
            var http = new FakeHttp(
                    "PUT",
                    "/api/v1/namespaces/a/configmaps/x?dryRun=All",
                    Headers.of("Content-Type", "application/json"),
                    "{\"data\": {\"k\": \"v\"}}");
            new RequestPipeline(environment, List.of(named, audit, last)).handle(http, http);
            log.stop();
        }
        var events = new ArrayList<JsonObject>();
        for (var line : Files.readAllLines(path)) {
            events.add((JsonObject) JsonValue.parse(line));
        }
        return events;
    }

    private static AuditLevel level(AuditPolicy policy, String user, String method, String path) {
        return policy.verdict(User.of(user), RequestInfo.of(method, path, Query.EMPTY))
                .level();
    }
}
