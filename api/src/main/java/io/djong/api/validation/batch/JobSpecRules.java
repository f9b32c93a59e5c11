package io.djong.api.validation.batch;

import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.batch.v1.SuccessPolicyCodec;
import io.djong.api.types.core.v1.PodTemplateSpec;
import io.djong.api.validation.ByteLength;
import io.djong.api.validation.DnsNames;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Texts;
import io.djong.api.validation.core.PodTemplateRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a job does, in a job or in a template for jobs.
final class JobSpecRules {
    private static final int INDEXED_MAX = 100_000;
    private static final int COMPLETIONS_HIGH = 100_000;
    private static final int MAX_WHEN_HIGH = 10_000;
    private static final int MANAGER_MAX_BYTES = 63;
    private static final String HIGH =
            "must be less than or equal to 10000 when completions are above 100000 and used with backoff limit per index";
    private static final List<String> MODES = List.of("NonIndexed", "Indexed");
    private static final List<String> REPLACEMENTS = List.of("Failed", "TerminatingOrFailed");
    private static final List<String> RESTARTS = List.of("OnFailure", "Never");

    private JobSpecRules() {}

    /// @param old the pod template before the change; null for a new object
    static void check(
            FieldErrors errors, FieldPath path, JobSpec spec, @Nullable PodTemplateSpec old, boolean privileged) {
        counts(errors, path, spec);
        if (spec.managedBy() != null) {
            manager(errors, path.child("managedBy"), spec.managedBy());
        }
        mode(errors, path, spec);
        var failure = spec.podFailurePolicy();
        if (failure != null) {
            JobPolicyRules.failure(errors, path.child("podFailurePolicy"), spec, failure);
        }
        success(errors, path.child("successPolicy"), spec);
        replacement(errors, path.child("podReplacementPolicy"), spec);
        PodTemplateRules.check(errors, path.child("template"), spec.template(), old, privileged);
        restarts(errors, path.child("template").child("spec", "restartPolicy"), spec);
    }

    private static void counts(FieldErrors errors, FieldPath path, JobSpec spec) {
        notNegative(errors, path.child("parallelism"), spec.parallelism());
        notNegative(errors, path.child("completions"), spec.completions());
        notNegative(errors, path.child("activeDeadlineSeconds"), spec.activeDeadlineSeconds());
        notNegative(errors, path.child("backoffLimit"), spec.backoffLimit());
        notNegative(errors, path.child("ttlSecondsAfterFinished"), spec.ttlSecondsAfterFinished());
        notNegative(errors, path.child("backoffLimitPerIndex"), spec.backoffLimitPerIndex());
        if (spec.maxFailedIndexes() != null) {
            notNegative(errors, path.child("maxFailedIndexes"), spec.maxFailedIndexes());
            if (spec.backoffLimitPerIndex() == null) {
                errors.required(path.child("backoffLimitPerIndex"), "when maxFailedIndexes is specified");
            }
        }
    }

    static void notNegative(FieldErrors errors, FieldPath path, @Nullable Number value) {
        if (value != null) {
            Numbers.notNegative(errors, path, value.longValue());
        }
    }

    private static void manager(FieldErrors errors, FieldPath path, String manager) {
        int slash = manager.indexOf('/');
        if (manager.isEmpty()) {
            errors.required(path);
        } else if (slash <= 0 || slash == manager.length() - 1) {
            errors.invalid(path, manager, "must be a domain-prefixed path (such as \"acme.io/foo\")");
        } else {
            String host = manager.substring(0, slash);
            String rest = manager.substring(slash + 1);
            errors.invalidEach(path, host, DnsNames.subdomain(host));
            if (!isHttpPath(rest)) {
                errors.invalid(path, rest, Texts.expression("Invalid path", "[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"));
            }
        }
        if (ByteLength.of(manager) > MANAGER_MAX_BYTES) {
            errors.tooLong(path, MANAGER_MAX_BYTES);
        }
    }

