package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `djong apiserver` alone, and a stock kubectl.
class ApiServerKubectlTest {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web, namespace: default}
            spec:
              replicas: 2
              selector: {matchLabels: {app: web}}
              template:
                metadata: {labels: {app: web}}
                spec:
                  containers: [{name: web, image: "localhost/web:1"}]
            """;

    @TempDir
    private static Path folder;

    private static Installation djong;
    private static ApiServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        djong = new Installation(Installation.built(), folder.resolve("caches"));
        server = ApiServerProcess.start(djong, folder.resolve("server"), Map.of());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void listsNamespacesAsATable() throws Exception {
        assertThat(server.kubectl("get", "namespaces").lines())
                .anyMatch(line -> line.matches("NAME +STATUS +AGE"))
                .anyMatch(line -> line.matches("kube-system +Active +\\S+"));
    }

    @Test
    void createsLabelsAndDeletes() throws Exception {
        assertThat(server.kubectl("create", "configmap", "colours", "--from-literal=sky=blue"))
                .isEqualTo("configmap/colours created\n");
        assertThat(server.kubectl("label", "configmap", "colours", "season=autumn"))
                .isEqualTo("configmap/colours labeled\n");
        assertThat(server.kubectl("get", "configmaps", "-l", "season=autumn", "-o", "name"))
                .isEqualTo("configmap/colours\n");
        assertThat(server.kubectl("get", "configmap", "colours", "-o", "jsonpath={.data.sky}"))
                .isEqualTo("blue");
        assertThat(server.kubectl("delete", "configmap", "colours")).contains("\"colours\" deleted");
        assertThat(server.tryKubectl("get", "configmap", "colours").out())
                .contains("Error from server (NotFound): configmaps \"colours\" not found");
    }

    @Test
    void appliesTwiceAndScales() throws Exception {
        var file = Files.writeString(folder.resolve("web.yaml"), DEPLOYMENT).toString();
        assertThat(server.kubectl("apply", "-f", file)).isEqualTo("deployment.apps/web created\n");
        assertThat(server.kubectl("apply", "-f", file)).isEqualTo("deployment.apps/web unchanged\n");
        assertThat(server.kubectl("scale", "deployment", "web", "--replicas=5"))
                .isEqualTo("deployment.apps/web scaled\n");
        assertThat(server.kubectl("get", "deployment", "web", "-o", "jsonpath={.spec.replicas}"))
                .isEqualTo("5");
    }

    @Test
    void refusesAMisspeltFieldByItsPath() throws Exception {
        var file = Files.writeString(folder.resolve("wrong.yaml"), DEPLOYMENT.replace("replicas", "replicsa"));

        assertThat(server.tryKubectl("apply", "-f", file.toString()).out()).contains("unknown field \"spec.replicsa\"");
    }

    @Test
    void explainsAField() throws Exception {
        assertThat(server.kubectl("explain", "deployment.spec.replicas")).contains("FIELD: replicas <integer>");
    }

    @Test
    void survivesBeingKilled() throws Exception {
        var own = folder.resolve("killed");
        String before;
        try (var first = ApiServerProcess.start(djong, own, Map.of())) {
            first.kubectl("create", "configmap", "kept", "--from-literal=a=b");
            before = first.kubectl(
                    "get", "configmap", "kept", "-o", "jsonpath={.metadata.uid} {.metadata.resourceVersion}");
            first.kill();
        }
        try (var second = ApiServerProcess.start(djong, own, Map.of())) {
            assertThat(second.kubectl(
                            "get", "configmap", "kept", "-o", "jsonpath={.metadata.uid} {.metadata.resourceVersion}"))
                    .isEqualTo(before);
        }
    }
}
