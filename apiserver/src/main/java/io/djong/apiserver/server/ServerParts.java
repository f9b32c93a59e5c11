package io.djong.apiserver.server;

import io.djong.api.ip.Cidr;
import io.djong.api.services.AddressRange;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.policy.v1.PolicyV1;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.admission.AdmissionMetrics;
import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authentication.User;
import io.djong.apiserver.authentication.serviceaccount.ServiceAccountAuthenticator;
import io.djong.apiserver.authentication.serviceaccount.TokenIssuer;
import io.djong.apiserver.authorization.AlwaysAllow;
import io.djong.apiserver.authorization.AlwaysDeny;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.AuthorizerChain;
import io.djong.apiserver.authorization.node.NodeAuthorizer;
import io.djong.apiserver.authorization.rbac.RbacAuthorizer;
import io.djong.apiserver.bootstrap.Bootstrap;
import io.djong.apiserver.cache.CacheLimits;
import io.djong.apiserver.componentstatus.ComponentStatuses;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.core.Caches;
import io.djong.apiserver.proxy.Kubelets;
import io.djong.apiserver.proxy.StreamConnector;
import io.djong.apiserver.registry.Registry;
import io.djong.apiserver.registry.accounts.TokenRequests;
import io.djong.apiserver.registry.certificates.PodCertificateRequests;
import io.djong.apiserver.registry.devices.DeviceKinds;
import io.djong.apiserver.registry.migration.StorageVersionMigrations;
import io.djong.apiserver.registry.migration.StorageVersions;
import io.djong.apiserver.registry.pods.PodBinding;
import io.djong.apiserver.registry.pods.PodEviction;
import io.djong.apiserver.registry.reviews.AccessReviews;
import io.djong.apiserver.registry.reviews.AuthenticationReviews;
import io.djong.apiserver.registry.scheduling.PodGroups;
import io.djong.apiserver.registry.scheduling.Workloads;
import io.djong.apiserver.registry.services.AddressBook;
import io.djong.apiserver.registry.services.Services;
import io.djong.apiserver.resource.ActionResource;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.serviceaddresses.ServiceAddresses;
import io.djong.apiserver.verbs.ServedBinding;
import io.djong.apiserver.verbs.ServedResource;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.cel.AdmissionCompiler;
import io.djong.cel.SchemaRuleCompiler;
import io.djong.cel.SelectorCompiler;
import io.djong.client.WriteOptions;
import io.djong.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The parts of an API server, constructed in order: declarations, caches, authentication, authorisation,
/// admission, core.
final class ServerParts {
    private static final System.Logger LOG = System.getLogger(ServerParts.class.getName());

    private final Environment environment;
    private final ApiServerConfig config;
    private final Services services;
    private final AddressBook book;
    private final Caches caches;
    private final List<Authenticator> authenticators;
    private final ApiCore core;
    private final Kubelets kubelets;
    private final ServedResources served;
    private final ComponentStatuses statuses;
    private final PodBinding binding =
            new PodBinding(() -> core().kind(CoreV1.PODS).objects());

    ServerParts(Environment environment, Store store, ApiServerConfig config, MetricRegistry metrics) {
        this.environment = environment;
        this.config = config;
        this.services = new Services(
                clusterRanges(),
                this::addressBook,
                store,
                config.firstNodePort(),
                config.lastNodePort(),
                environment.random());
        var tokens = new TokenRequests(
                issuer(),
                audiences(),
                config.serviceAccounts().maximum().toSeconds(),
                environment.random(),
                this::core);
        var all = declarations(tokens);
        var declarations = kept(all);
        this.caches = new Caches(all, declarations, CacheLimits.DEFAULT);
        this.authenticators = authenticators();
        var authorizer = new AuthorizerChain(authorizers());
        this.core = new ApiCore(
                environment,
                store,
                declarations,
                caches,
                new AdmissionChain(
                        AdmissionPlugins.of(config, caches, environment, authorizer),
                        new AdmissionMetrics(metrics, environment.ticker())),
                new Validation(
                        config.allowPrivileged(),
                        new AdmissionCompiler(),
                        new SchemaRuleCompiler(),
                        new SelectorCompiler()),
                authorizer,
                reviews(authorizer),
                config.enablement());
        this.book = new AddressBook(
                core.kind(NetworkingV1.IP_ADDRESSES).objects(),
                core.kind(NetworkingV1.SERVICE_CIDRS).objects(),
                () -> core.context(User.SERVER, WriteOptions.NONE),
                environment.random());
        this.kubelets = new Kubelets(environment, config.kubelets());
        this.served = new ServedResources(
                core, new StreamConnector(core, kubelets), config.limits().watchTimeoutMin(), metrics);
        this.statuses = new ComponentStatuses(environment, this::storeFailure);
        for (var other : List.<ServedResource>of(statuses, new ServedBinding(binding))) {
            if (config.enablement().serves(other.resource())) {
                served.add(other);
            }
        }
    }

    /// What is wrong with the store; null while all is well.
    @Nullable
    String storeFailure() {
        var failure = core.space().failure();
        return failure == null ? null : failure.getMessage();
    }

