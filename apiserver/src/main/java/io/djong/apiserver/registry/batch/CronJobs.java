package io.djong.apiserver.registry.batch;

import io.djong.api.pods.PodPreparation;
import io.djong.api.types.batch.v1.BatchV1;
import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.CronJobSpec;
import io.djong.api.types.batch.v1.CronJobStatus;
import io.djong.api.types.core.v1.Container;
import io.djong.api.validation.FieldPath;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.Ages;
import io.djong.apiserver.resource.Cells;
import io.djong.apiserver.resource.ColumnTable;
import io.djong.apiserver.resource.Metadata;
import io.djong.apiserver.resource.PartView;
import io.djong.apiserver.resource.ResourceDeclaration;
import io.djong.apiserver.resource.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Jobs that are made by a schedule.
public final class CronJobs {
    private static final FieldPath JOB =
            FieldPath.of("spec").child("jobTemplate").child("spec");

    private CronJobs() {}

    /// The declaration.
    public static ResourceDeclaration<CronJob> declaration() {
        return ResourceDeclaration.of(BatchV1.CRON_JOBS, "/registry/cronjobs", new CronJobStrategy(), columns())
                .withSubresources(
                        List.of(PartView.status(CronJob.TYPE, (current, sent) -> sent.withSpec(current.spec()))));
    }

    private static ColumnTable<CronJob> columns() {
        return ColumnTable.<CronJob>named()
                .text("Schedule", "When it makes jobs.", job -> job.spec().schedule())
                .text("Timezone", "Where these times are meant.", CronJobs::zone)
                .column("Suspend", "boolean", "", 0, "Whether it makes none for now.", CronJobs::suspended)
                .integer("Active", "Jobs that run.", job ->
                        (long) job.status().active().size())
                .column("Last Schedule", "string", "", 0, "Time since it made the last one.", CronJobs::last)
                .age()
                .containers(CronJobs::containers)
                .wide(
                        "Selector",
                        "Which pods are its jobs' own.",
                        job -> Cells.selector(job.spec().jobTemplate().spec().selector()));
    }

    private static List<Container> containers(CronJob job) {
        return job.spec().jobTemplate().spec().template().spec().containers();
    }

    private static String zone(CronJob job) {
        var zone = job.spec().timeZone();
        return zone == null ? Cells.NONE : zone;
    }

    private static String suspended(CronJob job, Instant now) {
        var suspend = job.spec().suspend();
        return suspend == null ? "<unset>" : suspend ? "True" : "False";
    }

    private static String last(CronJob job, Instant now) {
        var time = job.status().lastScheduleTime();
        return time == null ? Cells.NONE : Ages.since(time, now);
    }

    private static final class CronJobStrategy implements Strategy<CronJob> {
        @Override
        public CronJob prepareForCreate(CronJob job, OperationContext context) {
            var prepared = job.withStatus(CronJobStatus.EMPTY).withSpec(withoutDisabled(job.spec(), null));
            return Metadata.with(prepared, meta -> meta.withGeneration(1));
        }

        @Override
        public CronJob prepareForUpdate(CronJob job, CronJob old, OperationContext context) {
            var kept = job.withStatus(old.status()).withSpec(withoutDisabled(job.spec(), old.spec()));
            var same = kept.spec().equals(old.spec());
            return Metadata.with(
                    kept, meta -> meta.withGeneration(old.metadata().generation() + (same ? 0 : 1)));
        }

        private static CronJobSpec withoutDisabled(CronJobSpec spec, @Nullable CronJobSpec old) {
            var job = spec.jobTemplate();
            var template = job.spec().template();
            var pod = PodPreparation.withoutDisabled(
                    template.spec(),
                    old == null ? null : old.jobTemplate().spec().template().spec());
            return spec.withJobTemplate(job.withSpec(job.spec().withTemplate(template.withSpec(pod))));
        }

        @Override
        public List<String> warningsOnCreate(CronJob job) {
            return JobWarnings.ofNew(
                    job.metadata().name(), JOB, job.spec().jobTemplate().spec());
        }

        /// The path is printed as upstream prints it.
        @Override
        public List<String> warningsOnUpdate(CronJob job, CronJob old) {
            var warnings = new ArrayList<String>();
            if (job.metadata().generation() != old.metadata().generation()) {
                warnings.addAll(JobWarnings.of(JOB, job.spec().jobTemplate().spec()));
            }
            if (job.spec().schedule().contains("TZ")) {
                warnings.add("cannot use TZ or CRON_TZ in spec.spec.schedule, use timeZone instead, see "
                        + "https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/ for more details");
            }
            return warnings;
        }
    }
}
