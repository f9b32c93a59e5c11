package io.djong.api.validation.batch;

import io.djong.api.types.batch.v1.Job;

/// What a job's conditions say.
final class JobConditions {
    private JobConditions() {}

    static boolean isTrue(Job job, String type) {
        return is(job, type, "True");
    }

    static boolean isFalse(Job job, String type) {
        return is(job, type, "False");
    }

    private static boolean is(Job job, String type, String status) {
        return job.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals(type) && condition.status().equals(status));
    }

    static boolean isComplete(Job job) {
        return isTrue(job, "Complete");
    }

    static boolean isFailed(Job job) {
        return isTrue(job, "Failed");
    }

    static boolean isFinished(Job job) {
        return isComplete(job) || isFailed(job);
    }

    static boolean meetsCriteria(Job job) {
        return isTrue(job, "SuccessCriteriaMet");
    }

    static boolean targetsFailure(Job job) {
        return isTrue(job, "FailureTarget");
    }
}