    private List<ResourceDeclaration<?>> declarations(TokenRequests tokens) {
        var all = new ArrayList<>(Registry.declarations(
                services,
                config.eventTimeToLive(),
                List.of(
                        binding,
                        new PodEviction(
                                () -> core().kind(CoreV1.PODS).objects(),
                                () -> core().kind(PolicyV1.POD_DISRUPTION_BUDGETS)
                                        .objects())),
                tokens));
        all.add(PodCertificateRequests.declaration(() -> core().authorizer()));
        var gates = config.enablement().gates();
        all.addAll(DeviceKinds.declarations(gates, this::labels, () -> core().authorizer()));
        all.add(new PodGroups(gates).declaration());
        all.add(new Workloads(gates).declaration());
        all.add(StorageVersions.declaration());
        all.add(StorageVersionMigrations.declaration());
        return all;
    }

    private Map<String, String> labels(String namespace) {
        var cache = caches.of(CoreV1.NAMESPACES);
        var entry = cache.get(cache.prefix() + namespace);
        return entry == null ? Map.of() : entry.object().metadata().labels();
    }

    /// The declarations of what this server is to keep; says what of it nothing enforces.
    private List<ResourceDeclaration<?>> kept(List<ResourceDeclaration<?>> declarations) {
        var kept = declarations.stream().filter(config.enablement()::keeps).toList();
        var unenforced = kept.stream()
                .filter(declaration -> !declaration.serving().enforced())
                .map(declaration -> declaration.resource().kind())
                .sorted()
                .toList();
        if (!unenforced.isEmpty()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "kinds that are served and that nothing enforces: {0}",
                    String.join(", ", unenforced));
        }
        return kept;
    }

    ApiCore core() {
        return core;
    }

    ServedResources served() {
        return served;
    }

    /// The address of the Service `default/kubernetes`.
    String firstServiceAddress() {
        return new AddressRange(clusterRanges().getFirst()).first().toString();
    }

    /// In the order in which they are asked.
    List<Authenticator> authentication() {
        return authenticators;
    }

    /// Who has which service address.
    private AddressBook addressBook() {
        return book;
    }

    private List<Cidr> clusterRanges() {
        return Stream.of(config.clusterRange().split(","))
                .map(text -> Objects.requireNonNull(Cidr.parse(text), text))
                .toList();
    }

    /// What keeps addresses and ports of services; works when the core has started.
    ServiceAddresses serviceAddresses(ServiceAddresses.Recorders recorders) {
        var ranges = clusterRanges().stream().map(Cidr::toString).toList();
        return new ServiceAddresses(core, services, book, ranges, recorders);
    }

    /// Ends the connections to kubelets.
    void close() {
        kubelets.close();
        statuses.close();
    }

    private TokenIssuer issuer() {
        var accounts = config.serviceAccounts();
        return new TokenIssuer(accounts.issuers().getFirst(), accounts.signer(), accounts.extend(), audiences());
    }

    /// Tokens must be meant for one of these.
    private List<String> audiences() {
        var accounts = config.serviceAccounts();
        return accounts.audiences().isEmpty() ? List.of(accounts.issuers().getFirst()) : accounts.audiences();
    }

    private List<Authenticator> authenticators() {
        var all = new ArrayList<>(config.authenticators());
        all.add(new ServiceAccountAuthenticator(
                config.serviceAccounts().issuers(),
                audiences(),
                config.serviceAccounts().verifier(),
                caches.of(CoreV1.SERVICE_ACCOUNTS),
                caches.of(CoreV1.PODS),
                caches.of(CoreV1.SECRETS),
                caches.of(CoreV1.NODES),
                environment.clock()));
        return all;
    }

    private List<ActionResource<?>> reviews(Authorizer authorizer) {
        var all = new ArrayList<ActionResource<?>>(new AccessReviews(authorizer).resources());
        all.addAll(new AuthenticationReviews(authenticators, audiences()).resources());
        return all;
    }

    /// Whether pods can have certificates here.
    static boolean podCertificates(ApiServerConfig config) {
        return config.enablement().gates().isEnabled("PodCertificateRequest");
    }

    private List<Authorizer> authorizers() {
        var authorizers = new ArrayList<Authorizer>();
        for (var mode : config.authorizationModes()) {
            authorizers.add(
                    switch (mode) {
                        case "AlwaysAllow" -> new AlwaysAllow();
                        case "AlwaysDeny" -> new AlwaysDeny();
                        case "Node" -> new NodeAuthorizer(caches, Bootstrap.nodeRules(), podCertificates(config));
                        case "RBAC" ->
                            new RbacAuthorizer(
                                    caches.of(RbacV1.CLUSTER_ROLES),
                                    caches.of(RbacV1.ROLES),
                                    caches.of(RbacV1.CLUSTER_ROLE_BINDINGS),
                                    caches.of(RbacV1.ROLE_BINDINGS));
                        default ->
                            throw new IllegalArgumentException("authorization mode " + mode + " is not built yet");
                    });
        }
        return authorizers;
    }
}
