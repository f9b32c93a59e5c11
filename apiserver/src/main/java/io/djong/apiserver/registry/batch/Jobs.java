package io.djong.apiserver.registry.batch;

import io.djong.api.pods.PodPreparation;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.types.batch.v1.JobStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldError;
import io.djong.api.validation.FieldPath;
import io.djong.api.validation.batch.JobRules;
import io.djong.api.validation.kinds.Validation;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.SelectableFields;
import io.djong.apiserver.resource.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Pods that run until enough of them have succeeded.
public final class Jobs {
    private static final FieldPath SPEC = FieldPath.of("spec");

    private Jobs() {}

    /// The declaration.
    public static ResourceDeclaration<Job> declaration() {
        var fields = SelectableFields.<Job>none()
                .and("status.successful", job -> Integer.toString(job.status().succeeded()))
                .toldWithKindAlone();
        return ResourceDeclaration.of(BatchV1.JOBS, "/registry/jobs", new JobStrategy(), columns())
                .withFields(fields)
                .withSubresources(List.of(
                        PartView.status(Job.TYPE, (current, sent) -> withLabels(sent.withSpec(current.spec())))));
    }

    private static ColumnTable<Job> columns() {
        return ColumnTable.<Job>named()
                .text("Status", "What it is doing, or how it ended.", Jobs::status)
                .text("Completions", "Pods that have succeeded, of those wanted.", Jobs::completions)
                .column("Duration", "string", "", 0, "How long it has taken.", Jobs::duration)
                .age()
                .containers(job -> job.spec().template().spec().containers())
                .wide(
                        "Selector",
                        "Which pods are its own.",
                        job -> Cells.selector(job.spec().selector()));
    }

    private static String status(Job job) {
        if (is(job, "Complete")) {
            return "Complete";
        }
        if (is(job, "Failed")) {
            return "Failed";
        }
        if (job.metadata().deletionTimestamp() != null) {
            return "Terminating";
        }
        for (String type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) {
            if (is(job, type)) {
                return type;
            }
        }
        return "Running";
    }

    private static boolean is(Job job, String type) {
        return job.status().conditions().stream()
                .anyMatch(condition ->
                        condition.type().equals(type) && condition.status().equals("True"));
    }

    private static String completions(Job job) {
        int succeeded = job.status().succeeded();
        if (job.spec().completions() != null) {
            return succeeded + "/" + job.spec().completions();
        }
        var parallelism = job.spec().parallelism();
        return parallelism != null && parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(Job job, Instant now) {
        var start = job.status().startTime();
        var end = job.status().completionTime();
        return start == null ? "" : Ages.brief(Duration.between(start, end == null ? now : end));
    }

    /// A job without labels has those of its pods.
    private static Job withLabels(Job job) {
        var labels = job.spec().template().metadata().labels();
        return job.metadata().labels().isEmpty() ? Metadata.with(job, meta -> meta.withLabels(labels)) : job;
    }

    private static final class JobStrategy implements Strategy<Job> {
        private static final Set<String> GENERATED =
                Set.of(JobRules.OLD_NAME_LABEL, JobRules.NAME_LABEL, JobRules.OLD_UID_LABEL, JobRules.UID_LABEL);

        private static final String ORPHANS = "child pods are preserved by default when jobs are deleted; "
                + "set propagationPolicy=Background to remove them or set propagationPolicy=Orphan to suppress this "
                + "warning";

        @Override
        public Job prepareForCreate(Job job, OperationContext context) {
            var spec = withoutDisabled(job.spec(), null);
            var selected = Boolean.TRUE.equals(spec.manualSelector()) ? job.withSpec(spec) : selected(job, spec);
            return Metadata.with(withLabels(selected.withStatus(JobStatus.EMPTY)), meta -> meta.withGeneration(1));
        }

        /// Labels that the job has only because the server gave them to its pods are not looked at twice.
        @Override
        public List<FieldError> validateCreate(Job job, Validation validation, OperationContext context) {
            var labels = job.metadata().labels();
            var given =
                    labels.equals(job.spec().template().metadata().labels()) && GENERATED.containsAll(labels.keySet());
            return validation.checkCreate(given ? Metadata.with(job, meta -> meta.withLabels(Map.of())) : job);
        }

        /// The job with labels on its pods that only they have, and a selector for one of them.
        private static Job selected(Job job, JobSpec spec) {
            var template = spec.template();
            var name = job.metadata().name();
            var uid = job.metadata().uid();
            Map<String, String> labels = new TreeMap<>(template.metadata().labels());
            labels.putIfAbsent(JobRules.OLD_NAME_LABEL, name);
            labels.putIfAbsent(JobRules.NAME_LABEL, name);
            labels.putIfAbsent(JobRules.OLD_UID_LABEL, uid);
            labels.putIfAbsent(JobRules.UID_LABEL, uid);
            var selector = spec.selector() == null ? LabelSelector.EMPTY : spec.selector();
            Map<String, String> wanted = new TreeMap<>(selector.matchLabels());
            wanted.putIfAbsent(JobRules.UID_LABEL, uid);
            return job.withSpec(spec.withSelector(selector.withMatchLabels(wanted))
                    .withTemplate(template.withMetadata(template.metadata().withLabels(labels))));
        }

        @Override
        public Job prepareForUpdate(Job job, Job old, OperationContext context) {
            var kept = withLabels(job.withStatus(old.status()).withSpec(withoutDisabled(job.spec(), old.spec())));
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        private static JobSpec withoutDisabled(JobSpec spec, @Nullable JobSpec old) {
            var template = spec.template();
            var pod = PodPreparation.withoutDisabled(
                    template.spec(), old == null ? null : old.template().spec());
            return spec.withTemplate(template.withSpec(pod));
        }

        @Override
        public List<String> warningsOnCreate(Job job) {
            return JobWarnings.ofNew(job.metadata().name(), SPEC, job.spec());
        }

        @Override
        public List<String> warningsOnUpdate(Job job, Job old) {
            return job.metadata().generation() == old.metadata().generation()
                    ? List.of()
                    : JobWarnings.of(SPEC, job.spec());
        }

        @Override
        public List<String> warningsOnDelete(DeleteOptions options) {
            return options.propagationPolicy() == null && options.orphanDependents() == null
                    ? List.of(ORPHANS)
                    : List.of();
        }

        @Override
        public Dependents dependents() {
            return Dependents.ORPHANED;
        }
    }
}
