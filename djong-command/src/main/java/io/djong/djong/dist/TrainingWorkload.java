package io.djong.djong.dist;

import io.djong.api.meta.Bytes;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.RawRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What clients do with an API server, a few times over: discovery, reads and writes of the usual kinds, a table, a
/// watch, refusals. In a cluster no pod of it finds a node.
final class TrainingWorkload {
    private static final int ROUNDS = 20;
    private static final String TABLE =
            "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json";
    private static final String DEPLOYMENT = """
            {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"web-ROUND","namespace":"default",
             "labels":{"app":"web"}},
             "spec":{"replicas":2,"selector":{"matchLabels":{"app":"web"}},"template":{"metadata":{"labels":{"app":"web"}},
              "spec":{"nodeSelector":{"kubernetes.io/hostname":"nowhere"},"containers":[{"name":"web","image":"localhost/web:1","ports":[{"containerPort":80}],
               "env":[{"name":"A","value":"b"}],"resources":{"requests":{"cpu":"100m","memory":"64Mi"}},
               "readinessProbe":{"httpGet":{"path":"/","port":80}}}]}}}}
            """;

    private final KubeClient client;

    TrainingWorkload(KubeClient client) {
        this.client = client;
    }

    /// Whether the server answers yet.
    boolean isReady() throws InterruptedException {
        try {
            return client.raw(RawRequest.get("/readyz")).status() == 200;
        } catch (ApiException e) {
            return false;
        }
    }

    void run() throws ApiException, InterruptedException {
        for (int round = 0; round < ROUNDS; round++) {
            discover();
            configMaps(round);
            deployments(round);
            services(round);
            refusals();
        }
    }

    private void discover() throws ApiException, InterruptedException {
        for (String path :
                List.of("/api", "/apis", "/api/v1", "/apis/apps/v1", "/version", "/openapi/v3", "/metrics")) {
            client.raw(RawRequest.get(path));
        }
        client.raw(RawRequest.get("/apis")
                .withAccept("application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json"));
        for (String path :
                List.of("/api/v1/namespaces", "/api/v1/nodes", "/api/v1/pods", "/apis/apps/v1/deployments")) {
            client.raw(RawRequest.get(path).withAccept(TABLE));
            client.raw(RawRequest.get(path));
        }
    }

    private void configMaps(int round) throws ApiException, InterruptedException {
        var maps = client.of(CoreV1.CONFIG_MAPS);
        var key = new ObjectKey("default", "map-" + round);
        var meta = ObjectMeta.EMPTY.withNamespace(key.namespace()).withName(key.name());
        var before = maps.list(ListQuery.in("default")).metadata().resourceVersion();
        var made = maps.create(ConfigMap.EMPTY.withMetadata(meta).withData(Map.of("colour", "blue")));
        maps.update(made.withData(Map.of("colour", "red")));
        maps.patch(key, PatchType.MERGE, bytes("{\"data\":{\"size\":\"9\"}}"));
        maps.patch(key, PatchType.JSON, bytes("[{\"op\":\"remove\",\"path\":\"/data/size\"}]"));
        maps.get(key);
        var watch =
                maps.watch(ListQuery.in("default").withResourceVersion(before).withBookmarks());
        try {
            for (int i = 0; i < 3; i++) {
                watch.next();
            }
        } finally {
            watch.close();
        }
        maps.list(ListQuery.ALL.withLabelSelector("app=web"));
        maps.delete(key);
    }

    private void deployments(int round) throws ApiException, InterruptedException {
        var deployments = client.of(AppsV1.DEPLOYMENTS);
        var key = new ObjectKey("default", "web-" + round);
        var path = "/apis/apps/v1/namespaces/default/deployments";
        var body = Bytes.utf8(DEPLOYMENT.replace("ROUND", Integer.toString(round)));
        client.raw(new RawRequest("POST", path, Map.of(), "", "application/json", body));
        Deployment made = deployments.get(key);
        try {
            deployments.updateStatus(made.withStatus(made.status().withObservedGeneration(1)));
        } catch (ApiException e) {
            if (!e.isConflict()) { // a controller was faster
                throw e;
            }
        }
        deployments.patch(key, PatchType.STRATEGIC, bytes("{\"spec\":{\"replicas\":3}}"));
        client.raw(RawRequest.get(path).withAccept(TABLE));
        deployments.list(ListQuery.ALL);
        deployments.delete(key);
    }

    private void services(int round) throws ApiException, InterruptedException {
        var services = client.of(CoreV1.SERVICES);
        var key = new ObjectKey("default", "web-" + round);
        var meta = ObjectMeta.EMPTY.withNamespace(key.namespace()).withName(key.name());
        var port = ServicePort.EMPTY
                .withName("http")
                .withProtocol("TCP")
                .withPort(80)
                .withTargetPort(IntOrString.of(8080));
        var made = services.create(Service.EMPTY
                .withMetadata(meta)
                .withSpec(
                        Service.EMPTY.spec().withSelector(Map.of("app", "web")).withPorts(List.of(port))));
        services.update(made.withMetadata(made.metadata().withLabels(Map.of("app", "web"))));
        services.delete(key);
    }

    private void refusals() throws InterruptedException {
        try {
            client.of(CoreV1.PODS).get("default", "absent");
        } catch (ApiException e) {
            return;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
