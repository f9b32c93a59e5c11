package io.djong.apiserver.admission.podgroups;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.server.Asker;
import io.djong.apiserver.server.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Answers of kube-apiserver 1.36.3 to the same requests.
final class PodGroupAdmissionTest {
    private static final String PATH = "/apis/scheduling.k8s.io/v1alpha2/namespaces/default/";
    private static TestServer server;
    private static Asker asker;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.ofEverything();
        asker = new Asker(server);
        workload("\"name\":\"w\"");
    }

    @AfterAll
    static void stop() throws Exception {
        asker.close();
        server.stop();
    }

    @Test
    void theTemplateIsThere() throws Exception {
        assertThat(made("a", "nope", "t"))
                .contains("podgroups.scheduling.k8s.io \\\"a\\\" is forbidden: PodGroup rejected: Workload \\\"nope\\\""
                        + " not found\"");
        assertThat(made("b", "w", "nope"))
                .contains("podgroups.scheduling.k8s.io \\\"b\\\" is forbidden: PodGroup rejected: PodGroupTemplate"
                        + " \\\"nope\\\" not found in Workload \\\"w\\\"\"");
    }

    @Test
    void aWorkloadThatIsBeingDeletedGetsNoMore() throws Exception {
        workload("\"name\":\"going\",\"finalizers\":[\"a/b\"]");
        assertThat(asker.delete(PATH + "workloads/going").statusCode()).isEqualTo(200);
        assertThat(made("d", "going", "t")).contains("PodGroup rejected: Workload \\\"going\\\" is being deleted\"");
    }

    @Test
    void aGroupIsProtected() throws Exception {
        assertThat(made("c", "w", "t"))
                .contains("\"finalizers\":[\"scheduling.k8s.io/podgroup-protection\"]", "\"name\":\"c\"");
    }

    private static void workload(String metadata) throws Exception {
        var made = asker.post(
                PATH + "workloads",
                "{\"metadata\":{" + metadata + "},\"spec\":{\"podGroupTemplates\":[{\"name\":\"t\","
                        + "\"schedulingPolicy\":{\"basic\":{}}}]}}");
        assertThat(made.statusCode()).isEqualTo(201);
    }

    private static String made(String name, String workload, String template) throws Exception {
        return asker.post(
                        PATH + "podgroups",
                        "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"schedulingPolicy\":{\"basic\":{}},"
                                + "\"podGroupTemplateRef\":{\"workload\":{\"workloadName\":\"" + workload
                                + "\",\"podGroupTemplateName\":\"" + template + "\"}}}}")
                .body();
    }
}
