package io.djong.cluster.assembly;

import io.djong.api.json.JsonException;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonValue;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.RawRequest;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.remote.ClientConfig;
import io.djong.client.remote.Credentials;
import io.djong.client.remote.HttpKubeClient;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.node.Containerd;
import io.djong.http.tls.ClientTls;
import io.djong.kubelet.runtime.rpc.RuntimeEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the parts of a cluster are, seen from outside its process, as a user would: by their health pages and objects.
public final class ClusterStatus implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final Environment environment;
    private final ClusterConfig config;
    private final HttpKubeClient client;
    private final ClientTls tls;

    /// One part.
    ///
    /// @param name as people call it
    /// @param failure why it is not well; "" when it is
    /// @param address where it answers; "" when nowhere
    /// @param version "" when it has none of its own
    public record Part(String name, String failure, String address, String version) {
        public boolean isWell() {
            return failure.isEmpty();
        }
    }

    private ClusterStatus(Environment environment, ClusterConfig config, ClientConfig access) {
        this.environment = environment;
        this.config = config;
        this.tls = access.tls();
        this.client = new HttpKubeClient(environment, access.withTimeout(LIMIT), new MetricRegistry());
    }

    /// Of the cluster that this configuration describes.
    ///
    /// @throws ClusterException when there is no kubeconfig that lets one look
    public static ClusterStatus open(Environment environment, ClusterConfig config) throws ClusterException {
        var file = config.folders().kubeconfig();
        if (!Files.exists(file)) {
            throw new ClusterException(
                    "there is no cluster here: " + file + " does not exist; start one with djong up");
        }
        try {
            var access = Access.of(KubeconfigFiles.read(file), "", environment);
            return new ClusterStatus(environment, config, access);
        } catch (KubeconfigException e) {
            throw new ClusterException("the kubeconfig cannot be used: " + e.getMessage(), e);
        }
    }

    /// Everybody's client, the administrator's.
    public KubeClient client() {
        return client;
    }

    /// Each part, in the order of its start.
    public List<Part> parts() throws InterruptedException {
        var ports = config.ports();
        var parts = new ArrayList<Part>();
        parts.add(containerd());
        parts.add(apiServer());
        parts.add(page("controller-manager", "https://127.0.0.1:" + ports.controllerManager(), "/healthz"));
        parts.add(page("scheduler", "https://127.0.0.1:" + ports.scheduler(), "/readyz"));
        parts.add(page("kubelet", "http://127.0.0.1:" + ports.kubeletHealth(), "/healthz"));
        parts.add(page("proxy", "http://127.0.0.1:" + ports.proxyHealth(), "/livez"));
        parts.add(dns());
        return parts;
    }

    /// Why the node takes no pods; "" when it does.
    public String nodeFailure() throws InterruptedException {
        try {
            Node node = client.of(CoreV1.NODES).get(new ObjectKey("", config.nodeName()));
            return NodeReadiness.failure(node);
        } catch (ApiException e) {
            return e.isNotFound() ? "it is not registered yet" : String.valueOf(e.getMessage());
        }
    }

    private Part containerd() throws InterruptedException {
        boolean own = config.runtimeEndpoint().isEmpty();
        Path socket = own
                ? config.folders().runtimeSocket()
                : RuntimeEndpoint.parse(config.runtimeEndpoint()).orElseThrow();
        var version = Containerd.version(environment, socket);
        return new Part(
                own ? "containerd" : "runtime",
                version.isEmpty() ? "does not answer" : "",
                socket.toString(),
                version.orElse(""));
    }

    private Part apiServer() throws InterruptedException {
        String version;
        try {
            var answer = client.raw(RawRequest.get("/version"));
            version = member(answer.body().shared(), "gitVersion");
        } catch (ApiException e) {
            return new Part("apiserver", String.valueOf(e.getMessage()), config.serverUrl(), "");
        }
        return new Part("apiserver", failure(client, "/readyz"), config.serverUrl(), version);
    }

    private static String member(byte[] json, String name) {
        try {
            return JsonValue.parse(json) instanceof JsonObject object ? object.string(name) : "";
        } catch (JsonException e) {
            return "";
        }
    }

    private Part page(String name, String url, String path) throws InterruptedException {
        var access = ClientConfig.of(url, tls, Credentials.NONE).withTimeout(LIMIT);
        try (var one = new HttpKubeClient(environment, access, new MetricRegistry())) {
            return new Part(name, failure(one, path), url, "");
        }
    }

    private static String failure(KubeClient client, String path) throws InterruptedException {
        try {
            var answer = client.raw(RawRequest.get(path));
            return answer.status() == 200 ? "" : answer.body().utf8().strip().replace('\n', ' ');
        } catch (ApiException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Part dns() throws InterruptedException {
        var address = config.dnsAddress().getHostAddress() + ":53";
        @Nullable String failure = NameProbe.failure(config.dnsAddress(), "kubernetes.default.svc." + config.domain());
        return new Part("dns", failure == null ? "" : failure, address, "");
    }

    @Override
    public void close() {
        client.close();
    }
}
