package io.djong.apiserver.admission.resize;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.LimitRange;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.WriteOptions;
import org.junit.jupiter.api.Test;

/// What hinders a pod to get more while it runs: its node, what its node can follow, and the limits of its namespace.
class PodResizeTest {
    private static final String NODE = """
            {"metadata":{"name":"%s","labels":{"kubernetes.io/os":"%s"}},
             "status":{"allocatable":{"cpu":"2","memory":"1Gi"},"declaredFeatures":[%s]}}""";
    private static final String POD = """
            {"metadata":{"name":"%s","namespace":"default"},"spec":{"nodeName":"%s",%s
             "containers":[{"name":"c","image":"i","resources":{"requests":{"cpu":"1"}}}]}}""";
    private static final String LEVEL = "\"resources\":{\"requests\":{\"cpu\":\"1\"}},";
    private static final String LEVEL_FEATURE = "InPlacePodLevelResourcesVerticalScaling";

    @Test
    void theNodeIsThereAndRunsLinuxAndIsLargeEnough() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            assertThatThrownBy(() -> requests(server, "gone", "\"cpu\":\"2\""))
                    .hasMessage("pods \"gone\" is forbidden: node \"gone\" not found");
            assertRefused(
                    server,
                    "win",
                    "\"cpu\":\"2\"",
                    "pod resize is only supported on linux nodes, node \"win\" is \"windows\"",
                    "UnsupportedPlatform");
            assertRefused(
                    server,
                    "lin",
                    "\"cpu\":\"2500m\",\"memory\":\"2Gi\"",
                    "node didn't have enough allocatable resources: cpu, requested: 2500, allocatable: 2000;"
                            + " memory, requested: 2147483648, allocatable: 1073741824",
                    "NodeCapacity");
            assertThat(requests(server, "lin", "\"cpu\":\"2\"").metadata().generation())
                    .isEqualTo(2);
            assertThat(requests(server, "gone", "\"cpu\":\"1\"").metadata().generation())
                    .as("nothing changes")
                    .isEqualTo(1);
        });
    }

    @Test
    void theNodeSaysThatItCanChangeWhatThePodAsksForAsAWhole() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            server.admin().of(CoreV1.PODS).create(object(Pod.TYPE, POD.formatted("old", "lin", LEVEL)));
            server.admin().of(CoreV1.PODS).create(object(Pod.TYPE, POD.formatted("new", "level", LEVEL)));
            var more = "{\"spec\":{\"resources\":{\"requests\":{\"cpu\":\"1500m\"}}}}";
            assertThatThrownBy(() -> resize(server, "old", more))
                    .hasMessage("pods \"old\" is forbidden: pod update requires features " + LEVEL_FEATURE
                            + " which are not available on node \"lin\"");
            assertThat(resize(server, "new", more).metadata().generation()).isEqualTo(2);
        });
    }

    @Test
    void theLimitsOfTheNamespaceHold() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            server.admin().of(CoreV1.LIMIT_RANGES).create(object(LimitRange.TYPE, """
                    {"metadata":{"name":"l","namespace":"default"},"spec":{"limits":[
                      {"type":"Container","max":{"cpu":"1500m"},"default":{"cpu":"1500m"}}]}}"""));
            assertThatThrownBy(() -> resize(server, "lin", container("\"limits\":{\"cpu\":\"1600m\"}")))
                    .hasMessage("pods \"lin\" is forbidden: maximum cpu usage per Container is 1500m,"
                            + " but limit is 1600m");
        });
    }

    private static void fill(VirtualServer server) throws Exception {
        var client = server.admin();
        client.of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        client.of(CoreV1.NODES).create(object(Node.TYPE, NODE.formatted("lin", "linux", "")));
        client.of(CoreV1.NODES).create(object(Node.TYPE, NODE.formatted("win", "windows", "")));
        client.of(CoreV1.NODES).create(object(Node.TYPE, NODE.formatted("level", "linux", '"' + LEVEL_FEATURE + '"')));
        for (var node : new String[] {"lin", "win", "gone"}) {
            client.of(CoreV1.PODS).create(object(Pod.TYPE, POD.formatted(node, node, "")));
        }
    }

    private static void assertRefused(VirtualServer server, String pod, String requests, String why, String cause) {
        assertThatThrownBy(() -> requests(server, pod, requests))
                .hasMessage("pods \"" + pod + "\" is forbidden: " + why)
                .isInstanceOfSatisfying(
                        ApiException.Refused.class,
                        refused -> assertThat(refused.status())
                                .satisfies(status -> assertThat(String.valueOf(status.details()))
                                        .contains("reason=" + cause)));
    }

    private static String container(String resources) {
        return "{\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{" + resources + "}}]}}";
    }

    private static Pod requests(VirtualServer server, String pod, String requests) throws Exception {
        return resize(server, pod, container("\"requests\":{" + requests + "}"));
    }

    private static Pod resize(VirtualServer server, String pod, String change) throws Exception {
        var key = new ObjectKey("default", pod);
        return server.admin()
                .of(CoreV1.PODS)
                .patch(key, "resize", PatchType.STRATEGIC, change.getBytes(UTF_8), WriteOptions.NONE);
    }
}
