package io.djong.apiserver.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ServerLimits;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Watchers beside each other: each sees what it selects, and none waits for another.
final class SelectedWatchesTest {
    private static final String JSON = "application/json";
    private static final String PODS = "/api/v1/namespaces/default/pods";
    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    @Test
    void eachNodeSeesItsOwnPods() throws Exception {
        served((environment, client) -> {
            pod(client, "a", "n1");
            pod(client, "b", "");
            var one = client.open(PODS + "?watch=1&fieldSelector=spec.nodeName%3Dn1");
            var two = client.open("/api/v1/pods?watch=1&fieldSelector=spec.nodeName%3Dn2");
            var none = client.open(PODS + "?watch=1&fieldSelector=spec.nodeName%3D");
            var others = client.open(PODS + "?watch=1&fieldSelector=spec.nodeName!%3Dn1");
            rest(environment);
            pod(client, "c", "n2");
            bind(client, "b", "n2");
            client.write("DELETE", PODS + "/a", JSON, "{\"gracePeriodSeconds\":0}");
            pod(client, "a", "n2");
            rest(environment);
            assertThat(seen(one)).containsExactly("ADDED a", "DELETED a");
            assertThat(seen(two)).containsExactly("ADDED c", "ADDED b", "ADDED a");
            assertThat(seen(none)).containsExactly("ADDED b", "DELETED b");
            assertThat(seen(others)).containsExactly("ADDED b", "ADDED c", "MODIFIED b", "ADDED a");
            assertThat(names(client, "?fieldSelector=spec.nodeName%3Dn1")).isEmpty();
            assertThat(names(client, "?fieldSelector=spec.nodeName%3Dn2")).containsExactly("a", "b", "c");
            assertThat(names(client, "?fieldSelector=spec.nodeName%3Dn2&limit=2"))
                    .containsExactly("a", "b");
            assertThat(names(client, "?fieldSelector=spec.nodeName%3Dn2,metadata.name%3Dc"))
                    .containsExactly("c");
        });
    }

    @Test
    void whoeverDoesNotReadIsCutOffAndHoldsUpNobody() throws Exception {
        served((environment, client) -> {
            var large = "x".repeat(2_000);
            client.write("POST", MAPS, JSON, "{\"metadata\":{\"name\":\"m\"},\"data\":{\"x\":\"" + large + "\"}}");
            var reading = client.open(MAPS + "?watch=1&timeoutSeconds=99999");
            var stalled = client.open(MAPS + "?watch=1&timeoutSeconds=99999");
            stalled.stream().reads(false);
            rest(environment);
            for (int i = 1; i <= 10_300; i++) {
                client.write("PATCH", MAPS + "/m", "application/merge-patch+json", "{\"data\":{\"n\":\"" + i + "\"}}");
                if (i % 100 == 0) {
                    rest(environment);
                }
            }
            assertThat(stalled.stream().aborted()).isTrue();
            assertThat(stalled.stream().pendingMax()).isLessThan(300_000);
            assertThat(reading.stream().isOpen()).isTrue();
            assertThat(seen(reading)).hasSize(10_301);
        });
    }

    private interface Body {
        void run(VirtualEnvironment environment, Reader client) throws Exception;
    }

    private static void served(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(Duration.ofDays(1), () -> {
                var store = new MemoryStore(environment);
                var server = new ApiServer(environment, store, Run.config(ServerLimits.DEFAULT), new MetricRegistry());
                server.start();
                var client = new Reader(server.handler());
                client.write(
                        "POST",
                        "/api/v1/namespaces/default/serviceaccounts",
                        JSON,
                        "{\"metadata\":{\"name\":\"default\"}}");
                body.run(environment, client);
                server.stop();
                store.close();
            });
        }
    }

    private static void rest(VirtualEnvironment environment) throws InterruptedException {
        environment.timers().sleep(Duration.ofMillis(10));
    }

    private static void pod(Reader client, String name, String node) throws Exception {
        var answer = client.write(
                "POST",
                PODS,
                JSON,
                "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"nodeName\":\"" + node
                        + "\",\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
        assertThat(answer.code()).as("%s", answer).isEqualTo(201);
    }

    private static void bind(Reader client, String name, String node) throws Exception {
        var answer = client.write(
                "POST",
                PODS + "/" + name + "/binding",
                JSON,
                "{\"metadata\":{\"name\":\"" + name + "\"},\"target\":{\"kind\":\"Node\",\"name\":\"" + node + "\"}}");
        assertThat(answer.code()).as("%s", answer).isEqualTo(201);
    }

    private static List<String> names(Reader client, String query) throws Exception {
        return client.get(PODS + query).things().stream()
                .map(thing -> thing.key().substring("default/".length()))
                .toList();
    }

    private static List<String> seen(FakeHttp watch) throws Exception {
        return Reader.connection(watch.stream().text()).told().stream()
                .map(told -> told.type() + " " + told.key().substring("default/".length()))
                .toList();
    }
}
