package io.djong.apiserver.registry.pods;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.PatchType;
import io.djong.client.WriteOptions;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// Bindings and evictions, as upstream answers them.
class PodActionsTest {
    private static final ObjectKey KEY = new ObjectKey("default", "web");

    @Test
    void aBindingNamesItsPodAndItsNode() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            assertRefused(
                    server,
                    "binding",
                    object(Binding.TYPE, "{\"target\":{\"name\":\"n\"}}"),
                    "name in URL does not match name in Binding object");
            assertRefused(
                    server,
                    "binding",
                    object(Binding.TYPE, "{\"metadata\":{\"name\":\"web\"},\"target\":{\"kind\":\"Zz\"}}"),
                    "[target.kind: Unsupported value: \"Zz\": supported values: \"Node\", \"<empty>\", target.name:"
                            + " Required value]");
            assertRefused(
                    server,
                    "binding",
                    object(
                            Binding.TYPE,
                            "{\"metadata\":{\"name\":\"web\",\"resourceVersion\":\"1\"},\"target\":{\"name\":\"n\"}}"),
                    "Key: /registry/pods/default/web, ResourceVersion: 0, AdditionalErrorMsg: Precondition failed:"
                            + " ResourceVersion in precondition: 1, ResourceVersion in object meta: ");
        });
    }

    @Test
    void anEvictionSaysThatThePodIsDisruptedAndDeletesIt() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var pods = server.admin().of(CoreV1.PODS);
            var binding = object(Binding.TYPE, "{\"metadata\":{\"name\":\"web\"},\"target\":{\"name\":\"n\"}}");
            pods.createSubresource(KEY, "binding", binding, Status.TYPE);
            var named = "{\"metadata\":{\"name\":\"web\",\"namespace\":\"default\"}%s}";
            assertRefused(
                    server,
                    "eviction",
                    object(Eviction.TYPE, "{}"),
                    "name in URL does not match name in Eviction object");
            assertRefused(
                    server,
                    "eviction",
                    object(
                            Eviction.TYPE,
                            named.formatted(",\"deleteOptions\":{\"preconditions\":{\"resourceVersion\":\"1\"}}")),
                    "the ResourceVersion in the precondition (1) does not match the ResourceVersion in record");
            pods.createSubresource(KEY, "eviction", object(Eviction.TYPE, named.formatted("")), Status.TYPE);
            var leaving = pods.get(KEY);
            assertThat(leaving.metadata().deletionTimestamp()).isNotNull();
            assertThat(leaving.status().conditions()).anySatisfy(condition -> {
                assertThat(condition.type()).isEqualTo("DisruptionTarget");
                assertThat(condition.reason()).isEqualTo("EvictionByEvictionAPI");
                assertThat(condition.message()).isEqualTo("Eviction API: evicting");
            });
        });
    }

    @Test
    void aResizeChangesResourcesAloneAndRaisesTheGeneration() throws Exception {
        VirtualServer.run(server -> {
            fill(server);
            var pods = server.admin().of(CoreV1.PODS);
            var more = "{\"metadata\":{\"labels\":{\"a\":\"b\"}},\"spec\":{\"hostname\":\"h\",\"containers\":"
                    + "[{\"name\":\"c\",\"image\":\"other\",\"resources\":{\"requests\":{\"cpu\":\"%s\"}}}]}}";
            var resized = pods.patch(KEY, "resize", PatchType.STRATEGIC, bytes(more.formatted("2")), WriteOptions.NONE);
            assertThat(resized.metadata().generation()).isEqualTo(2);
            assertThat(resized.metadata().labels()).isEmpty();
            assertThat(resized.spec().hostname()).isEmpty();
            var container = resized.spec().containers().getFirst();
            assertThat(container.image()).isEqualTo("i");
            assertThat(container.resources().requests()).containsEntry("cpu", Quantity.parse("2"));
            var same = pods.patch(KEY, "resize", PatchType.STRATEGIC, bytes(more.formatted("2")), WriteOptions.NONE);
            assertThat(same.metadata().generation()).isEqualTo(2);
            var fewer = "{\"spec\":{\"containers\":[{\"name\":\"c\",\"resources\":{\"requests\":{\"cpu\":null}}}]}}";
            assertThatThrownBy(() -> pods.patch(KEY, "resize", PatchType.STRATEGIC, bytes(fewer), WriteOptions.NONE))
                    .hasMessageContaining(
                            "spec.containers[0].resources.requests: Forbidden: resource requests cannot be"
                                    + " removed");
        });
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void assertRefused(VirtualServer server, String name, KubeObject body, String why) {
        assertThatThrownBy(() -> server.admin().of(CoreV1.PODS).createSubresource(KEY, name, body, Status.TYPE))
                .hasMessageContaining(why);
    }

    private static void fill(VirtualServer server) throws Exception {
        server.admin()
                .of(CoreV1.SERVICE_ACCOUNTS)
                .create(object(ServiceAccount.TYPE, "{\"metadata\":{\"name\":\"default\",\"namespace\":\"default\"}}"));
        server.admin().of(CoreV1.PODS).create(object(Pod.TYPE, """
                {"metadata":{"name":"web","namespace":"default"},"spec":{"containers":[{"name":"c","image":"i",
                 "resources":{"requests":{"cpu":"1"}}}]}}"""));
    }
}
