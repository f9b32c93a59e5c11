package io.djong.apiserver.server;

import io.djong.api.meta.KubeObject;
import io.djong.api.meta.KubeType;
import io.djong.apiserver.authentication.User;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.VirtualEnvironment;
import io.djong.client.KubeClient;
import io.djong.store.memory.MemoryStore;
import java.nio.charset.StandardCharsets;

/// A whole API server without HTTP, in virtual time, and clients of it.
public final class VirtualServer {
    private final VirtualEnvironment environment;
    private final MemoryStore store;
    private final ApiServer server;

    private VirtualServer(VirtualEnvironment environment, ApiServerConfig config) {
        this.environment = environment;
        this.store = new MemoryStore(environment);
        this.server = new ApiServer(environment, store, config, new MetricRegistry());
    }

    /// What a test does with it.
    public interface Body {
        void run(VirtualServer server) throws Exception;
    }

    /// Starts one, runs the body, stops it.
    public static void run(Body body) throws Exception {
        run(ApiServerConfig.inProcess(), body);
    }

    /// Starts one that is configured otherwise, runs the body, stops it.
    public static void run(ApiServerConfig config, Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var server = new VirtualServer(environment, config);
                server.server.start();
                body.run(server);
                server.server.stop();
                server.store.close();
            });
        }
    }

    public VirtualEnvironment environment() {
        return environment;
    }

    public MemoryStore store() {
        return store;
    }

    /// The server itself.
    public ApiServer server() {
        return server;
    }

    /// As the kubelet of a node.
    public KubeClient node(String name) {
        return server.client(User.of("system:node:" + name, User.NODES_GROUP, User.AUTHENTICATED_GROUP));
    }

    public KubeClient admin() {
        return server.client(User.of("admin", User.MASTERS_GROUP));
    }

    public KubeClient user(String name) {
        return server.client(User.of(name, User.AUTHENTICATED_GROUP));
    }

    /// An object from YAML's little brother.
    public static <T extends KubeObject> T object(KubeType<T> type, String json) throws Exception {
        return io.djong.api.codec.Json.read(type, json.getBytes(StandardCharsets.UTF_8));
    }
}
