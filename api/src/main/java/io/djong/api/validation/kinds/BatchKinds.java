package io.djong.api.validation.kinds;

import io.djong.api.types.batch.v1.CronJob;
import io.djong.api.types.batch.v1.Job;
import io.djong.api.validation.batch.CronJobRules;
import io.djong.api.validation.batch.JobRules;
import io.djong.api.validation.rows.KindRules;
import java.util.List;

/// The rules of the kinds of `batch`.
final class BatchKinds {
    private BatchKinds() {}

    static List<KindRules<?>> rules() {
        return List.of(
                KindRules.ofPods(Job.class, JobRules::create)
                        .updatePods(JobRules::update)
                        .status(JobRules::updateStatus),
                KindRules.ofPods(CronJob.class, CronJobRules::create).updatePods(CronJobRules::update));
    }
}
