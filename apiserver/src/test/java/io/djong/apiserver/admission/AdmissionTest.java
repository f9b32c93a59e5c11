package io.djong.apiserver.admission;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.server.VirtualServer;
import org.junit.jupiter.api.Test;

/// The plug-ins of the default configuration, through the verbs.
final class AdmissionTest {
    private static final String POD = """
            {"metadata":{"name":"p","namespace":"a"},"spec":{%s"containers":[{"name":"c","image":"i"}]}}""";

    @Test
    void aNamespaceMustExistAndNotBeLeaving() throws Exception {
        VirtualServer.run(server -> {
            var client = server.admin();
            var map = object(ConfigMap.TYPE, "{\"metadata\":{\"name\":\"m\",\"namespace\":\"a\"}}");
            assertThatThrownBy(() -> client.of(CoreV1.CONFIG_MAPS).create(map))
                    .hasMessageContaining("namespaces \"a\" not found");
            client.of(CoreV1.NAMESPACES).create(object(Namespace.TYPE, "{\"metadata\":{\"name\":\"a\"}}"));
            client.of(CoreV1.CONFIG_MAPS).create(map);
            client.of(CoreV1.NAMESPACES).delete(new ObjectKey("", "a"), DeleteOptions.EMPTY);
            var other = map.withMetadata(map.metadata().withName("n"));
            assertThatThrownBy(() -> client.of(CoreV1.CONFIG_MAPS).create(other))
                    .hasMessageContaining("unable to create new content in namespace a because it is being terminated");
        });
    }

    @Test
    void theSystemsNamespacesStay() throws Exception {
        VirtualServer.run(server -> assertThatThrownBy(() -> server.admin()
                        .of(CoreV1.NAMESPACES)
                        .delete(new ObjectKey("", "kube-system"), DeleteOptions.EMPTY))
                .hasMessageContaining("this namespace may not be deleted"));
    }

    @Test
    void aPodNeedsItsServiceAccountAndGetsATokenAndTolerations() throws Exception {
        VirtualServer.run(server -> {
            var client = server.admin();
            client.of(CoreV1.NAMESPACES).create(object(Namespace.TYPE, "{\"metadata\":{\"name\":\"a\"}}"));
            assertThatThrownBy(() -> client.of(CoreV1.PODS).create(object(Pod.TYPE, POD.formatted(""))))
                    .hasMessageContaining("error looking up service account a/default");
            client.of(CoreV1.SERVICE_ACCOUNTS)
                    .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"a\"}}"));
            var pod = client.of(CoreV1.PODS).create(object(Pod.TYPE, POD.formatted("")));
            assertThat(pod.spec().serviceAccountName()).isEqualTo("default");
            assertThat(pod.spec().volumes()).hasSize(1);
            assertThat(pod.spec().tolerations())
                    .extracting(Toleration::key)
                    .contains("node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable");
            assertThat(pod.spec().priority()).isZero();
        });
    }

    @Test
    void aClassThatIsNotThereIsRefused() throws Exception {
        VirtualServer.run(server -> {
            var client = server.admin();
            client.of(CoreV1.NAMESPACES).create(object(Namespace.TYPE, "{\"metadata\":{\"name\":\"a\"}}"));
            client.of(CoreV1.SERVICE_ACCOUNTS)
                    .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"a\"}}"));
            assertThatThrownBy(() -> client.of(CoreV1.PODS)
                            .create(object(Pod.TYPE, POD.formatted("\"priorityClassName\":\"none\","))))
                    .hasMessageContaining("no PriorityClass with name none was found");
            assertThatThrownBy(() -> client.of(CoreV1.PODS)
                            .create(object(Pod.TYPE, POD.formatted("\"runtimeClassName\":\"none\","))))
                    .hasMessageContaining("pod rejected: RuntimeClass \"none\" not found");
            var pod = client.of(CoreV1.PODS)
                    .create(object(Pod.TYPE, POD.formatted("\"priorityClassName\":\"system-node-critical\",")));
            assertThat(pod.spec().priority()).isEqualTo(2_000_001_000);
        });
    }
}
