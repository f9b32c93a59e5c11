package io.djong.api.validation.devices;

import io.djong.api.types.resource.v1alpha3.DeviceTaintRule;
import io.djong.api.types.resource.v1alpha3.DeviceTaintRuleSpec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.meta.ConditionRules;
import io.djong.api.validation.meta.ObjectMetaRules;

/// Objects that taint devices from outside (`DeviceTaintRule`).
public final class TaintRuleRules {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final FieldPath CONDITIONS = FieldPath.of("status").child("conditions");
    private static final int CONDITIONS_MAX = 8;

    private TaintRuleRules() {}

    /// A new one.
    public static void create(FieldErrors errors, DeviceTaintRule rule) {
        ObjectMetaRules.create(errors, rule.metadata(), false, NameRule.SUBDOMAIN);
        spec(errors, rule.spec(), false);
    }

    /// A changed one.
    public static void update(FieldErrors errors, DeviceTaintRule rule, DeviceTaintRule old) {
        ObjectMetaRules.update(errors, rule.metadata(), old.metadata());
        spec(
                errors,
                rule.spec(),
                rule.spec().taint().effect().equals(old.spec().taint().effect()));
    }

    private static void spec(FieldErrors errors, DeviceTaintRuleSpec spec, boolean sameEffect) {
        var selector = spec.deviceSelector();
        if (selector != null) {
            var path = SPEC.child("deviceSelector");
            if (selector.driver() != null) {
                DeviceNames.driver(errors, path.child("driver"), selector.driver());
            }
            if (selector.pool() != null) {
                DeviceNames.pool(errors, path.child("pool"), selector.pool());
            }
            if (selector.device() != null) {
                DeviceNames.label(errors, path.child("device"), selector.device());
            }
        }
        var taint = spec.taint();
        DeviceTaintRules.taint(errors, SPEC.child("taint"), taint.key(), taint.value(), taint.effect(), sameEffect);
    }

    /// What came of it.
    public static void status(FieldErrors errors, DeviceTaintRule rule, DeviceTaintRule old) {
        ObjectMetaRules.update(errors, rule.metadata(), old.metadata());
        ConditionRules.check(errors, CONDITIONS, rule.status().conditions());
        if (rule.status().conditions().size() > CONDITIONS_MAX) {
            errors.tooMany(CONDITIONS, rule.status().conditions().size(), CONDITIONS_MAX);
        }
    }
}
