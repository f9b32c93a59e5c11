package io.djong.api.defaults;

import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.batch.v1.PodFailurePolicy;
import io.djong.api.types.batch.v1.PodFailurePolicyOnPodConditionsPattern;
import io.djong.api.types.batch.v1.PodFailurePolicyRule;

/// Jobs, and jobs on a schedule. The job in a CronJob gets its defaults when it is made, but for its pods.
final class JobDefaults {
    private static final int BACKOFF_LIMIT = 6;
    private static final int SUCCESSFUL_KEPT = 3;

    private JobDefaults() {}

    /// All but the labels: a job without any has those of its pods, which are known when it has a uid.
    static Job apply(Job job) {
        var spec = job.spec();
        if (spec.completions() == null && spec.parallelism() == null) {
            spec = spec.withCompletions(1);
        }
        if (spec.parallelism() == null) {
            spec = spec.withParallelism(1);
        }
        if (spec.backoffLimit() == null) {
            spec = spec.withBackoffLimit(spec.backoffLimitPerIndex() == null ? BACKOFF_LIMIT : Integer.MAX_VALUE);
        }
        if (spec.completionMode() == null) {
            spec = spec.withCompletionMode("NonIndexed");
        }
        if (spec.suspend() == null) {
            spec = spec.withSuspend(false);
        }
        if (spec.podReplacementPolicy() == null) {
            spec = spec.withPodReplacementPolicy(spec.podFailurePolicy() == null ? "TerminatingOrFailed" : "Failed");
        }
        if (spec.manualSelector() == null) {
            spec = spec.withManualSelector(false);
        }
        return job.withSpec(pods(spec));
    }

    static CronJob apply(CronJob job) {
        var spec = job.spec();
        if (spec.concurrencyPolicy().isEmpty()) {
            spec = spec.withConcurrencyPolicy("Allow");
        }
        if (spec.suspend() == null) {
            spec = spec.withSuspend(false);
        }
        if (spec.successfulJobsHistoryLimit() == null) {
            spec = spec.withSuccessfulJobsHistoryLimit(SUCCESSFUL_KEPT);
        }
        if (spec.failedJobsHistoryLimit() == null) {
            spec = spec.withFailedJobsHistoryLimit(1);
        }
        var template = spec.jobTemplate();
        return job.withSpec(spec.withJobTemplate(template.withSpec(pods(template.spec()))));
    }

    private static JobSpec pods(JobSpec spec) {
        var policy = spec.podFailurePolicy();
        return spec.withTemplate(PodDefaults.apply(spec.template()))
                .withPodFailurePolicy(policy == null ? null : policy(policy));
    }

    private static PodFailurePolicy policy(PodFailurePolicy policy) {
        return policy.withRules(Mapped.list(policy.rules(), JobDefaults::rule));
    }

    private static PodFailurePolicyRule rule(PodFailurePolicyRule rule) {
        return rule.withOnPodConditions(Mapped.list(rule.onPodConditions(), JobDefaults::pattern));
    }

    private static PodFailurePolicyOnPodConditionsPattern pattern(PodFailurePolicyOnPodConditionsPattern pattern) {
        return pattern.status().isEmpty() ? pattern.withStatus("True") : pattern;
    }
}
