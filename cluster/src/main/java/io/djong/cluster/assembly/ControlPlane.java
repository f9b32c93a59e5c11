package io.djong.cluster.assembly;

import io.djong.apiserver.admission.unhonoured.Unhonoured;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authentication.x509.CertificateAuthenticator;
import io.djong.apiserver.proxy.KubeletAccess;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.ServiceAccountConfig;
import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Meanwhile;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.cluster.bootstrap.ClusterCertificates;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.InitialObjects;
import io.djong.controllermanager.ControllerClients;
import io.djong.controllermanager.ControllerManager;
import io.djong.controllermanager.ControllerManagerConfig;
import io.djong.controllermanager.nodeipam.NodeIpamOptions;
import io.djong.controllermanager.nodeipam.NodeIpamOptions.NodeRange;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.http.tls.ClientTls;
import io.djong.http.tls.Identity;
import io.djong.http.tls.ServerTls;
import io.djong.pki.JwtSigner;
import io.djong.pki.JwtVerifier;
import io.djong.pki.PkiException;
import io.djong.scheduler.Scheduler;
import io.djong.scheduler.SchedulerConfig;
import io.djong.store.Store;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// kube-apiserver, kube-controller-manager and kube-scheduler in one process. The latter two call the first without a
/// socket, each as upstream's user, so that authorisation and admission hold for them as for everybody.
public final class ControlPlane extends Service {
    /// How much of the pod range a node gets: upstream's default.
    private static final int NODE_PREFIX = 24;
    private static final Duration EVENT_LIFE = Duration.ofHours(1);
    /// Without the plug-ins whose finalizers no controller of ours takes away yet.
    private static final List<String> ADMISSION_PLUGINS = ApiServerConfig.BUILT_ADMISSION_PLUGINS.stream()
            .filter(name -> !name.equals("StorageObjectInUseProtection") && !name.equals("PodGroupProtection"))
            .toList();

    private final ClusterConfig config;
    private final Environment environment;
    private final Supplier<Identity> identity;
    private final ApiServer apiServer;
    private final ControllerManager controllerManager;
    private final Scheduler scheduler;
    private final MetricRegistry managerMetrics = new MetricRegistry();
    private final MetricRegistry schedulerMetrics = new MetricRegistry();
    private final Deque<Service> started = new ArrayDeque<>();
    private @Nullable Meanwhile<ControlPlane> loops;

    /// @param store where everything is kept; belongs to the caller
    /// @param identity what the servers show, asked again for every connection
    /// @throws ClusterException when the keys are of no use
    public ControlPlane(
            Environment environment,
            Store store,
            ClusterConfig config,
            ClusterCertificates certificates,
            Supplier<Identity> identity)
            throws ClusterException {
        super("control plane");
        this.environment = environment;
        this.config = config;
        this.identity = identity;
        this.apiServer = new ApiServer(
                environment, store, apiServerConfig(environment, config, certificates, identity), new MetricRegistry());
        this.controllerManager = new ControllerManager(
                environment,
                managerMetrics,
                controllerClients(),
                ControllerManagerConfig.DEFAULTS
                        .withRootCertificates(certificates.authorityPem())
                        .withNodeRanges(new NodeIpamOptions(
                                List.of(new NodeRange(config.pods(), NODE_PREFIX)), List.of(config.services()))));
        this.scheduler = new Scheduler(
                environment,
                client(User.of("system:kube-scheduler", User.AUTHENTICATED_GROUP)),
                SchedulerConfig.DEFAULT.withHost(config.nodeName()),
                schedulerMetrics);
    }

