package io.djong.apiserver.componentstatus;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ComponentStatusesTest {
    private static final String PATH = "/api/v1/componentstatuses";
    private static TestServer server;
    private static Asker asker;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.likeRecorded();
        asker = new Asker(server);
    }

    @AfterAll
    static void stop() throws Exception {
        asker.close();
        server.stop();
    }

    @Test
    void theStoreSaysThatItIsWell() throws Exception {
        var answer = asker.get(PATH + "/etcd-0", "application/json");
        assertThat(answer.body().strip())
                .isEqualTo("{\"kind\":\"ComponentStatus\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"etcd-0\"},"
                        + "\"conditions\":[{\"type\":\"Healthy\",\"status\":\"True\",\"message\":\"ok\"}]}");
        assertThat(answer.headers().allValues("Warning"))
                .containsExactly("299 - \"v1 ComponentStatus is deprecated in v1.19+\"");
    }

    @Test
    void allAreListedWithoutAVersion() throws Exception {
        assertThat(asker.get(PATH, "application/json").body())
                .startsWith("{\"kind\":\"ComponentStatusList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":[")
                .contains("\"name\":\"scheduler\"", "\"name\":\"controller-manager\"", "\"name\":\"etcd-0\"");
        assertThat(asker.get(
                                PATH + "?fieldSelector=metadata.name%3Detcd-0",
                                "application/json;as=Table;v=v1;g=meta.k8s.io")
                        .body())
                .contains("\"cells\":[\"etcd-0\",\"Healthy\",\"ok\",\"\"]")
                .doesNotContain("scheduler");
    }

    @Test
    void whatIsNotThereIsSaidInUpstreamsWords() throws Exception {
        var missing = asker.get(PATH + "/nope", "application/json");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("\"message\":\"componentstatus \\\"nope\\\" not found\"");
        var watch = asker.get(PATH + "?watch=1", "application/json");
        assertThat(watch.statusCode()).isEqualTo(405);
        assertThat(watch.body()).contains("watch is not supported on resources of kind \\\"componentstatuses\\\"");
        assertThat(asker.post(PATH, "{}").statusCode()).isEqualTo(405);
    }

    @Test
    void bindingsPlaceAPod() throws Exception {
        asker.post("/api/v1/namespaces/default/serviceaccounts", "{\"metadata\":{\"name\":\"default\"}}");
        var made = asker.post(
                "/api/v1/namespaces/default/pods",
                "{\"metadata\":{\"name\":\"p\"},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"i\"}]}}");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        var path = "/api/v1/namespaces/default/bindings";
        var binding = "{\"metadata\":{\"name\":\"p\"},\"target\":{\"kind\":\"Node\",\"name\":\"n\"}}";
        assertThat(asker.post(path, binding).body())
                .contains("\"kind\":\"Status\"", "\"status\":\"Success\"", "\"code\":201");
        assertThat(asker.get("/api/v1/namespaces/default/pods/p", "application/json")
                        .body())
                .contains("\"nodeName\":\"n\"");
        assertThat(asker.post(path, binding).statusCode()).isEqualTo(409);
        assertThat(asker.post(path, binding.replace("Node", "X")).body())
                .contains("target.kind: Unsupported value: \\\"X\\\"", "\"code\":500");
        assertThat(asker.post(path, "{\"target\":{\"name\":\"n\"}}").body()).contains("Name parameter required.");
    }
}
