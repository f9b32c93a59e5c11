package io.djong.api.validation.batch;

import io.djong.api.meta.StringCodec;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.batch.v1.UncountedTerminatedPods;
import io.djong.api.types.batch.v1.UncountedTerminatedPodsCodec;
import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.InternalJson;
import io.djong.api.validation.Numbers;
import io.djong.api.validation.Shown;
import io.djong.api.validation.Texts;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a controller may say of a job. Most rules hold only where a status changes what they are about, so that a job
/// that breaks one can still be reported on.
final class JobStatusRules {
    private static final FieldPath STATUS = FieldPath.of("status");
    private static final FieldPath CONDITIONS = STATUS.child("conditions");

    private final FieldErrors errors;
    private final Job job;
    private final Job old;
    private final boolean finishedChanges;
    private final boolean completeChanges;
    private final boolean startChanges;
    private final boolean completionChanges;
    private final boolean activeChanges;
    private final boolean completedChanges;
    private final boolean failedIndexesChange;

    private JobStatusRules(FieldErrors errors, Job job, Job old) {
        this.errors = errors;
        this.job = job;
        this.old = old;
        var now = job.status();
        var before = old.status();
        this.finishedChanges = JobConditions.isFinished(old) != JobConditions.isFinished(job);
        this.completeChanges = JobConditions.isComplete(old) != JobConditions.isComplete(job);
        this.startChanges = !Objects.equals(before.startTime(), now.startTime());
        this.completionChanges = !Objects.equals(before.completionTime(), now.completionTime());
        this.activeChanges = before.active() != now.active();
        this.completedChanges = !before.completedIndexes().equals(now.completedIndexes());
        this.failedIndexesChange = !Objects.equals(before.failedIndexes(), now.failedIndexes());
    }

    static void check(FieldErrors errors, Job job, Job old) {
        var rules = new JobStatusRules(errors, job, old);
        rules.counts();
        rules.conflicts();
        rules.completion();
        rules.ending();
        rules.indexes();
        rules.pods();
        rules.criteria();
        rules.changes();
    }

    private void counts() {
        var status = job.status();
        Numbers.notNegative(errors, STATUS.child("active"), status.active());
        Numbers.notNegative(errors, STATUS.child("succeeded"), status.succeeded());
        Numbers.notNegative(errors, STATUS.child("failed"), status.failed());
        JobSpecRules.notNegative(errors, STATUS.child("ready"), status.ready());
        JobSpecRules.notNegative(errors, STATUS.child("terminating"), status.terminating());
        var uncounted = status.uncountedTerminatedPods();
        if (uncounted != null) {
            var path = STATUS.child("uncountedTerminatedPods");
            var seen = new HashSet<String>();
            uids(path.child("succeeded"), uncounted.succeeded(), seen);
            uids(path.child("failed"), uncounted.failed(), seen);
        }
    }

    private void uids(FieldPath path, List<String> uids, Set<String> seen) {
        for (int i = 0; i < uids.size(); i++) {
            String uid = uids.get(i);
            if (uid.isEmpty()) {
                errors.invalidShown(path.index(i), "\"\"", "must not be empty");
            } else if (!seen.add(uid)) {
                errors.duplicate(path.index(i), uid);
            }
        }
    }

    private void conflicts() {
        boolean complete = JobConditions.isComplete(job);
        boolean failedChanges = JobConditions.isFailed(old) != JobConditions.isFailed(job);
        boolean targetChanges = JobConditions.targetsFailure(old) != JobConditions.targetsFailure(job);
        if ((completeChanges || failedChanges) && complete && JobConditions.isFailed(job)) {
            errors.invalidOmitted(CONDITIONS, "cannot set Complete=True and Failed=true conditions");
        }
        if ((completeChanges || targetChanges) && complete && JobConditions.targetsFailure(job)) {
            errors.invalidOmitted(CONDITIONS, "cannot set Complete=True and FailureTarget=true conditions");
        }
    }

