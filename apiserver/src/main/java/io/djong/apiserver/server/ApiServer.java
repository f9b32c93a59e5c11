package io.djong.apiserver.server;

import io.djong.api.meta.GroupVersionResource;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.apiserver.audit.AuditLog;
import io.djong.apiserver.audit.AuditStage;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.bootstrap.Bootstrap;
import io.djong.apiserver.cache.Compactor;
import io.djong.apiserver.content.Deprecations;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.discovery.DiscoveryStage;
import io.djong.apiserver.flowcontrol.FlowControlStage;
import io.djong.apiserver.kubernetesservice.KubernetesService;
import io.djong.apiserver.loopback.LoopbackClient;
import io.djong.apiserver.openapi.OpenApiStage;
import io.djong.apiserver.openid.IssuerStage;
import io.djong.apiserver.operations.OperationsStage;
import io.djong.apiserver.pipeline.AuthenticationStage;
import io.djong.apiserver.pipeline.AuthorizationStage;
import io.djong.apiserver.pipeline.DeadlineStage;
import io.djong.apiserver.pipeline.ImpersonationStage;
import io.djong.apiserver.pipeline.MeasuredStage;
import io.djong.apiserver.pipeline.RequestMetrics;
import io.djong.apiserver.pipeline.RequestPipeline;
import io.djong.apiserver.pipeline.Stage;
import io.djong.apiserver.pipeline.UnknownPaths;
import io.djong.apiserver.serviceaddresses.ServiceAddresses;
import io.djong.apiserver.verbs.DispatchStage;
import io.djong.base.health.HealthChecks;
import io.djong.base.lifecycle.Meanwhile;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.KubeClient;
import io.djong.client.events.ActionRecorder;
import io.djong.client.events.ActionSink;
import io.djong.http.HttpHandler;
import io.djong.http.server.HttpServer;
import io.djong.http.server.HttpServerConfig;
import io.djong.store.Store;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// kube-apiserver: the core, its bootstrap objects, and HTTPS in front of it.
public final class ApiServer extends Service {
    private final Environment environment;
    private final ApiServerConfig config;
    private final MetricRegistry metrics;
    private final Store store;
    private final Compactor compactor;
    private final @Nullable AuditLog auditLog;
    private final ServerParts parts;
    private final ActionSink events;
    private final ServiceAddresses addresses;
    private @Nullable HttpServer http;
    private @Nullable KubernetesService service;
    private volatile boolean ready;
    private volatile boolean announced;
    private volatile boolean stopping;

    /// @param store where everything is kept; belongs to the caller
    public ApiServer(Environment environment, Store store, ApiServerConfig config, MetricRegistry metrics) {
        super("kube-apiserver");
        this.environment = environment;
        this.config = config;
        this.metrics = metrics;
        this.store = store;
        var audit = config.audit();
        this.auditLog = audit == null ? null : new AuditLog(environment, audit);
        this.parts = new ServerParts(environment, store, config, metrics);
        this.compactor = new Compactor(
                environment,
                store,
                config.limits().compactionInterval(),
                revision -> parts.core().space().compacted(revision));
        this.events =
                new ActionSink("apiserver", environment, client(User.SERVER).of(EventsV1.EVENTS));
        this.addresses = parts.serviceAddresses(new ServiceAddresses.Recorders(
                recorder("ipallocator-repair-controller"),
                recorder("portallocator-repair-controller"),
                recorder("kubernetes-service-cidr-controller")));
    }

    private ActionRecorder recorder(String controller) {
        return events.recorder(controller, controller);
    }

    /// A client in this process, as one user.
    public KubeClient client(User user) {
        return new LoopbackClient(parts.core(), user, new LocalPaths(parts));
    }

    /// Everything but HTTP.
    public ApiCore core() {
        return parts.core();
    }

    /// What HTTPS serves, without connections. Each call makes a pipeline of its own.
    public HttpHandler handler() {
        return new RequestPipeline(environment, stages(), requestMetrics());
    }

    /// Where HTTPS is served; only after the start.
    public InetSocketAddress address() {
        var server = http;
        if (server == null) {
            throw new IllegalStateException("not started, or not served over HTTP");
        }
        return server.address();
    }

