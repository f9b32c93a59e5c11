package io.djong.api.validation.autoscaling;

import io.djong.api.types.autoscaling.v2.CrossVersionObjectReference;
import io.djong.api.types.autoscaling.v2.HPAScalingPolicy;
import io.djong.api.types.autoscaling.v2.HPAScalingRules;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscaler;
import io.djong.api.types.autoscaling.v2.HorizontalPodAutoscalerSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Texts;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Horizontal autoscalers.
public final class AutoscalerRules {
    private static final int WINDOW_MAX = 3600;
    private static final int PERIOD_MAX = 1800;
    private static final List<String> SELECTIONS = List.of("Disabled", "Max", "Min");
    private static final List<String> POLICIES = List.of("Percent", "Pods");
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath STATUS = FieldPath.of("status");

    private AutoscalerRules() {}

    /// What is let pass of a reference's version.
    enum Version {
        /// It must name a group.
        OF_GROUP,
        /// It may be the core group's.
        OF_ANY_GROUP,
        /// It may be anything.
        ANYTHING
    }

    /// A new one.
    public static void create(FieldErrors errors, HorizontalPodAutoscaler scaler) {
        ObjectMetaRules.create(errors, scaler.metadata(), true, NameRule.SUBDOMAIN);
        spec(errors, scaler.spec(), null);
    }

    /// A changed one.
    public static void update(FieldErrors errors, HorizontalPodAutoscaler scaler, HorizontalPodAutoscaler old) {
        ObjectMetaRules.update(errors, scaler.metadata(), old.metadata());
        spec(errors, scaler.spec(), old.spec());
    }

    /// A changed status.
    public static void updateStatus(FieldErrors errors, HorizontalPodAutoscaler scaler, HorizontalPodAutoscaler old) {
        ObjectMetaRules.update(errors, scaler.metadata(), old.metadata());
        Numbers.notNegative(
                errors, STATUS.child("currentReplicas"), scaler.status().currentReplicas());
        Numbers.notNegative(
                errors, STATUS.child("desiredReplicas"), scaler.status().desiredReplicas());
    }

    private static void spec(
            FieldErrors errors, HorizontalPodAutoscalerSpec spec, @Nullable HorizontalPodAutoscalerSpec old) {
        Integer least = spec.minReplicas();
        int lowest = old != null && old.minReplicas() != null && old.minReplicas() == 0 ? 0 : 1;
        if (least != null && least < lowest) {
            errors.invalid(SPEC.child("minReplicas"), least, "must be greater than or equal to " + lowest);
        }
        var most = SPEC.child("maxReplicas");
        if (spec.maxReplicas() == 0) {
            errors.required(most, "must be set and greater than 0");
        } else if (spec.maxReplicas() < 0) {
            errors.invalid(most, spec.maxReplicas(), "must be greater than or equal to 1");
        }
        if (least != null && spec.maxReplicas() < least) {
            errors.invalid(most, spec.maxReplicas(), "must be greater than or equal to `minReplicas`");
        }
        reference(errors, SPEC.child("scaleTargetRef"), spec.scaleTargetRef(), target(spec, old));
        MetricRules.metrics(errors, SPEC.child("metrics"), spec, old);
        var behavior = spec.behavior();
        if (behavior != null) {
            var path = SPEC.child("behavior");
            rules(errors, path.child("scaleUp"), behavior.scaleUp());
            rules(errors, path.child("scaleDown"), behavior.scaleDown());
        }
    }

    private static Version target(HorizontalPodAutoscalerSpec spec, @Nullable HorizontalPodAutoscalerSpec old) {
        var now = spec.scaleTargetRef();
        var before = old == null ? null : old.scaleTargetRef();
        if (before != null
                && before.apiVersion().equals(now.apiVersion())
                && before.kind().equals(now.kind())) {
            return Version.ANYTHING;
        }
        return now.kind().equals("ReplicationController") ? Version.OF_ANY_GROUP : Version.OF_GROUP;
    }

    static void reference(FieldErrors errors, FieldPath path, CrossVersionObjectReference reference, Version version) {
        segment(errors, path.child("kind"), reference.kind());
        segment(errors, path.child("name"), reference.name());
        var wrong = wrongVersion(reference.apiVersion(), version);
        if (wrong != null) {
            errors.invalid(path.child("apiVersion"), reference.apiVersion(), wrong);
        }
    }

    private static void segment(FieldErrors errors, FieldPath path, String text) {
        if (text.isEmpty()) {
            errors.required(path);
        } else {
            errors.invalidEach(path, text, NameRule.pathSegment(text));
        }
    }

    static @Nullable String wrongVersion(String text, Version version) {
        if (version == Version.ANYTHING) {
            return null;
        }
        int slash = text.indexOf('/');
        if (slash != text.lastIndexOf('/') && !text.equals("/")) {
            return "unexpected GroupVersion string: " + text;
        }
        return version == Version.OF_GROUP && slash <= 0 ? "apiVersion must specify API group" : null;
    }

    private static void rules(FieldErrors errors, FieldPath path, @Nullable HPAScalingRules rules) {
        if (rules == null) {
            return;
        }
        Integer window = rules.stabilizationWindowSeconds();
        var at = path.child("stabilizationWindowSeconds");
        if (window != null && window < 0) {
            errors.invalid(at, window, "must be greater than or equal to zero");
        }
        if (window != null && window > WINDOW_MAX) {
            errors.invalid(at, window, "must be less than or equal to " + WINDOW_MAX);
        }
        String select = rules.selectPolicy();
        if (select != null && !SELECTIONS.contains(select)) {
            errors.notSupported(path.child("selectPolicy"), select, SELECTIONS);
        }
        var policies = path.child("policies");
        if (rules.policies().isEmpty()) {
            errors.required(policies, "must specify at least one Policy");
        }
        for (int i = 0; i < rules.policies().size(); i++) {
            policy(errors, policies.index(i), rules.policies().get(i));
        }
        var tolerance = rules.tolerance();
        if (tolerance != null && tolerance.sign() < 0) {
            errors.invalid(path.child("tolerance"), tolerance.toString(), Texts.NOT_NEGATIVE);
        }
    }

    private static void policy(FieldErrors errors, FieldPath path, HPAScalingPolicy policy) {
        if (!POLICIES.contains(policy.type())) {
            errors.notSupported(path.child("type"), policy.type(), POLICIES);
        }
        Numbers.positive(errors, path.child("value"), policy.value());
        Numbers.positive(errors, path.child("periodSeconds"), policy.periodSeconds());
        if (policy.periodSeconds() > PERIOD_MAX) {
            errors.invalid(
                    path.child("periodSeconds"), policy.periodSeconds(), "must be less than or equal to " + PERIOD_MAX);
        }
    }
}
