package io.djong.api.validation.policy;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.api.types.policy.v1.PodDisruptionBudgetSpec;
import io.djong.api.types.policy.v1.PodDisruptionBudgetSpecCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.apps.WorkloadRules;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How many pods may be missing at a time.
public final class DisruptionBudgetRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath METADATA = FieldPath.of("metadata");
    private static final List<String> POLICIES = List.of("AlwaysAllow", "IfHealthyBudget");

    private DisruptionBudgetRules() {}

    /// A new one. Its name may be anything that can stand in a path; it is looked at when all else is right.
    public static void create(FieldErrors errors, PodDisruptionBudget budget) {
        spec(errors, budget.spec(), false);
        if (errors.isEmpty()) {
            ObjectMetaRules.createGeneric(errors, budget.metadata(), true, NameRule.PATH_SEGMENT, METADATA);
        }
    }

    /// A changed one.
    public static void update(FieldErrors errors, PodDisruptionBudget budget, PodDisruptionBudget old) {
        var before = new FieldErrors();
        LabelSelectorRules.check(before, FieldPath.ROOT, old.spec().selector(), false);
        spec(errors, budget.spec(), !before.isEmpty());
    }

    private static void spec(FieldErrors errors, PodDisruptionBudgetSpec spec, boolean anyValues) {
        if (spec.minAvailable() != null && spec.maxUnavailable() != null) {
            errors.invalidShown(
                    SPEC,
                    InternalJson.of("policy/v1.PodDisruptionBudgetSpec", PodDisruptionBudgetSpecCodec.CODEC, spec),
                    "minAvailable and maxUnavailable cannot be both set");
        }
        share(errors, SPEC.child("minAvailable"), spec.minAvailable());
        share(errors, SPEC.child("maxUnavailable"), spec.maxUnavailable());
        LabelSelectorRules.check(errors, SPEC.child("selector"), spec.selector(), anyValues);
        String policy = spec.unhealthyPodEvictionPolicy();
        if (policy != null && !POLICIES.contains(policy)) {
            errors.notSupported(SPEC.child("unhealthyPodEvictionPolicy"), policy, POLICIES);
        }
    }

    private static void share(FieldErrors errors, FieldPath path, @Nullable IntOrString share) {
        if (share != null) {
            WorkloadRules.share(errors, path, share);
            WorkloadRules.notOverAll(errors, path, share);
        }
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, PodDisruptionBudget budget) {
        var status = budget.status();
        ConditionRules.check(errors, STATUS.child("conditions"), status.conditions());
        Numbers.notNegative(errors, STATUS.child("disruptionsAllowed"), status.disruptionsAllowed());
        Numbers.notNegative(errors, STATUS.child("currentHealthy"), status.currentHealthy());
        Numbers.notNegative(errors, STATUS.child("desiredHealthy"), status.desiredHealthy());
        Numbers.notNegative(errors, STATUS.child("expectedPods"), status.expectedPods());
    }
}