    /// What another component of this process answers over HTTP: its health and its metrics, to
    /// whom this server would let see its own.
    public HttpHandler operations(List<HealthChecks> ofComponent, MetricRegistry metricsOfComponent) {
        var paths = new ArrayList<String>();
        ofComponent.forEach(checks -> paths.add("/" + checks.name()));
        paths.add("/metrics");
        return new RequestPipeline(
                environment,
                List.of(
                        new AuthenticationStage(parts.authentication(), config.anonymous()),
                        new AuthorizationStage(parts.core().authorizer()),
                        new OperationsStage(ofComponent, metricsOfComponent, Versions.members(), paths)));
    }

    @Override
    protected void onStart() throws Exception {
        var https = config.https();
        if (https == null) {
            fill();
        } else {
            serve(https);
        }
        ready = true;
        var port = config.advertisedPort() == 0 ? address().getPort() : config.advertisedPort();
        var kept = new KubernetesService(
                parts.core(), store, parts.firstServiceAddress(), config.advertisedAddress(), port);
        service = kept;
        events.start();
        addresses.start();
        kept.start();
        announced = true;
    }

    /// The TLS library loads while the store is read: neither needs the other until a request comes.
    private void serve(ApiServerConfig.Https https) throws Exception {
        var server = new HttpServer(environment, HttpServerConfig.secure(https.bind(), https.tls()), handler());
        http = server;
        var preparing = Meanwhile.begin(
                environment,
                "https",
                () -> environment.threads().cpu(() -> {
                    server.prepare();
                    return server;
                }));
        try {
            fill();
        } catch (Exception e) {
            preparing.abandon();
            throw e;
        }
        preparing.await(SSLException.class).start();
    }

    /// Everything but HTTP, with the objects that every cluster has.
    private void fill() throws Exception {
        parts.core().start();
        StorageMetrics.register(metrics, parts.core());
        ServerMetrics.register(metrics, config.enablement().gates(), store);
        compactor.start();
        new Bootstrap(parts.core()).run();
        addresses.prepare();
        var log = auditLog;
        if (log != null) {
            log.start();
        }
    }

    @Override
    protected void onStop() throws InterruptedException {
        ready = false;
        stopping = true;
        compactor.stop();
        addresses.stop();
        events.stop();
        var kept = service;
        if (kept != null) {
            kept.stop();
        }
        parts.core().stop();
        var server = http;
        if (server != null) {
            server.stop();
        }
        var log = auditLog;
        if (log != null) {
            log.stop();
        }
        parts.close();
    }

    /// The request's path, in running order.
    private List<Stage> stages() {
        var authorizer = parts.core().authorizer();
        var served = parts.served();
        var apis = served.apis();
        var address = config.advertisedAddress() + ":" + config.advertisedPort();
        var limits = config.limits();
        var audit = audit();
        var ticker = environment.ticker();
        return List.of(
                new DeadlineStage(environment, limits.requestTimeout()),
                MeasuredStage.authentication(
                        new AuthenticationStage(parts.authentication(), config.anonymous(), audit), metrics, ticker),
                audit,
                new ImpersonationStage(authorizer),
                new FlowControlStage(
                        environment,
                        limits.readsInFlightMax(),
                        limits.writesInFlightMax(),
                        limits.requestTimeout(),
                        metrics),
                MeasuredStage.authorization(new AuthorizationStage(authorizer), metrics, ticker),
                new UnknownPaths(group -> !apis.versions(group).isEmpty()),
                new DispatchStage(served.resources()),
                new IssuerStage(
                        config.serviceAccounts().issuers().getFirst(),
                        config.serviceAccounts().verifier(),
                        address),
                new DiscoveryStage(apis, address),
                new OpenApiStage(environment, apis, Versions.RELEASE),
                new OperationsStage(health(), metrics, Versions.members(), ServedPaths.of(apis, health())));
    }

    /// Writes the audit log, or nothing when there is none.
    private Stage audit() {
        var wanted = config.audit();
        var log = auditLog;
        return wanted == null || log == null
                ? exchange -> false
                : new AuditStage(environment, wanted.policy(), log, metrics);
    }

    private RequestMetrics requestMetrics() {
        var apis = parts.served().apis();
        var old = new HashMap<GroupVersionResource, String>();
        for (var resource : apis.all()) {
            if (!Deprecations.of(resource).isEmpty()) {
                old.put(resource.gvr(), Deprecations.removedIn(resource));
            }
        }
        return new RequestMetrics(
                metrics,
                environment.ticker(),
                apis::knows,
                info -> old.get(new GroupVersionResource(info.group(), info.version(), info.resource())));
    }

    private List<HealthChecks> health() {
        return new ServerHealth(parts::storeFailure, () -> ready, () -> announced, () -> stopping).paths();
    }
}
