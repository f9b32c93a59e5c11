package io.djong.apiserver.server;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.apiserver.admission.AdmissionChain;
import io.djong.apiserver.admission.AdmissionPlugin;
import io.djong.apiserver.admission.lifecycle.NamespaceLifecycle;
import io.djong.apiserver.authentication.Authenticator;
import io.djong.apiserver.authorization.Authorizer;
import io.djong.apiserver.authorization.AuthorizerChain;
import io.djong.apiserver.authorization.rbac.RbacAuthorizer;
import io.djong.apiserver.cache.CacheLimits;
import io.djong.apiserver.core.ApiCore;
import io.djong.apiserver.core.Caches;
import io.djong.apiserver.registry.Registry;
import io.djong.apiserver.registry.services.Services;
import io.djong.apiserver.request.Failures;
import io.djong.base.time.Environment;
import io.djong.store.Store;
import java.util.ArrayList;
import java.util.List;

/// The parts of an API server, constructed in order: declarations, caches, authorisation, admission, core.
final class ServerParts {
    private final ApiServerConfig config;
    private final Services services;
    private final Caches caches;
    private final ApiCore core;
    private final ServedResources served;

    ServerParts(Environment environment, Store store, ApiServerConfig config) {
        this.config = config;
        this.services = new Services(
                config.clusterRange(), config.firstNodePort(), config.lastNodePort(), environment.random());
        var declarations = Registry.declarations(services, config.eventTimeToLive(), List.of());
        this.caches = new Caches(declarations, CacheLimits.DEFAULT);
        var authorizer = new AuthorizerChain(authorizers());
        this.core = new ApiCore(
                environment, store, declarations, caches, new AdmissionChain(plugins()), authorizer, List.of());
        this.served = new ServedResources(core, (exchange, subresource, key) -> {
            throw Failures.notServed();
        });
    }

    ApiCore core() {
        return core;
    }

    ServedResources served() {
        return served;
    }

    List<Authenticator> authenticators() {
        return config.authenticators();
    }

    /// Reads what strategies keep beside the caches; after the core has started.
    void load() {
        services.load(caches.of(CoreV1.SERVICES));
    }

    private List<Authorizer> authorizers() {
        var authorizers = new ArrayList<Authorizer>();
        for (var mode : config.authorizationModes()) {
            switch (mode) {
                case "RBAC" ->
                    authorizers.add(new RbacAuthorizer(
                            caches.of(RbacV1.CLUSTER_ROLES),
                            caches.of(RbacV1.ROLES),
                            caches.of(RbacV1.CLUSTER_ROLE_BINDINGS),
                            caches.of(RbacV1.ROLE_BINDINGS)));
                default -> throw new IllegalArgumentException("authorization mode " + mode + " is not built yet");
            }
        }
        return authorizers;
    }

    private List<AdmissionPlugin> plugins() {
        return List.of(new NamespaceLifecycle(caches.of(CoreV1.NAMESPACES)));
    }
}
