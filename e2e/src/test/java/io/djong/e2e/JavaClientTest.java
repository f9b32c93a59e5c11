package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.djong.api.json.JsonObject;
import io.kubernetes.client.Discovery;
import io.kubernetes.client.custom.V1Patch;
import io.kubernetes.client.informer.SharedInformerFactory;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.apis.CoreV1Api;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapList;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.util.CallGeneratorParams;
import io.kubernetes.client.util.Config;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesApi;
import io.kubernetes.client.util.generic.dynamic.DynamicKubernetesObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The official Java client against `djong apiserver`.
class JavaClientTest {
    @TempDir
    private static Path folder;

    private static ApiServerProcess server;
    private static ApiClient client;

    @BeforeAll
    static void start() throws Exception {
        server = EveryKind.start(folder);
        client = Config.fromToken(server.url(), ApiServerProcess.TOKEN, false);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void createsReadsPatchesAndDeletesEveryKind() throws Exception {
        var resources = new HashMap<String, Discovery.APIResource>();
        for (var resource : new Discovery(client).findAll()) {
            resources.put(resource.getGroup() + "/" + resource.getKind(), resource);
        }
        for (var object : EveryKind.objects()) {
            var apiVersion = object.string("apiVersion");
            var group = apiVersion.contains("/") ? apiVersion.substring(0, apiVersion.indexOf('/')) : "";
            var resource = resources.get(group + "/" + object.string("kind"));
            assertThat(resource).as(apiVersion + " " + object.string("kind")).isNotNull();
            live(object, resource, apiVersion.substring(apiVersion.indexOf('/') + 1));
        }
    }

    private static void live(JsonObject object, Discovery.APIResource resource, String version) throws Exception {
        var kind = resource.getKind();
        var api = new DynamicKubernetesApi(resource.getGroup(), version, resource.getResourcePlural(), client);
        var wanted = new DynamicKubernetesObject(
                JsonParser.parseString(object.toString()).getAsJsonObject());
        var namespace = resource.getNamespaced() ? EveryKind.NAMESPACE : "";
        if (resource.getNamespaced()) {
            wanted.getMetadata().setNamespace(namespace);
            wanted.setMetadata(wanted.getMetadata().namespace(namespace));
        }
        var name = Objects.requireNonNull(wanted.getMetadata().getName());
        api.create(wanted).throwsApiException();
        var patch = new V1Patch("{\"metadata\":{\"labels\":{\"season\":\"autumn\"}}}");
        var patched = resource.getNamespaced()
                ? api.patch(namespace, name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, patch)
                : api.patch(name, V1Patch.PATCH_FORMAT_JSON_MERGE_PATCH, patch);
        assertThat(patched.throwsApiException().getObject().getMetadata().getLabels())
                .as(kind)
                .containsEntry("season", "autumn");
        var listed = resource.getNamespaced() ? api.list(namespace) : api.list();
        assertThat(listed.throwsApiException().getObject().getItems())
                .as(kind)
                .anyMatch(item -> name.equals(item.getMetadata().getName()));
        (resource.getNamespaced() ? api.delete(namespace, name) : api.delete(name)).throwsApiException();
    }

    @Test
    void anInformerSeesWhatChanges() throws Exception {
        var core = new CoreV1Api(client);
        var factory = new SharedInformerFactory(client);
        var informer = factory.sharedIndexInformerFor(
                (CallGeneratorParams params) -> core.listNamespacedConfigMap(EveryKind.NAMESPACE)
                        .resourceVersion(params.resourceVersion)
                        .timeoutSeconds(params.timeoutSeconds)
                        .watch(params.watch)
                        .buildCall(null),
                V1ConfigMap.class,
                V1ConfigMapList.class);
        factory.startAllRegisteredInformers();
        try {
            core.createNamespacedConfigMap(
                            EveryKind.NAMESPACE,
                            new V1ConfigMap()
                                    .metadata(new V1ObjectMeta().name("seen"))
                                    .data(Map.of("sky", "blue")))
                    .execute();
            V1ConfigMap seen = null;
            while (seen == null) {
                seen = informer.getIndexer().getByKey(EveryKind.NAMESPACE + "/seen");
            }
            assertThat(seen.getData()).containsEntry("sky", "blue");
        } finally {
            factory.stopAllRegisteredInformers();
        }
    }
}
