package io.djong.api.validation.scheduling;

import io.djong.api.types.scheduling.v1.PriorityClass;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.NameRule;
import io.djong.api.validation.Shown;
import io.djong.api.validation.meta.ObjectMetaRules;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Priority classes.
public final class PriorityClassRules {
    private static final int USER_MAX = 1_000_000_000;
    private static final Map<String, Integer> SYSTEM =
            Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000);
    private static final List<String> POLICIES = List.of("PreemptLowerPriority", "Never");
    private static final FieldPath VALUE = FieldPath.of("value");
    private static final FieldPath POLICY = FieldPath.of("preemptionPolicy");

    private PriorityClassRules() {}

    public static void create(FieldErrors errors, PriorityClass priority) {
        String name = priority.metadata().name();
        ObjectMetaRules.create(errors, priority.metadata(), false, NameRule.SUBDOMAIN);
        if (name.startsWith("system-")) {
            String wrong = notSystem(name, priority);
            if (wrong != null) {
                errors.forbidden(
                        FieldPath.of("metadata").child("name"),
                        "priority class names with 'system-' prefix are reserved for system use only. error: " + wrong);
            }
        } else if (priority.value() > USER_MAX) {
            errors.forbidden(VALUE, "maximum allowed value of a user defined priority is " + USER_MAX);
        }
        String policy = priority.preemptionPolicy();
        if (policy != null && policy.isEmpty()) {
            errors.required(POLICY);
        } else if (policy != null && !POLICIES.contains(policy)) {
            errors.notSupported(POLICY, policy, POLICIES);
        }
    }

    private static @Nullable String notSystem(String name, PriorityClass priority) {
        Integer value = SYSTEM.get(name);
        if (value == null) {
            return name + " is not a known system priority class";
        }
        if (value != priority.value()) {
            return "value of " + name + " PriorityClass must be " + value;
        }
        return priority.globalDefault() ? "globalDefault of " + name + " PriorityClass must be false" : null;
    }

    public static void update(FieldErrors errors, PriorityClass priority, PriorityClass old) {
        ObjectMetaRules.update(errors, priority.metadata(), old.metadata());
        if (priority.value() != old.value()) {
            errors.forbidden(VALUE, "may not be changed in an update.");
        }
        if (!Objects.equals(priority.preemptionPolicy(), old.preemptionPolicy())) {
            errors.invalidShown(POLICY, Shown.text(priority.preemptionPolicy()), "field is immutable");
        }
    }
}
