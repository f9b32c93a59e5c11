package io.djong.api.validation.batch;

import io.djong.api.meta.Int32Codec;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.batch.v1.PodFailurePolicy;
import io.djong.api.types.batch.v1.PodFailurePolicyOnExitCodesRequirement;
import io.djong.api.types.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.djong.api.types.batch.v1.PodFailurePolicyRule;
import io.djong.api.types.batch.v1.SuccessPolicyRule;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.LabelNames;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// When pods that failed do not count, and when a job has succeeded early.
final class JobPolicyRules {
    private static final int RULES_MAX = 20;
    private static final int EXIT_CODES_MAX = 255;
    private static final int CONDITIONS_MAX = 20;
    private static final int INDEXES_MAX_BYTES = 64 * 1024;
    private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");
    private static final List<String> OPERATORS = List.of("In", "NotIn");
    private static final List<String> STATUSES = List.of("False", "True", "Unknown");

    private JobPolicyRules() {}

    static void failure(FieldErrors errors, FieldPath path, JobSpec spec, PodFailurePolicy policy) {
        var rules = path.child("rules");
        if (policy.rules().size() > RULES_MAX) {
            errors.tooMany(rules, policy.rules().size(), RULES_MAX);
        }
        var containers = new HashSet<String>();
        spec.template().spec().containers().forEach(container -> containers.add(container.name()));
        spec.template().spec().initContainers().forEach(container -> containers.add(container.name()));
        for (int i = 0; i < policy.rules().size(); i++) {
            var rule = policy.rules().get(i);
            var at = rules.index(i);
            action(errors, at.child("action"), rule, spec);
            if (rule.onExitCodes() != null) {
                exitCodes(errors, at.child("onExitCodes"), rule.onExitCodes(), containers);
            }
            conditions(errors, at.child("onPodConditions"), rule.onPodConditions());
            boolean codes = rule.onExitCodes() != null;
            if (codes && !rule.onPodConditions().isEmpty()) {
                errors.invalidOmitted(at, "specifying both OnExitCodes and OnPodConditions is not supported");
            }
            if (!codes && rule.onPodConditions().isEmpty()) {
                errors.invalidOmitted(at, "specifying one of OnExitCodes and OnPodConditions is required");
            }
        }
    }

    private static void action(FieldErrors errors, FieldPath path, PodFailurePolicyRule rule, JobSpec spec) {
        switch (rule.action()) {
            case "" -> errors.required(path, validValues(ACTIONS));
            case "FailIndex" -> {
                if (spec.backoffLimitPerIndex() == null) {
                    errors.invalid(path, rule.action(), "requires the backoffLimitPerIndex to be set");
                }
            }
            default -> {
                if (!ACTIONS.contains(rule.action())) {
                    errors.notSupported(path, rule.action(), ACTIONS);
                }
            }
        }
    }

    private static String validValues(List<String> values) {
        return "valid values: [\"" + String.join("\" \"", values) + "\"]";
    }

    private static void conditions(
            FieldErrors errors, FieldPath path, List<PodFailurePolicyOnPodConditionsPattern> patterns) {
        if (patterns.size() > CONDITIONS_MAX) {
            errors.tooMany(path, patterns.size(), CONDITIONS_MAX);
        }
        for (int i = 0; i < patterns.size(); i++) {
            var pattern = patterns.get(i);
            var at = path.index(i);
            errors.invalidEach(at.child("type"), pattern.type(), LabelNames.key(pattern.type()));
            if (pattern.status().isEmpty()) {
                errors.required(at.child("status"), validValues(STATUSES));
            } else if (!STATUSES.contains(pattern.status())) {
                errors.notSupported(at.child("status"), pattern.status(), STATUSES);
            }
        }
    }

    private static void exitCodes(
            FieldErrors errors, FieldPath path, PodFailurePolicyOnExitCodesRequirement codes, Set<String> containers) {
        if (codes.operator().isEmpty()) {
            errors.required(path.child("operator"), validValues(OPERATORS));
        } else if (!OPERATORS.contains(codes.operator())) {
            errors.notSupported(path.child("operator"), codes.operator(), OPERATORS);
        }
        String container = codes.containerName();
        if (container != null && !containers.contains(container)) {
            errors.invalid(
                    path.child("containerName"),
                    container,
                    "must be one of the container or initContainer names in the pod template");
        }
        var values = path.child("values");
        var given = codes.values();
        if (given.isEmpty()) {
            errors.invalidShown(values, Shown.list(Int32Codec.CODEC, given), "at least one value is required");
        } else if (given.size() > EXIT_CODES_MAX) {
            errors.tooMany(values, given.size(), EXIT_CODES_MAX);
        }
        boolean ordered = true;
        var seen = new HashSet<Integer>();
        for (int i = 0; i < given.size(); i++) {
            int code = given.get(i);
            if (codes.operator().equals("In") && code == 0) {
                errors.invalid(values.index(i), code, "must not be 0 for the In operator");
            }
            if (!seen.add(code)) {
                errors.duplicateShown(values.index(i), Integer.toString(code));
            }
            ordered &= i == 0 || given.get(i - 1) <= code;
        }
        if (!ordered) {
            errors.invalidShown(values, given.toString().replace(" ", ""), "must be ordered");
        }
    }

    /// @param completions of the job
    static void success(FieldErrors errors, FieldPath path, List<SuccessPolicyRule> given, int completions) {
        var rules = path.child("rules");
        if (given.isEmpty()) {
            errors.required(rules, "at least one rules must be specified when the successPolicy is specified");
        }
        if (given.size() > RULES_MAX) {
            errors.tooMany(rules, given.size(), RULES_MAX);
        }
        for (int i = 0; i < given.size(); i++) {
            success(errors, rules.index(i), given.get(i), completions);
        }
    }

    private static void success(FieldErrors errors, FieldPath path, SuccessPolicyRule rule, int completions) {
        Integer count = rule.succeededCount();
        String indexes = rule.succeededIndexes();
        if (count == null && indexes == null) {
            errors.required(path, "at least one of succeededCount or succeededIndexes must be specified");
        }
        int total = 0;
        if (indexes != null) {
            var at = path.child("succeededIndexes");
            if (ByteLength.of(indexes) > INDEXES_MAX_BYTES) {
                errors.tooLong(at, INDEXES_MAX_BYTES);
            }
            try {
                total = Indexes.count(indexes, completions);
            } catch (Indexes.Wrong e) {
                errors.invalid(at, indexes, "error parsing succeededIndexes: " + e.getMessage());
            }
        }
        if (count != null) {
            var at = path.child("succeededCount");
            Numbers.notNegative(errors, at, count);
            if (count > completions) {
                errors.invalid(
                        at,
                        count,
                        "must be less than or equal to " + completions + " (the number of specified completions)");
            }
            if (indexes != null && count > total) {
                errors.invalid(
                        at,
                        count,
                        "must be less than or equal to " + total
                                + " (the number of indexes in the specified succeededIndexes field)");
            }
        }
    }
}
