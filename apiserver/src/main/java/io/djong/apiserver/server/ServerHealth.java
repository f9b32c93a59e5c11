package io.djong.apiserver.server;

import io.djong.base.health.HealthCheck;
import io.djong.base.health.HealthCheck.Probe;
import io.djong.base.health.HealthChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/// The checks behind `/livez`, `/readyz` and `/healthz`: those of upstream's that look at something this server has,
/// under upstream's names and in its order.
final class ServerHealth {
    private final Probe store;
    private final Probe filled;
    private final Probe announced;
    private final Probe staying;

    /// @param store why the store cannot be used
    /// @param filled whether the caches are full and the first objects are there
    /// @param announced whether the service of the server and the addresses of services are kept
    /// @param stopping whether the server is about to end
    ServerHealth(Probe store, BooleanSupplier filled, BooleanSupplier announced, BooleanSupplier stopping) {
        this.store = store;
        this.filled = () -> filled.getAsBoolean() ? null : "not finished";
        this.announced = () -> announced.getAsBoolean() ? null : "not finished";
        this.staying = () -> stopping.getAsBoolean() ? "process is shutting down" : null;
    }

    List<HealthChecks> paths() {
        var alive = List.of(HealthCheck.ping(), new HealthCheck("log", () -> null), new HealthCheck("etcd", store));
        var living = new ArrayList<>(alive);
        living.addAll(hooks());
        var serving = new ArrayList<>(alive);
        serving.add(new HealthCheck("etcd-readiness", store));
        serving.add(new HealthCheck("informer-sync", filled));
        serving.addAll(hooks());
        serving.add(new HealthCheck("shutdown", staying));
        return List.of(
                new HealthChecks("livez", living),
                new HealthChecks("readyz", serving),
                new HealthChecks("healthz", living));
    }

    private List<HealthCheck> hooks() {
        return List.of(
                hook("start-apiserver-admission-initializer", filled),
                hook("generic-apiserver-start-informers", filled),
                hook("start-system-namespaces-controller", filled),
                hook("storage-readiness", filled),
                hook("start-service-ip-repair-controllers", announced),
                hook("rbac/bootstrap-roles", filled),
                hook("scheduling/bootstrap-system-priority-classes", filled),
                hook("bootstrap-controller", announced),
                hook("start-kubernetes-service-cidr-controller", announced));
    }

    private static HealthCheck hook(String name, Probe probe) {
        return new HealthCheck("poststarthook/" + name, probe);
    }
}
