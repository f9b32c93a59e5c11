package io.djong.api.validation.apps;

import io.djong.api.meta.IntOrString;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.apps.v1.DaemonSet;
import io.djong.api.types.apps.v1.DaemonSetSpec;
import io.djong.api.types.apps.v1.DaemonSetStatus;
import io.djong.api.types.apps.v1.DaemonSetUpdateStrategy;
import io.djong.api.types.apps.v1.DaemonSetUpdateStrategyCodec;
import io.djong.api.types.apps.v1.RollingUpdateDaemonSet;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.types.meta.v1.LabelSelectorCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.core.PodTemplateRules;
import io.djong.api.validation.meta.LabelSelectorRules;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Daemon sets.
public final class DaemonSetRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final List<String> STRATEGIES = List.of("RollingUpdate", "OnDelete");

    private DaemonSetRules() {}

    /// A new one.
    public static void create(FieldErrors errors, DaemonSet set, boolean privileged) {
        ObjectMetaRules.create(errors, set.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, set.spec(), null, privileged);
    }

    /// A changed one.
    public static void update(FieldErrors errors, DaemonSet set, DaemonSet old, boolean privileged) {
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        WorkloadRules.immutable(
                errors,
                SPEC.child("selector"),
                set.spec().selector(),
                old.spec().selector());
        spec(errors, set.spec(), old.spec(), privileged);
    }

    private static void spec(FieldErrors errors, DaemonSetSpec spec, @Nullable DaemonSetSpec old, boolean privileged) {
        var at = SPEC.child("selector");
        var where = SPEC.child("template");
        var selector = spec.selector();
        boolean anyValues = old != null && WorkloadRules.hasWrongValues(old.selector());
        LabelSelectorRules.check(errors, at, selector, anyValues);
        try {
            if (!LabelSelectors.checked(selector)
                    .matches(spec.template().metadata().labels())) {
                WorkloadRules.notMatching(errors, where, spec.template());
            }
        } catch (SelectorException _) {
            // said already, by the rules of selectors
        }
        if (selector != null
                && selector.matchLabels().isEmpty()
                && selector.matchExpressions().isEmpty()) {
            errors.invalidShown(
                    at, Shown.json(LabelSelectorCodec.CODEC, selector), "empty selector is invalid for daemonset");
        }
        @Nullable PodTemplateSpec before = old == null ? null : old.template();
        PodTemplateRules.check(errors, where, spec.template(), before, privileged);
        WorkloadRules.restarts(errors, where, spec.template(), "DaemonSet");
        Numbers.notNegative(errors, SPEC.child("minReadySeconds"), spec.minReadySeconds());
        strategy(errors, SPEC.child("updateStrategy"), spec.updateStrategy());
        WorkloadRules.notNegative(errors, SPEC.child("revisionHistoryLimit"), spec.revisionHistoryLimit());
    }

    private static void strategy(FieldErrors errors, FieldPath path, DaemonSetUpdateStrategy strategy) {
        switch (strategy.type()) {
            case "OnDelete" -> {}
            case "RollingUpdate" -> {
                if (strategy.rollingUpdate() == null) {
                    errors.required(path.child("rollingUpdate"));
                } else {
                    rolling(errors, path.child("rollingUpdate"), strategy.rollingUpdate());
                }
            }
            default ->
                errors.notSupportedShown(
                        path,
                        InternalJson.of(
                                "apps/v1.DaemonSetUpdateStrategy", DaemonSetUpdateStrategyCodec.CODEC, strategy),
                        STRATEGIES);
        }
    }

    private static void rolling(FieldErrors errors, FieldPath path, RollingUpdateDaemonSet rolling) {
        var unavailable = rolling.maxUnavailable() == null ? IntOrString.EMPTY : rolling.maxUnavailable();
        var surge = rolling.maxSurge() == null ? IntOrString.EMPTY : rolling.maxSurge();
        var first = path.child("maxUnavailable");
        var second = path.child("maxSurge");
        WorkloadRules.share(errors, first, unavailable);
        WorkloadRules.share(errors, second, surge);
        WorkloadRules.notOverAll(errors, first, unavailable);
        WorkloadRules.notOverAll(errors, second, surge);
        boolean hasUnavailable = WorkloadRules.amount(unavailable) != 0;
        boolean hasSurge = WorkloadRules.amount(surge) != 0;
        if (hasUnavailable && hasSurge) {
            errors.invalidShown(second, Shown.intOrString(surge), "may not be set when maxUnavailable is non-zero");
        } else if (!hasUnavailable && !hasSurge) {
            errors.required(first, "cannot be 0 when maxSurge is 0");
        }
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, DaemonSet set, DaemonSet old) {
        ObjectMetaRules.update(errors, set.metadata(), old.metadata());
        status(errors, set.status());
        WorkloadRules.notDecremented(
                errors,
                STATUS.child("collisionCount"),
                set.status().collisionCount(),
                old.status().collisionCount());
    }

    private static void status(FieldErrors errors, DaemonSetStatus status) {
        Numbers.notNegative(errors, STATUS.child("currentNumberScheduled"), status.currentNumberScheduled());
        Numbers.notNegative(errors, STATUS.child("numberMisscheduled"), status.numberMisscheduled());
        Numbers.notNegative(errors, STATUS.child("desiredNumberScheduled"), status.desiredNumberScheduled());
        Numbers.notNegative(errors, STATUS.child("numberReady"), status.numberReady());
        Numbers.notNegative(errors, STATUS.child("observedGeneration"), status.observedGeneration());
        Numbers.notNegative(errors, STATUS.child("updatedNumberScheduled"), status.updatedNumberScheduled());
        Numbers.notNegative(errors, STATUS.child("numberAvailable"), status.numberAvailable());
        Numbers.notNegative(errors, STATUS.child("numberUnavailable"), status.numberUnavailable());
        WorkloadRules.notNegative(errors, STATUS.child("collisionCount"), status.collisionCount());
    }
}
