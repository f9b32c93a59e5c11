package io.djong.benchmarks;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.PatchType;
import io.djong.client.RawRequest;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.HttpKubeClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An API server, asked as a user whom RBAC lets do everything, over TLS and HTTP/2, in protobuf unless said.
final class KubePeer implements ApiPeer {
    static final String NAMESPACE = "default";
    static final String MAPS_PATH = "/api/v1/namespaces/" + NAMESPACE + "/configmaps";
    static final String PODS_PATH = "/api/v1/namespaces/" + NAMESPACE + "/pods";

    /// So that the lists stay as they are.
    private static final String NAMESPACE_OF_NEW_PODS = "new-pods";

    static final ListQuery WATCHED = ListQuery.in(NAMESPACE).withLabelSelector("bench=watched");

    /// How many ConfigMaps there are to get and patch.
    private static final int PRESENT = 2_000;

    private final String title;
    private final ApiBenchServer server;
    private final HttpKubeClient client;
    private final AtomicLong serial = new AtomicLong();
    private @Nullable Watchers watchers;

    KubePeer(String title, ApiBenchServer server) throws ApiException, InterruptedException {
        this.title = title;
        this.server = server;
        allow(server);
        client = server.user();
    }

    private static void allow(ApiBenchServer server) throws ApiException, InterruptedException {
        try (var client = server.administrator()) {
            client.of(CoreV1.NAMESPACES)
                    .create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName(NAMESPACE_OF_NEW_PODS)));
            // No controller makes it, and pods without one are refused.
            for (var namespace : List.of(NAMESPACE, NAMESPACE_OF_NEW_PODS)) {
                client.of(CoreV1.SERVICE_ACCOUNTS)
                        .create(ServiceAccount.EMPTY.withMetadata(
                                ObjectMeta.EMPTY.withName("default").withNamespace(namespace)));
            }
            client.of(RbacV1.CLUSTER_ROLE_BINDINGS)
                    .create(ClusterRoleBinding.EMPTY
                            .withMetadata(ObjectMeta.EMPTY.withName("bench"))
                            .withRoleRef(new RoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin"))
                            .withSubjects(List.of(new Subject("User", "rbac.authorization.k8s.io", "bench", ""))));
        }
    }

    /// Puts there what reads need.
    void fill(int pods) throws Exception {
        var maps = client.of(CoreV1.CONFIG_MAPS);
        var numbers = new AtomicLong();
        Load.round(this, 32, PRESENT, () -> maps.create(map("present-" + numbers.getAndIncrement())));
        var podNumbers = new AtomicLong();
        Load.round(
                this,
                32,
                pods,
                () -> client.of(CoreV1.PODS).create(pod(NAMESPACE, "listed-" + podNumbers.getAndIncrement())));
    }

    KubeClient client() {
        return client;
    }

    static String presentName(long index) {
        return "present-" + index % PRESENT;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public long micros() throws IOException {
        return server.cpuMicros();
    }

    @Override
    public long compilerMicros() throws IOException {
        return server.compilerMicros();
    }

    @Override
    public Load.@Nullable Operation operation(Work work) throws Exception {
        var maps = client.of(CoreV1.CONFIG_MAPS);
        return switch (work) {
            case CREATE, CREATE_ALONE -> () -> maps.create(map("new-" + serial.incrementAndGet()));
            case GET, GET_ALONE -> () -> maps.get(NAMESPACE, presentName(serial.incrementAndGet()));
            case PATCH -> this::patch;
            case CREATE_POD ->
                () -> client.of(CoreV1.PODS).create(pod(NAMESPACE_OF_NEW_PODS, "new-" + serial.incrementAndGet()));
            case LIST_JSON -> () -> client.raw(list(ClientConfig.JSON));
            case LIST_PROTOBUF -> () -> client.raw(list(ClientConfig.PROTOBUF));
            case WATCH -> watched();
        };
    }

    private void patch() throws ApiException, InterruptedException {
        long index = serial.incrementAndGet();
        var body = "{\"data\":{\"changed\":\"" + index + "\"}}";
        client.of(CoreV1.CONFIG_MAPS)
                .patch(
                        new ObjectKey(NAMESPACE, presentName(index)),
                        PatchType.MERGE,
                        body.getBytes(StandardCharsets.UTF_8));
    }

    /// The pods that [#fill] made.
    static RawRequest list(String form) {
        return RawRequest.get(PODS_PATH).withAccept(form);
    }

    private Load.Operation watched() throws InterruptedException {
        var open = watchers;
        if (open == null) {
            open = Watchers.open(server::user, WATCHED);
            watchers = open;
        }
        var all = open;
        return () -> {
            createWatched("watched-" + serial.incrementAndGet());
            all.awaitEvent();
        };
    }

    void createWatched(String name) throws ApiException, InterruptedException {
        var map = map(name);
        client.of(CoreV1.CONFIG_MAPS).create(map.withMetadata(map.metadata().withLabels(Map.of("bench", "watched"))));
    }

    /// A ConfigMap of 1 KiB.
    static ConfigMap map(String name) {
        return ConfigMap.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace(NAMESPACE))
                .withData(Map.of("text", "x".repeat(1024)));
    }

    private static Pod pod(String namespace, String name) {
        var variables = new ArrayList<EnvVar>();
        for (int i = 0; i < 10; i++) {
            variables.add(EnvVar.EMPTY.withName("VARIABLE_" + i).withValue("the value of variable number " + i));
        }
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withName(name)
                        .withNamespace(namespace)
                        .withLabels(Map.of("app", "bench", "tier", "front")))
                .withSpec(PodSpec.EMPTY.withContainers(List.of(Container.EMPTY
                        .withName("main")
                        .withImage("registry.example/bench:1")
                        .withEnv(variables))));
    }

    @Override
    public void close() throws Exception {
        if (watchers != null) watchers.close();
        client.close();
        server.close();
    }
}
