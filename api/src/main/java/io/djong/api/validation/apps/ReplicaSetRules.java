package io.djong.api.validation.apps;

import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.ReplicaSetSpec;
import io.djong.api.types.apps.v1.ReplicaSetStatus;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.meta.ObjectMetaRules;
import org.jspecify.annotations.Nullable;

/// Replica sets.
public final class ReplicaSetRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");

    private ReplicaSetRules() {}

    /// A new one.
    public static void create(FieldErrors errors, ReplicaSet set, boolean privileged) {
        ObjectMetaRules.create(errors, set.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, set.spec(), null, privileged);
    }

    /// A changed one.
    public static void update(FieldErrors errors, ReplicaSet set, ReplicaSet old, boolean privileged) {
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        spec(errors, set.spec(), old.spec(), privileged);
        WorkloadRules.immutable(
                errors,
                SPEC.child("selector"),
                set.spec().selector(),
                old.spec().selector());
    }

    private static void spec(
            FieldErrors errors, ReplicaSetSpec spec, @Nullable ReplicaSetSpec old, boolean privileged) {
        WorkloadRules.notNegative(errors, SPEC.child("replicas"), spec.replicas());
        Numbers.notNegative(errors, SPEC.child("minReadySeconds"), spec.minReadySeconds());
        var selector = WorkloadRules.selector(
                errors, SPEC.child("selector"), spec.selector(), old == null ? null : old.selector(), "deployment");
        if (selector != null) {
            var path = SPEC.child("template");
            WorkloadRules.template(
                    errors, path, spec.template(), old == null ? null : old.template(), selector, privileged);
            WorkloadRules.restarts(errors, path, spec.template(), "ReplicaSet");
        }
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, ReplicaSet set, ReplicaSet old) {
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        status(errors, set.status());
    }

    private static void status(FieldErrors errors, ReplicaSetStatus status) {
        Numbers.notNegative(errors, STATUS.child("replicas"), status.replicas());
        Numbers.notNegative(errors, STATUS.child("fullyLabeledReplicas"), status.fullyLabeledReplicas());
        Numbers.notNegative(errors, STATUS.child("readyReplicas"), status.readyReplicas());
        Numbers.notNegative(errors, STATUS.child("availableReplicas"), status.availableReplicas());
        WorkloadRules.notNegative(errors, STATUS.child("terminatingReplicas"), status.terminatingReplicas());
        Numbers.notNegative(errors, STATUS.child("observedGeneration"), status.observedGeneration());
        WorkloadRules.notMore(
                errors, STATUS.child("fullyLabeledReplicas"), status.fullyLabeledReplicas(), status.replicas());
        WorkloadRules.ready(errors, STATUS, status.readyReplicas(), status.availableReplicas(), status.replicas());
    }
}
