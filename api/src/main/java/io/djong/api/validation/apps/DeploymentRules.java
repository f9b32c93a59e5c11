package io.djong.api.validation.apps;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentSpec;
import io.djong.api.types.apps.v1.DeploymentStatus;
import io.djong.api.types.apps.v1.DeploymentStrategy;
import io.djong.api.types.apps.v1.DeploymentStrategyCodec;
import io.djong.api.types.apps.v1.RollingUpdateDeployment;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Deployments.
public final class DeploymentRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final List<String> STRATEGIES = List.of("Recreate", "RollingUpdate");

    private DeploymentRules() {}

    /// A new one.
    public static void create(FieldErrors errors, Deployment deployment, boolean privileged) {
        ObjectMetaRules.create(errors, deployment.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, deployment.spec(), null, privileged);
    }

    /// A changed one.
    public static void update(FieldErrors errors, Deployment deployment, Deployment old, boolean privileged) {
        ObjectMetaRules.update(errors, deployment.metadata(), old.metadata());
        spec(errors, deployment.spec(), old.spec(), privileged);
        WorkloadRules.immutable(
                errors,
                SPEC.child("selector"),
                deployment.spec().selector(),
                old.spec().selector());
    }

    private static void spec(
            FieldErrors errors, DeploymentSpec spec, @Nullable DeploymentSpec old, boolean privileged) {
        WorkloadRules.notNegative(errors, SPEC.child("replicas"), spec.replicas());
        var selector = WorkloadRules.selector(
                errors, SPEC.child("selector"), spec.selector(), old == null ? null : old.selector(), "deployment");
        if (selector != null) {
            var path = SPEC.child("template");
            WorkloadRules.template(
                    errors, path, spec.template(), old == null ? null : old.template(), selector, privileged);
            WorkloadRules.restarts(errors, path, spec.template(), "ReplicaSet");
        }
        strategy(errors, SPEC.child("strategy"), spec.strategy());
        Numbers.notNegative(errors, SPEC.child("minReadySeconds"), spec.minReadySeconds());
        WorkloadRules.notNegative(errors, SPEC.child("revisionHistoryLimit"), spec.revisionHistoryLimit());
        Integer deadline = spec.progressDeadlineSeconds();
        WorkloadRules.notNegative(errors, SPEC.child("progressDeadlineSeconds"), deadline);
        if (deadline != null && deadline <= spec.minReadySeconds()) {
            errors.invalid(SPEC.child("progressDeadlineSeconds"), deadline, "must be greater than minReadySeconds");
        }
    }

    private static void strategy(FieldErrors errors, FieldPath path, DeploymentStrategy strategy) {
        var rolling = strategy.rollingUpdate();
        switch (strategy.type()) {
            case "Recreate" -> {
                if (rolling != null) {
                    errors.forbidden(
                            path.child("rollingUpdate"), "may not be specified when strategy `type` is 'Recreate'");
                }
            }
            case "RollingUpdate" -> {
                if (rolling == null) {
                    errors.required(path.child("rollingUpdate"), "this should be defaulted and never be nil");
                } else {
                    rolling(errors, path.child("rollingUpdate"), rolling);
                }
            }
            default ->
                errors.notSupportedShown(
                        path,
                        InternalJson.of("apps/v1.DeploymentStrategy", DeploymentStrategyCodec.CODEC, strategy),
                        STRATEGIES);
        }
    }

    private static void rolling(FieldErrors errors, FieldPath path, RollingUpdateDeployment rolling) {
        var unavailable = rolling.maxUnavailable() == null ? IntOrString.EMPTY : rolling.maxUnavailable();
        var surge = rolling.maxSurge() == null ? IntOrString.EMPTY : rolling.maxSurge();
        var at = path.child("maxUnavailable");
        WorkloadRules.share(errors, at, unavailable);
        WorkloadRules.share(errors, path.child("maxSurge"), surge);
        if (WorkloadRules.amount(unavailable) == 0 && WorkloadRules.amount(surge) == 0) {
            errors.invalidShown(at, Shown.intOrString(unavailable), "may not be 0 when `maxSurge` is 0");
        }
        WorkloadRules.notOverAll(errors, at, unavailable);
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, Deployment deployment, Deployment old) {
        ObjectMetaRules.update(errors, deployment.metadata(), old.metadata());
        status(errors, deployment.status());
        WorkloadRules.notDecremented(
                errors,
                STATUS.child("collisionCount"),
                deployment.status().collisionCount(),
                old.status().collisionCount());
    }

    private static void status(FieldErrors errors, DeploymentStatus status) {
        Numbers.notNegative(errors, STATUS.child("observedGeneration"), status.observedGeneration());
        Numbers.notNegative(errors, STATUS.child("replicas"), status.replicas());
        Numbers.notNegative(errors, STATUS.child("updatedReplicas"), status.updatedReplicas());
        Numbers.notNegative(errors, STATUS.child("readyReplicas"), status.readyReplicas());
        Numbers.notNegative(errors, STATUS.child("availableReplicas"), status.availableReplicas());
        Numbers.notNegative(errors, STATUS.child("unavailableReplicas"), status.unavailableReplicas());
        WorkloadRules.notNegative(errors, STATUS.child("terminatingReplicas"), status.terminatingReplicas());
        WorkloadRules.notNegative(errors, STATUS.child("collisionCount"), status.collisionCount());
        WorkloadRules.notMore(errors, STATUS.child("updatedReplicas"), status.updatedReplicas(), status.replicas());
        WorkloadRules.ready(errors, STATUS, status.readyReplicas(), status.availableReplicas(), status.replicas());
    }
}
