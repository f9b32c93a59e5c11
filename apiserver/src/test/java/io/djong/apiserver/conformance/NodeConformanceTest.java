package io.djong.apiserver.conformance;

import static io.djong.apiserver.server.VirtualServer.object;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodTemplate;
import io.djong.api.types.core.v1.Secret;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.WatchEvent;
import io.djong.client.WriteOptions;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/// Pods, templates, secrets and maps as objects: area E1 of upstream's conformance suite and its neighbours, as far
/// as they need no kubelet. What a kubelet would report, the test writes.
final class NodeConformanceTest {
    private static final ObjectKey KEY = new ObjectKey("default", "p");
    private static final ListQuery HERE = ListQuery.in("default");

    private interface Body {
        void run(VirtualServer server) throws Exception;
    }

    private static void run(Body body) throws Exception {
        VirtualServer.run(server -> {
            server.admin().of(CoreV1.SERVICE_ACCOUNTS).create(object(ServiceAccount.TYPE, """
                    {"metadata":{"name":"default","namespace":"default"}}"""));
            body.run(server);
        });
    }

    private static Pod pod(String name, String more) throws Exception {
        return object(Pod.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"type":"Testing"},"generation":100},
                  "spec":{"terminationGracePeriodSeconds":30%s,"containers":[{"name":"c","image":"i"}]}}""".formatted(name, more));
    }

    @Test
    @DisplayName("[sig-node] Pods should delete a collection of pods")
    void collectionOfPods() throws Exception {
        run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            for (var name : new String[] {"test-pod-1", "test-pod-2", "test-pod-3"}) {
                pods.create(pod(name, ""));
            }
            pods.deleteCollection(HERE.withLabelSelector("type=Testing"), DeleteOptions.EMPTY);
            assertThat(pods.list(HERE).items()).isEmpty(); // none of them had a node
        });
    }

    @Test
    @DisplayName("[sig-node] Pods should patch a pod status")
    void statusOfAPod() throws Exception {
        run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            pods.create(pod("p", ""));
            var patched = pods.patch(KEY, "status", PatchType.STRATEGIC, """
                    {"metadata":{"annotations":{"pod-status":"patched"}},"status":{"message":"Patched by e2e test",
                      "reason":"E2E"}}""".getBytes(UTF_8), WriteOptions.NONE);
            assertThat(patched.status().message()).isEqualTo("Patched by e2e test");
            assertThat(patched.status().reason()).isEqualTo("E2E");
        });
    }

    @Test
    @DisplayName("[sig-node] Pods should run through the lifecycle of Pods and PodStatus")
    void lifecycleOfAPod() throws Exception {
        run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            try (var watch = pods.watch(HERE.withLabelSelector("type=Testing"))) {
                pods.create(pod("p", ",\"nodeName\":\"n\""));
                assertThat(watch.next()).isInstanceOf(WatchEvent.Added.class);
                pods.patch(
                        KEY,
                        PatchType.STRATEGIC,
                        "{\"metadata\":{\"labels\":{\"x\":\"y\"}},\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"j\"}]}}"
                                .getBytes(UTF_8));
                assertThat(watch.next()).isInstanceOf(WatchEvent.Modified.class);
                assertThat(pods.get(KEY).spec().containers().getFirst().image()).isEqualTo("j");
                var current = pods.get(KEY);
                pods.updateStatus(current.withStatus(current.status().withPhase("Failed")));
                assertThat(watch.next()).isInstanceOf(WatchEvent.Modified.class);
                assertThat(pods.get(KEY).status().phase()).isEqualTo("Failed");
                pods.deleteCollection(HERE.withLabelSelector("type=Testing"), DeleteOptions.EMPTY);
                assertThat(watch.next()).isInstanceOf(WatchEvent.Deleted.class);
            }
        });
    }

    @Test
    @DisplayName("[sig-node] Pods Extended Pods Set QOS Class should be set on Pods with matching resource requests and"
            + " limits for memory and cpu")
    void qosClass() throws Exception {
        run(server -> {
            var made = server.admin().of(CoreV1.PODS).create(object(Pod.TYPE, """
                    {"metadata":{"name":"p","namespace":"default"},"spec":{"containers":[{"name":"c","image":"i",
                      "resources":{"limits":{"cpu":"100m","memory":"100Mi"},
                        "requests":{"cpu":"100m","memory":"100Mi"}}}]}}"""));
            assertThat(made.status().qosClass()).isEqualTo("Guaranteed");
        });
    }

    @Test
    @DisplayName(
            "[sig-node] Pods Extended (pod generation) Pod Generation custom-set generation on new pods and graceful"
                    + " delete")
    void generation() throws Exception {
        run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            var made = pods.create(pod("p", ",\"nodeName\":\"n\""));
            assertThat(made.metadata().generation()).isEqualTo(1);
            pods.updateStatus(made.withStatus(made.status().withPhase("Running")));
            pods.delete(KEY, DeleteOptions.EMPTY.withGracePeriodSeconds(60L));
            assertThat(pods.get(KEY).metadata().generation()).isEqualTo(2);
        });
    }

    @Test
    @DisplayName("[sig-node] Sysctls [LinuxOnly] [NodeConformance] should reject invalid sysctls")
    void sysctls() throws Exception {
        run(server -> assertThatThrownBy(() -> server.admin().of(CoreV1.PODS).create(pod("p", """
                ,"securityContext":{"sysctls":[{"name":"foo-","value":"bar"},{"name":"kernel.shmmax","value":"1"},
                  {"name":"safe-and-unsafe","value":"1"},{"name":"bar..","value":"42"}]}""")))
                .hasMessageContaining("Invalid value: \"foo-\"")
                .hasMessageContaining("Invalid value: \"bar..\"")
                .satisfies(e -> assertThat(e.getMessage())
                        .doesNotContain("safe-and-unsafe")
                        .doesNotContain("kernel.shmmax")));
    }

    @Test
    @DisplayName("[sig-node] RuntimeClass should reject a Pod requesting a non-existent RuntimeClass")
    void noRuntimeClass() throws Exception {
        run(server -> assertThatThrownBy(
                        () -> server.admin().of(CoreV1.PODS).create(pod("p", ",\"runtimeClassName\":\"none\"")))
                .hasMessageContaining("RuntimeClass \"none\" not found"));
    }

    @Test
    @DisplayName("[sig-storage] CSIInlineVolumes should support CSIVolumeSource in Pod API")
    void inlineVolume() throws Exception {
        run(server -> {
            var pods = server.admin().of(CoreV1.PODS);
            pods.create(pod("p", """
                    ,"volumes":[{"name":"csi-volume","csi":{"driver":"e2e.example.com","readOnly":false}}]"""));
            var volumes = pods.get(KEY).spec().volumes();
            assertThat(volumes)
                    .anyMatch(volume ->
                            volume.csi() != null && volume.csi().driver().equals("e2e.example.com"));
            pods.patch(KEY, PatchType.MERGE, "{\"metadata\":{\"labels\":{\"p\":\"patched\"}}}".getBytes(UTF_8));
            pods.delete(KEY);
            assertThat(pods.list(HERE).items()).isEmpty();
        });
    }

    private static PodTemplate template(String name) throws Exception {
        return object(PodTemplate.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"podtemplate-set":"true"}},
                  "template":{"spec":{"containers":[{"name":"token-test","image":"i"}]}}}""".formatted(name));
    }

    @Test
    @DisplayName("[sig-node] PodTemplates should delete a collection of pod templates")
    void collectionOfTemplates() throws Exception {
        run(server -> {
            var templates = server.admin().of(CoreV1.POD_TEMPLATES);
            for (var name : new String[] {"a", "b", "c"}) {
                templates.create(template(name));
            }
            var marked = HERE.withLabelSelector("podtemplate-set=true");
            assertThat(templates.list(marked).items()).hasSize(3);
            templates.deleteCollection(marked, DeleteOptions.EMPTY);
            assertThat(templates.list(marked).items()).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-node] PodTemplates should replace a pod template")
    void replacedTemplate() throws Exception {
        run(server -> {
            var templates = server.admin().of(CoreV1.POD_TEMPLATES);
            var made = templates.create(template("a"));
            var replaced =
                    templates.update(made.withMetadata(made.metadata().withAnnotations(Map.of("updated", "true"))));
            assertThat(replaced.metadata().annotations()).containsEntry("updated", "true");
        });
    }

    private static Secret secret(String name, String rest) throws Exception {
        return object(Secret.TYPE, """
                {"metadata":{"name":"%s","namespace":"default","labels":{"testsecret-constant":"true"}}%s}""".formatted(name, rest));
    }

    @Test
    @DisplayName("[sig-node] Secrets should fail to create secret due to empty secret key")
    void emptyKeyOfASecret() throws Exception {
        run(server -> assertThatThrownBy(
                        () -> server.admin().of(CoreV1.SECRETS).create(secret("s", ",\"data\":{\"\":\"dmFsdWU=\"}")))
                .hasMessageContaining("data[]: Invalid value: \"\""));
    }

    @Test
    @DisplayName("[sig-node] Secrets should patch a secret")
    void patchedSecret() throws Exception {
        run(server -> {
            var secrets = server.admin().of(CoreV1.SECRETS);
            secrets.create(secret("s", ",\"data\":{\"key\":\"dmFsdWU=\"},\"type\":\"Opaque\""));
            var marked = ListQuery.ALL.withLabelSelector("testsecret-constant=true");
            assertThat(secrets.list(marked).items()).hasSize(1);
            secrets.patch(new ObjectKey("default", "s"), PatchType.STRATEGIC, """
                    {"metadata":{"labels":{"testsecret":"true"}},"data":{"key":"dmFsdWUx"}}""".getBytes(UTF_8));
            var patched = secrets.get("default", "s");
            assertThat(patched.metadata().labels()).containsEntry("testsecret", "true");
            assertThat(patched.data()).containsOnlyKeys("key");
            secrets.deleteCollection(marked.withNamespace("default"), DeleteOptions.EMPTY);
            assertThat(secrets.list(marked).items()).isEmpty();
        });
    }

    @Test
    @DisplayName("[sig-storage] Secrets should be immutable if `immutable` field is set")
    void immutableSecret() throws Exception {
        run(server -> {
            var secrets = server.admin().of(CoreV1.SECRETS);
            var made = secrets.create(secret("s", ",\"data\":{\"a\":\"dmFsdWU=\"}"));
            var frozen = secrets.update(made.withImmutable(true));
            assertThatThrownBy(() -> secrets.update(frozen.withImmutable(false)))
                    .hasMessageContaining("field is immutable when `immutable` is set");
            assertThatThrownBy(() -> secrets.update(frozen.withData(Map.of())))
                    .hasMessageContaining("field is immutable when `immutable` is set");
            secrets.update(frozen.withMetadata(frozen.metadata().withLabels(Map.of("l", "m"))));
            secrets.delete(new ObjectKey("default", "s"));
        });
    }

    private static ConfigMap map(String data) throws Exception {
        return object(
                ConfigMap.TYPE,
                "{\"metadata\":{\"name\":\"m\",\"namespace\":\"default\"},\"data\":%s}".formatted(data));
    }

    @Test
    @DisplayName("[sig-node] ConfigMap should fail to create ConfigMap with empty key")
    void emptyKeyOfAMap() throws Exception {
        run(server -> assertThatThrownBy(
                        () -> server.admin().of(CoreV1.CONFIG_MAPS).create(map("{\"\":\"value\"}")))
                .hasMessageContaining("data[]: Invalid value: \"\""));
    }

    @Test
    @DisplayName("[sig-node] ConfigMap should update ConfigMap successfully")
    void updatedMap() throws Exception {
        run(server -> {
            var maps = server.admin().of(CoreV1.CONFIG_MAPS);
            var made = maps.create(map("{\"data-1\":\"value-1\"}"));
            maps.update(made.withData(Map.of("data-1", "value-2")));
            assertThat(maps.get("default", "m").data()).containsEntry("data-1", "value-2");
        });
    }

    @Test
    @DisplayName("[sig-storage] ConfigMap should be immutable if `immutable` field is set")
    void immutableMap() throws Exception {
        run(server -> {
            var maps = server.admin().of(CoreV1.CONFIG_MAPS);
            var made = maps.create(map("{\"a\":\"b\"}"));
            var frozen = maps.update(made.withImmutable(true));
            assertThatThrownBy(() -> maps.update(frozen.withImmutable(null)))
                    .hasMessageContaining("field is immutable when `immutable` is set");
            assertThatThrownBy(() -> maps.update(frozen.withData(Map.of("a", "c"))))
                    .hasMessageContaining("field is immutable when `immutable` is set");
            maps.update(frozen.withMetadata(frozen.metadata().withLabels(Map.of("l", "m"))));
            maps.delete(new ObjectKey("default", "m"));
        });
    }
}
