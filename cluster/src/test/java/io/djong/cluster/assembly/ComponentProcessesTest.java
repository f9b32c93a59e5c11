package io.djong.cluster.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.apiserver.authentication.x509.CertificateAuthenticator;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.ServiceAccountConfig;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.RawRequest;
import io.djong.client.kubeconfig.Access;
import io.djong.client.remote.HttpKubeClient;
import io.djong.controllermanager.process.ControllerManagerOptions;
import io.djong.controllermanager.process.ControllerManagerProcess;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.pki.CertificateAuthority;
import io.djong.pki.CertificateTemplate;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.Keys;
import io.djong.pki.PkiException;
import io.djong.pki.Subject;
import io.djong.scheduler.process.SchedulerOptions;
import io.djong.scheduler.process.SchedulerProcess;
import io.djong.simulation.nodes.NodeShape;
import io.djong.simulation.nodes.SimulatedNodes;
import io.djong.store.memory.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The components as they run alone: over HTTPS, by kubeconfigs, under RBAC, in real time; each with its own health.
class ComponentProcessesTest {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final int REPLICAS = 3;

    private final RealEnvironment environment = RealEnvironment.create();
    private final CertificateAuthority authority = CertificateAuthority.selfSigned(
            "test", CertificateAuthority.TEN_YEARS, environment.clock().instant());
    private final ApiServer server = apiServer();

    @TempDir
    private Path folder;

    @Test
    void aDeploymentBecomesReady() throws Exception {
        server.start();
        var ca = Files.writeString(folder.resolve("ca.crt"), authority.certificatePem());
        var admin = kubeconfig("admin", "system:masters");
        var manager = new ControllerManagerProcess(
                environment,
                settings(
                        ControllerManagerOptions.OPTIONS,
                        "--kubeconfig=" + admin,
                        "--authentication-kubeconfig=" + admin,
                        "--authorization-kubeconfig=" + admin,
                        "--client-ca-file=" + ca,
                        "--root-ca-file=" + ca,
                        "--allocate-node-cidrs",
                        "--cluster-cidr=10.42.0.0/16",
                        "--kube-api-qps=1000",
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + freePort()));
        var scheduler = new SchedulerProcess(
                environment,
                settings(
                        SchedulerOptions.OPTIONS,
                        "--kubeconfig=" + kubeconfig("system:kube-scheduler"),
                        "--authorization-kubeconfig=" + admin,
                        "--client-ca-file=" + ca,
                        "--bind-address=127.0.0.1",
                        "--secure-port=" + freePort()));
        try (var client = client(admin, "")) {
            var nodes = new SimulatedNodes(environment, client, new MetricRegistry(), NodeShape.DEFAULT, 2);
            manager.start();
            scheduler.start();
            nodes.start();
            SimulationRun.deploy(client, REPLICAS);
            awaitReady(client);
            assertThat(client.of(CoreV1.NODES).list(ListQuery.ALL).items())
                    .extracting(node -> node.spec().podCIDR())
                    .containsExactlyInAnyOrder("10.42.0.0/24", "10.42.1.0/24");
            assertServes(manager.address().orElseThrow(), "/healthz", "deployment");
            assertServes(scheduler.address().orElseThrow(), "/readyz", "scheduler_schedule_attempts_total");
            nodes.stop();
        } finally {
            scheduler.stop();
            manager.stop();
            server.stop();
            environment.close();
        }
    }

    private ApiServer apiServer() {
        var now = environment.clock().instant();
        var issued = authority.issue(
                CertificateTemplate.server(Subject.of("kube-apiserver"), List.of("localhost"), List.of(LOOPBACK)), now);
        var identity = new Identity(issued.key().getPrivate(), List.of(issued.certificate()));
        var authorities = List.of(authority.certificate());
        var key = Keys.ecP256();
        var config = new ApiServerConfig(
                new ApiServerConfig.Https(
                        new InetSocketAddress(LOOPBACK, 0),
                        ServerTls.of(() -> identity).withClientAuthorities(() -> authorities)),
                List.of(new CertificateAuthenticator(() -> authorities, environment.clock())),
                true,
                List.of("RBAC"),
                ApiServerConfig.BUILT_ADMISSION_PLUGINS,
                "10.43.0.0/16",
                30_000,
                32_767,
                "127.0.0.1",
                6_443,
                Duration.ofHours(1),
                true,
                key(key));
        return new ApiServer(environment, new MemoryStore(environment), config, new MetricRegistry());
    }

    private static ServiceAccountConfig key(KeyPair key) {
        try {
            return ServiceAccountConfig.of(new JwtSigner(key), new JwtVerifier(List.of(key.getPublic())));
        } catch (PkiException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Settings settings(Options options, String... line) {
        var settings = options.settings(options.parse(List.of(line)), null);
        assertThat(settings.errors()).isEmpty();
        return settings;
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            return socket.getLocalPort();
        }
    }

    private String kubeconfig(String user, String... groups) throws Exception {
        var issued = authority.issue(
                CertificateTemplate.client(Subject.of(user, groups)),
                environment.clock().instant());
        var text = """
                apiVersion: v1
                kind: Config
                clusters: [{name: c, cluster: {server: "https://127.0.0.1:%d", certificate-authority-data: %s}}]
                users: [{name: u, user: {client-certificate-data: %s, client-key-data: %s}}]
                contexts: [{name: x, context: {cluster: c, user: u}}]
                current-context: x
                """.formatted(
                        server.address().getPort(),
                        base64(authority.certificatePem()),
                        base64(issued.certificatePem()),
                        base64(issued.keyPem()));
        return Files.writeString(folder.resolve(user.replace(':', '-')), text).toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private HttpKubeClient client(String file, String address) throws Exception {
        return new HttpKubeClient(
                environment, Access.ofFlags(file, address, Map.of(), environment), new MetricRegistry());
    }

    private static void awaitReady(KubeClient client) throws Exception {
        var query = ListQuery.in(SimulationRun.WEB.namespace());
        try (var watch = client.of(AppsV1.DEPLOYMENTS).watch(query.withResourceVersion("0"))) {
            for (var event = watch.next(); event != null; event = watch.next()) {
                var web = client.of(AppsV1.DEPLOYMENTS).get(SimulationRun.WEB);
                if (web.status().availableReplicas() == REPLICAS) return;
            }
        }
        throw new AssertionError("the watch ended and the Deployment is not ready");
    }

    private void assertServes(InetSocketAddress address, String health, String metric) throws Exception {
        // Its certificate is of this run: nobody else's authority knows it.
        var url = "https://127.0.0.1:" + address.getPort();
        var admin = kubeconfig("admin", "system:masters");
        var text = Files.readString(Path.of(admin))
                .replaceAll("certificate-authority-data: [^}]*", "insecure-skip-tls-verify: true");
        var insecure = Files.writeString(folder.resolve("insecure"), text).toString();
        try (var client = client(insecure, url)) {
            assertThat(new String(client.raw(RawRequest.get(health)).body().toArray(), UTF_8))
                    .isEqualTo("ok");
            assertThat(new String(client.raw(RawRequest.get("/metrics")).body().toArray(), UTF_8))
                    .contains(metric);
        }
    }
}