    private static boolean isHttpPath(String text) {
        return text.chars()
                .allMatch(c -> (c >= 'a' && c <= 'z')
                        || (c >= 'A' && c <= 'Z')
                        || (c >= '0' && c <= '9')
                        || "/-._~%!$&'()*+,;=:".indexOf(c) >= 0);
    }

    static boolean isIndexed(JobSpec spec) {
        return "Indexed".equals(spec.completionMode());
    }

    private static void mode(FieldErrors errors, FieldPath path, JobSpec spec) {
        String mode = spec.completionMode();
        if (mode != null && !MODES.contains(mode)) {
            errors.notSupported(path.child("completionMode"), mode, MODES);
        }
        if (isIndexed(spec)) {
            indexed(errors, path, spec);
        }
        if (mode == null || mode.equals("NonIndexed")) {
            String needed = "requires indexed completion mode";
            if (spec.backoffLimitPerIndex() != null) {
                errors.invalid(path.child("backoffLimitPerIndex"), spec.backoffLimitPerIndex(), needed);
            }
            if (spec.maxFailedIndexes() != null) {
                errors.invalid(path.child("maxFailedIndexes"), spec.maxFailedIndexes(), needed);
            }
        }
    }

    private static void indexed(FieldErrors errors, FieldPath path, JobSpec spec) {
        Integer completions = spec.completions();
        Integer parallelism = spec.parallelism();
        Integer failed = spec.maxFailedIndexes();
        var failedAt = path.child("maxFailedIndexes");
        var parallelAt = path.child("parallelism");
        if (completions == null) {
            errors.required(path.child("completions"), "when completion mode is Indexed");
        }
        if (parallelism != null && parallelism > INDEXED_MAX) {
            errors.invalid(
                    parallelAt, parallelism, "must be less than or equal to 100000 when completion mode is Indexed");
        }
        if (completions != null && failed != null && failed > completions) {
            errors.invalid(failedAt, failed, "must be less than or equal to completions");
        }
        if (failed != null && failed > INDEXED_MAX) {
            errors.invalid(failedAt, failed, "must be less than or equal to 100000");
        }
        if (completions != null && completions > COMPLETIONS_HIGH && spec.backoffLimitPerIndex() != null) {
            if (failed == null) {
                errors.required(failedAt, "must be specified when completions is above 100000");
            }
            if (parallelism != null && parallelism > MAX_WHEN_HIGH) {
                errors.invalid(parallelAt, parallelism, HIGH);
            }
            if (failed != null && failed > MAX_WHEN_HIGH) {
                errors.invalid(failedAt, failed, HIGH);
            }
        }
    }

    private static void success(FieldErrors errors, FieldPath path, JobSpec spec) {
        var policy = spec.successPolicy();
        if (policy == null) {
            return;
        }
        if (!isIndexed(spec)) {
            errors.invalidShown(
                    path,
                    InternalJson.of("batch/v1.SuccessPolicy", SuccessPolicyCodec.CODEC, policy),
                    "requires indexed completion mode");
        } else if (spec.completions() != null) { // without them upstream crashes; they are asked for above
            JobPolicyRules.success(errors, path, policy.rules(), spec.completions());
        }
    }

    private static void replacement(FieldErrors errors, FieldPath path, JobSpec spec) {
        String policy = spec.podReplacementPolicy();
        if (policy == null) {
            return;
        }
        var allowed = spec.podFailurePolicy() == null ? REPLACEMENTS : List.of("Failed");
        if (!allowed.contains(policy)) {
            errors.notSupported(path, policy, allowed);
        }
    }

    private static void restarts(FieldErrors errors, FieldPath path, JobSpec spec) {
        String policy = spec.template().spec().restartPolicy();
        if (policy.equals("Always") || policy.isEmpty()) {
            errors.required(path, "valid values: \"OnFailure\", \"Never\"");
        } else if (!RESTARTS.contains(policy)) {
            errors.notSupported(path, policy, RESTARTS);
        } else if (spec.podFailurePolicy() != null && !policy.equals("Never")) {
            errors.invalid(path, policy, "only \"Never\" is supported when podFailurePolicy is specified");
        }
    }
}