    private static ApiServerConfig apiServerConfig(
            Environment environment,
            ClusterConfig config,
            ClusterCertificates certificates,
            Supplier<Identity> identity)
            throws ClusterException {
        var authorities = List.of(certificates.authority());
        var accounts = certificates.accounts();
        var toKubelets = certificates.kubeletClient();
        try {
            return new ApiServerConfig(
                            new ApiServerConfig.Https(
                                    new InetSocketAddress(
                                            config.bind(), config.ports().apiServer()),
                                    ServerTls.of(identity).withClientAuthorities(() -> authorities)),
                            List.of(new CertificateAuthenticator(() -> authorities, environment.clock())),
                            true,
                            List.of("Node", "RBAC"),
                            ADMISSION_PLUGINS,
                            config.serviceRange().toString(),
                            config.nodePorts().first(),
                            config.nodePorts().last(),
                            config.nodeAddress().getHostAddress(),
                            config.ports().apiServer(),
                            EVENT_LIFE,
                            true,
                            ServiceAccountConfig.of(
                                    new JwtSigner(accounts), new JwtVerifier(List.of(accounts.getPublic()))))
                    .withUnhonoured(Unhonoured.ofCluster())
                    .withKubelets(KubeletAccess.DEFAULTS
                            .withTls(ClientTls.trusting(() -> authorities).withIdentity(() -> toKubelets))
                            .withAddressTypes(List.of("InternalIP", "Hostname")));
        } catch (PkiException e) {
            throw new ClusterException("the key of service accounts is of no use: " + e.getMessage(), e);
        }
    }

    private ControllerClients controllerClients() {
        return new ControllerClients() {
            @Override
            public KubeClient manager() {
                return client(User.of("system:kube-controller-manager", User.AUTHENTICATED_GROUP));
            }

            @Override
            public KubeClient controller(String account) {
                return client(User.serviceAccount(InitialObjects.SYSTEM, account));
            }
        };
    }

    /// A client in this process.
    public KubeClient client(User user) {
        return apiServer.client(user);
    }

    /// A client that may do everything.
    public KubeClient administrator() {
        return client(User.of("system:apiserver", User.MASTERS_GROUP, User.AUTHENTICATED_GROUP));
    }

    /// Returns when the API server serves; the other two start beside what the caller does next.
    @Override
    protected void onStart() throws Exception {
        begin(apiServer);
        new InitialObjects(administrator()).create(config.dnsAddress());
        loops = Meanwhile.begin(environment, "controllers and scheduler", this::startLoops);
    }

    /// Returns when controllers and scheduler run, too; only after the start.
    ///
    /// @throws Exception why they could not be started
    void awaitLoops() throws Exception {
        var starting = loops;
        if (starting == null) {
            throw new IllegalStateException("not started");
        }
        starting.await(Exception.class);
    }

    private ControlPlane startLoops() throws Exception {
        begin(controllerManager);
        begin(scheduler);
        begin(operations(config.ports().controllerManager(), managerMetrics, HealthCheck.ping()));
        begin(operations(
                config.ports().scheduler(),
                schedulerMetrics,
                new HealthCheck("informer-sync", this::schedulerFailure)));
        return this;
    }

    private @Nullable String schedulerFailure() {
        return scheduler.notReady();
    }

    private void begin(Service service) throws Exception {
        service.start();
        started.push(service);
    }

    /// Health and metrics of a component, judged as requests to the API server are.
    private HttpServer operations(int port, MetricRegistry metrics, HealthCheck check) {
        var checks = check.name().equals("ping") ? List.of(check) : List.of(HealthCheck.ping(), check);
        var health = List.of(
                new HealthChecks("healthz", List.of(HealthCheck.ping())),
                new HealthChecks("livez", List.of(HealthCheck.ping())),
                new HealthChecks("readyz", checks));
        return new HttpServer(
                environment,
                HttpServerConfig.secure(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ServerTls.of(identity)),
                apiServer.operations(health, metrics));
    }

    @Override
    protected void onStop() throws InterruptedException {
        var starting = loops;
        if (starting != null) {
            starting.abandon();
        }
        while (!started.isEmpty()) {
            started.pop().stop();
        }
    }
}
