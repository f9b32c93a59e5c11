package io.djong.api.validation.core;

import io.djong.api.types.core.v1.PodSchedulingGate;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.meta.LabelSelectorRules;
import java.util.HashSet;
import java.util.List;

/// Tolerations, spread over topologies, gates.
public final class SchedulingRules {
    private static final List<String> OPERATORS = List.of("Equal", "Exists");
    private static final List<String> ALL_OPERATORS = List.of("Equal", "Exists", "Lt", "Gt");
    private static final List<String> ACTIONS = List.of("DoNotSchedule", "ScheduleAnyway");
    private static final List<String> NODE_POLICIES = List.of("Honor", "Ignore");

    private SchedulingRules() {}

    /// Tolerations of taints.
    public static void tolerations(FieldErrors errors, FieldPath path, List<Toleration> tolerations) {
        for (int i = 0; i < tolerations.size(); i++) {
            var toleration = tolerations.get(i);
            var at = path.index(i);
            String operator = toleration.operator();
            if (!toleration.key().isEmpty()) {
                errors.invalidEach(at.child("key"), toleration.key(), LabelNames.key(toleration.key()));
            } else if (!operator.equals("Exists")) {
                errors.invalid(
                        at.child("operator"),
                        operator,
                        "operator must be Exists when `key` is empty, which means \"match all values and all keys\"");
            }
            if (toleration.tolerationSeconds() != null && !toleration.effect().equals("NoExecute")) {
                errors.invalid(
                        at.child("effect"),
                        toleration.effect(),
                        "effect must be 'NoExecute' when `tolerationSeconds` is set");
            }
            operator(errors, at.child("operator"), operator, toleration.value());
            if (!toleration.effect().isEmpty()) {
                NodeRules.effect(errors, at.child("effect"), toleration.effect());
            }
        }
    }

    private static void operator(FieldErrors errors, FieldPath path, String operator, String value) {
        switch (operator) {
            case "", "Equal" -> {
                var wrong = LabelNames.value(value);
                if (!wrong.isEmpty()) {
                    errors.invalid(path, value, String.join(";", wrong));
                }
            }
            case "Exists" -> {
                if (!value.isEmpty()) {
                    errors.invalid(path, value, "value must be empty when `operator` is 'Exists'");
                }
            }
            case "Lt", "Gt" -> errors.notSupported(path, operator, ALL_OPERATORS);
            default -> errors.notSupported(path, operator, OPERATORS);
        }
    }

    static void spread(
            FieldErrors errors, FieldPath path, List<TopologySpreadConstraint> constraints, PodLeniency leniency) {
        for (int i = 0; i < constraints.size(); i++) {
            var constraint = constraints.get(i);
            var at = path.index(i);
            String action = constraint.whenUnsatisfiable();
            Numbers.positive(errors, at.child("maxSkew"), constraint.maxSkew());
            if (constraint.topologyKey().isEmpty()) {
                errors.required(at.child("topologyKey"), "can not be empty");
            }
            if (!ACTIONS.contains(action)) {
                errors.notSupported(at.child("whenUnsatisfiable"), action, ACTIONS);
            }
            if (repeats(constraint, constraints.subList(i + 1, constraints.size()))) {
                errors.duplicate(
                        at.child("{topologyKey, whenUnsatisfiable}"),
                        "{" + constraint.topologyKey() + ", " + action + "}");
            }
            if (constraint.minDomains() != null) {
                Numbers.positive(errors, at.child("minDomains"), constraint.minDomains());
                if (!action.equals("DoNotSchedule")) {
                    errors.invalid(
                            at.child("minDomains"),
                            constraint.minDomains(),
                            "can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
                }
            }
            SecurityRules.known(errors, at.child("nodeAffinityPolicy"), constraint.nodeAffinityPolicy(), NODE_POLICIES);
            SecurityRules.known(errors, at.child("nodeTaintsPolicy"), constraint.nodeTaintsPolicy(), NODE_POLICIES);
            var keys = constraint.matchLabelKeys();
            AffinityRules.labelKeys(errors, at.child("matchLabelKeys"), keys, constraint.labelSelector());
            AffinityRules.onceEach(errors, at.child("matchLabelKeys"), keys, constraint.labelSelector());
            if (!leniency.anySpreadSelector()) {
                LabelSelectorRules.check(errors, at.child("labelSelector"), constraint.labelSelector(), false);
            }
        }
    }

    private static boolean repeats(TopologySpreadConstraint one, List<TopologySpreadConstraint> others) {
        for (var other : others) {
            if (one.topologyKey().equals(other.topologyKey())
                    && one.whenUnsatisfiable().equals(other.whenUnsatisfiable())) {
                return true;
            }
        }
        return false;
    }

    static void gates(FieldErrors errors, FieldPath path, List<PodSchedulingGate> gates) {
        var seen = new HashSet<String>();
        for (int i = 0; i < gates.size(); i++) {
            String name = gates.get(i).name();
            errors.invalidEach(path.index(i), name, LabelNames.key(name));
            if (!seen.add(name)) {
                errors.duplicate(path.index(i), name);
            }
        }
    }
}