    private void completion() {
        var path = STATUS.child("completionTime");
        Instant completed = job.status().completionTime();
        Instant started = job.status().startTime();
        boolean complete = JobConditions.isComplete(job);
        if ((completeChanges || completionChanges) && completed != null && !complete) {
            errors.invalidShown(
                    path, Shown.time(completed), "cannot set completionTime when there is no Complete=True condition");
        }
        if ((completeChanges || completionChanges) && completed == null && complete) {
            errors.required(path, "completionTime is required for Complete jobs");
        }
        if ((startChanges || completionChanges)
                && started != null
                && completed != null
                && completed.isBefore(started)) {
            errors.invalidShown(path, Shown.time(completed), "must be equal to or after `startTime`");
        }
    }

    private void ending() {
        boolean failedChanges = JobConditions.isFailed(old) != JobConditions.isFailed(job);
        if ((failedChanges || failedIndexesChange)
                && JobConditions.isFailed(job)
                && !JobConditions.targetsFailure(job)) {
            errors.invalidOmitted(
                    CONDITIONS, "cannot set Failed=True condition without the FailureTarget=true condition");
        }
        boolean criteriaChange = JobConditions.meetsCriteria(old) != JobConditions.meetsCriteria(job);
        if ((completeChanges || criteriaChange) && JobConditions.isComplete(job) && !JobConditions.meetsCriteria(job)) {
            errors.invalidOmitted(
                    CONDITIONS, "cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
        }
        var status = job.status();
        boolean finished = JobConditions.isFinished(job);
        if ((finishedChanges || activeChanges) && finished && status.active() > 0) {
            errors.invalid(STATUS.child("active"), status.active(), "active>0 is invalid for finished job");
        }
        Integer completions = job.spec().completions();
        boolean nothingToDo = Boolean.TRUE.equals(job.spec().suspend()) && completions != null && completions == 0;
        if ((finishedChanges || startChanges) && !nothingToDo && finished && status.startTime() == null) {
            errors.required(STATUS.child("startTime"), "startTime is required for finished job");
        }
        var uncounted = status.uncountedTerminatedPods();
        boolean uncountedChange =
                !same(old.status().uncountedTerminatedPods(), job.status().uncountedTerminatedPods());
        if ((finishedChanges || uncountedChange) && finished && uncounted != null && !isEmpty(uncounted)) {
            errors.invalidShown(
                    STATUS.child("uncountedTerminatedPods"),
                    InternalJson.of("batch/v1.UncountedTerminatedPods", UncountedTerminatedPodsCodec.CODEC, uncounted),
                    "must be empty for finished job");
        }
    }

    private static boolean same(@Nullable UncountedTerminatedPods one, @Nullable UncountedTerminatedPods other) {
        return Objects.equals(one, other);
    }

    private static boolean isEmpty(UncountedTerminatedPods pods) {
        return pods.succeeded().isEmpty() && pods.failed().isEmpty();
    }

    private void indexes() {
        var completedAt = STATUS.child("completedIndexes");
        var failedAt = STATUS.child("failedIndexes");
        String completed = job.status().completedIndexes();
        String failed = job.status().failedIndexes();
        Integer completions = job.spec().completions();
        boolean perIndex = job.spec().backoffLimitPerIndex() != null;
        if (completedChanges && completions != null) {
            try {
                Indexes.count(completed, completions);
            } catch (Indexes.Wrong e) {
                errors.invalid(completedAt, completed, "error parsing completedIndexes: " + e.getMessage());
            }
        }
        if (failedIndexesChange && completions != null && perIndex && failed != null) {
            try {
                Indexes.count(failed, completions);
            } catch (Indexes.Wrong e) {
                errors.invalidShown(
                        failedAt,
                        Shown.json(StringCodec.CODEC, failed),
                        "error parsing failedIndexes: " + e.getMessage());
            }
        }
        if (completedChanges && !completed.isEmpty() && !JobSpecRules.isIndexed(job.spec())) {
            errors.invalid(
                    completedAt, completed, "cannot set non-empty completedIndexes when non-indexed completion mode");
        }
        if (failedIndexesChange && !perIndex && failed != null) {
            errors.invalid(failedAt, failed, "cannot set non-null failedIndexes when backoffLimitPerIndex is null");
        }
        if ((failedIndexesChange || completedChanges) && completions != null && failed != null) {
            try {
                Indexes.apart(completed, failed, completions);
            } catch (Indexes.Wrong e) {
                errors.invalid(failedAt, failed, String.valueOf(e.getMessage()));
            }
        }
    }

    private void pods() {
        var status = job.status();
        Integer terminating = status.terminating();
        boolean terminatingChanges = !Objects.equals(old.status().terminating(), terminating);
        if ((finishedChanges || terminatingChanges)
                && terminating != null
                && terminating > 0
                && JobConditions.isFinished(job)) {
            errors.invalid(STATUS.child("terminating"), terminating, "terminating>0 is invalid for finished job");
        }
        Integer ready = status.ready();
        boolean readyChanges = !Objects.equals(old.status().ready(), ready);
        if ((readyChanges || activeChanges) && ready != null && ready > status.active()) {
            errors.invalid(STATUS.child("ready"), ready, "cannot set more ready pods than active");
        }
    }

    private void criteria() {
        boolean met = JobConditions.meetsCriteria(job);
        if (met && JobConditions.isFailed(job)) {
            errors.invalidOmitted(CONDITIONS, "cannot set SuccessCriteriaMet=True and Failed=true conditions");
        }
        if (met && JobConditions.targetsFailure(job)) {
            errors.invalidOmitted(CONDITIONS, "cannot set SuccessCriteriaMet=True and FailureTarget=true conditions");
        }
        if (!met && job.spec().successPolicy() != null && JobConditions.isComplete(job)) {
            errors.invalidOmitted(
                    CONDITIONS, "cannot set Complete=True for Job with SuccessPolicy unless SuccessCriteriaMet=True");
        }
    }

    private void changes() {
        for (String type : List.of("Failed", "Complete", "FailureTarget")) {
            if (JobConditions.isTrue(old, type) && !JobConditions.isTrue(job, type)) {
                errors.invalidOmitted(CONDITIONS, "cannot disable the terminal " + type + "=True condition");
            }
        }
        var now = job.status();
        var before = old.status();
        if (now.failed() < before.failed()) {
            errors.invalid(STATUS.child("failed"), now.failed(), "cannot decrease the failed counter");
        }
        boolean elastic = JobSpecRules.isIndexed(job.spec())
                && Objects.equals(job.spec().completions(), job.spec().parallelism());
        if (!elastic && now.succeeded() < before.succeeded()) {
            errors.invalid(STATUS.child("succeeded"), now.succeeded(), "cannot decrease the succeeded counter");
        }
        if (now.completionTime() != null && before.completionTime() != null && completionChanges) {
            errors.invalidShown(STATUS.child("completionTime"), Shown.time(now.completionTime()), Texts.IMMUTABLE);
        }
        boolean resumes = JobConditions.isTrue(old, "Suspended") && JobConditions.isFalse(job, "Suspended");
        if (startChanges
                && !resumes
                && before.startTime() != null
                && !Boolean.TRUE.equals(job.spec().suspend())) {
            errors.invalidShown(
                    STATUS.child("startTime"),
                    Shown.time(now.startTime()),
                    "field is immutable for unsuspended job once set");
        }
        boolean met = JobConditions.meetsCriteria(job);
        boolean metBefore = JobConditions.meetsCriteria(old);
        if (metBefore && !met) {
            errors.invalidOmitted(CONDITIONS, "cannot disable the SuccessCriteriaMet=True condition");
        }
        if (!metBefore && met && JobConditions.isComplete(old)) {
            errors.invalidOmitted(
                    CONDITIONS, "cannot set SuccessCriteriaMet=True for Job already has Complete=true conditions");
        }
    }
}
