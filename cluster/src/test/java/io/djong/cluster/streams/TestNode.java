package io.djong.cluster.streams;

import io.djong.api.json.JsonObject;
import io.djong.api.types.core.v1.ContainerStateRunning;
import io.djong.api.types.core.v1.ContainerStateTerminated;
import io.djong.api.types.core.v1.ContainerStateWaiting;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authentication.token.TokenFile;
import io.djong.apiserver.authentication.x509.CertificateAuthenticator;
import io.djong.apiserver.proxy.KubeletAccess;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.ServiceAccountConfig;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.serving.DelegatedAuthentication;
import io.djong.client.serving.DelegatedAuthorization;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.SandboxStatus;
import io.djong.kubelet.server.KubeletServer;
import io.djong.kubelet.server.KubeletServerConfig;
import io.djong.kubelet.server.access.ServerAccess;
import io.djong.kubelet.stats.StatsReader;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.Keys;
import io.djong.pki.Subject;
import io.djong.store.memory.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An API server and a kubelet's server, as one machine has them, without the rest of a kubelet:
/// pods and their statuses are the test's.
final class TestNode {
    static final String ADMIN_TOKEN = "admin-token";
    static final String NOBODY_TOKEN = "nobody-token";

    private final Environment environment;
    private final ApiServer server;
    private final KubeletServer kubelet;
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final List<PodRuntimeStatus> statuses = new CopyOnWriteArrayList<>();

    TestNode(Environment environment, TestRuntime runtime) throws Exception {
        this.environment = environment;
        var now = environment.clock().instant();
        var authority = CertificateAuthority.selfSigned("test", CertificateAuthority.TEN_YEARS, now);
        var trusted = List.of(authority.certificate());
        var loopback = InetAddress.getLoopbackAddress();
        var serving = authority.issue(
                CertificateTemplate.server(Subject.of("node"), List.of("localhost"), List.of(loopback)), now);
        var identity = new Identity(serving.key().getPrivate(), List.of(serving.certificate()));
        var asking = authority.issue(
                CertificateTemplate.client(new Subject("kube-apiserver-kubelet-client", List.of("system:masters"))),
                now);
        var toKubelets = new Identity(asking.key().getPrivate(), List.of(asking.certificate()));
        var key = Keys.ecP256();
        var config = new ApiServerConfig(
                        new ApiServerConfig.Https(
                                new InetSocketAddress(loopback, 0),
                                ServerTls.of(() -> identity).withClientAuthorities(() -> trusted)),
                        List.of(
                                new CertificateAuthenticator(() -> trusted, environment.clock()),
                                TokenFile.parse(
                                        ADMIN_TOKEN + ",admin,1,system:masters\n" + NOBODY_TOKEN + ",nobody,2\n")),
                        true,
                        List.of("RBAC"),
                        List.of(),
                        "10.43.0.0/16",
                        30_000,
                        32_767,
                        "127.0.0.1",
                        6_443,
                        Duration.ofHours(1),
                        true,
                        ServiceAccountConfig.of(new JwtSigner(key), new JwtVerifier(List.of(key.getPublic()))))
                .withKubelets(KubeletAccess.DEFAULTS
                        .withTls(ClientTls.trusting(() -> trusted).withIdentity(() -> toKubelets))
                        .withAddressTypes(List.of("InternalIP")));
        server = new ApiServer(environment, new MemoryStore(environment), config, new MetricRegistry());
        server.start();
        var known = new Known();
        kubelet = new KubeletServer(
                environment,
                new KubeletServerConfig(
                        new InetSocketAddress(loopback, 0),
                        () -> identity,
                        new ServerAccess(
                                "one",
                                new DelegatedAuthentication(
                                        environment, client(), () -> trusted, false, Duration.ofMinutes(2)),
                                new DelegatedAuthorization(
                                        environment,
                                        client(),
                                        List.of(),
                                        Duration.ofMinutes(5),
                                        Duration.ofSeconds(30))),
                        null,
                        true,
                        null,
                        JsonObject.EMPTY),
                known,
                new Seen(),
                runtime.service(),
                new StatsReader(
                        environment, "one", known, runtime.service(), runtime.images(), Path.of("/"), runtime.folder()),
                new MetricRegistry(),
                List.of());
        kubelet.start();
    }

    KubeClient client() {
        return server.client(User.of("admin", User.MASTERS_GROUP));
    }

    int apiPort() {
        return server.address().getPort();
    }

    int kubeletPort() {
        return kubelet.address().getPort();
    }

    /// The kubelet gets to know a pod and what the runtime has of it.
    void add(Pod pod, String sandbox, List<ContainerState> containers) {
        var statuses = new ArrayList<ContainerStatus>();
        for (var each : containers) {
            statuses.add(status(each));
        }
        pods.add(pod.withStatus(pod.status().withContainerStatuses(statuses)));
        this.statuses.add(new PodRuntimeStatus(
                pod.metadata().uid(),
                "default",
                pod.metadata().name(),
                List.of(),
                List.of(new SandboxStatus(sandbox, 0, true, environment.clock().instant(), true, List.of())),
                containers,
                environment.clock().instant()));
    }

    private static ContainerStatus status(ContainerState container) {
        var state = io.djong.api.types.core.v1.ContainerState.EMPTY;
        var status = ContainerStatus.EMPTY.withName(container.name());
        return switch (container.phase()) {
            case RUNNING ->
                status.withContainerID(container.containerId())
                        .withState(state.withRunning(ContainerStateRunning.EMPTY));
            case EXITED ->
                status.withContainerID(container.containerId())
                        .withState(state.withTerminated(
                                ContainerStateTerminated.EMPTY.withContainerID(container.containerId())));
            default -> status.withState(state.withWaiting(new ContainerStateWaiting("ErrImagePull", "")));
        };
    }

    static ContainerState state(String id, String name, ContainerState.Phase phase) {
        return new ContainerState(
                id,
                "containerd",
                name,
                "",
                0,
                phase,
                Instant.EPOCH,
                null,
                null,
                0,
                "",
                "",
                "",
                "",
                "",
                0,
                "",
                List.of(),
                null,
                null,
                "");
    }

    private final class Known implements KubeletPods {
        @Override
        public List<Pod> pods() {
            return List.copyOf(pods);
        }

        @Override
        public @Nullable Pod byName(String namespace, String name) {
            return pods.stream()
                    .filter(each -> each.metadata().namespace().equals(namespace)
                            && each.metadata().name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        @Override
        public @Nullable Pod byUid(String uid) {
            return pods.stream()
                    .filter(each -> each.metadata().uid().equals(uid))
                    .findFirst()
                    .orElse(null);
        }
    }

    private final class Seen implements PodLifecycle {
        @Override
        public PodRuntimeStatus status(String uid) {
            return statuses.stream()
                    .filter(each -> each.uid().equals(uid))
                    .findFirst()
                    .orElseGet(() -> PodRuntimeStatus.none(uid, Instant.EPOCH));
        }

        @Override
        public PodRuntimeStatus statusNewerThan(String uid, Instant time) {
            return status(uid);
        }

        @Override
        public List<PodRuntimeStatus> pods() {
            return List.copyOf(statuses);
        }

        @Override
        public void listen(Consumer<String> changed) {}
    }

    void stop() throws Exception {
        kubelet.stop();
        server.stop();
    }
}
