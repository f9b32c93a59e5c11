package io.djong.apiserver.registry.batch;

import io.djong.api.pods.PodWarnings;
import io.djong.api.types.batch.v1.JobSpec;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;

/// What is valid in a job and still a mistake.
final class JobWarnings {
    private static final int COMPLETIONS_MANY = 100_000;
    private static final int PARALLELISM_MANY = 10_000;

    private JobWarnings() {}

    /// Of a new job, or of something new that makes jobs.
    ///
    /// @param path where the spec stands
    static List<String> ofNew(String name, FieldPath path, JobSpec spec) {
        var sentences = new ArrayList<>(PodWarnings.ofName(name));
        sentences.addAll(of(path, spec));
        return sentences;
    }

    /// Of a changed one.
    static List<String> of(FieldPath path, JobSpec spec) {
        var sentences = new ArrayList<>(own(path, spec));
        sentences.addAll(PodWarnings.ofTemplate(path.child("template"), spec.template()));
        return sentences;
    }

    private static List<String> own(FieldPath path, JobSpec spec) {
        boolean many = "Indexed".equals(spec.completionMode())
                && spec.completions() != null
                && spec.completions() > COMPLETIONS_MANY
                && spec.parallelism() != null
                && spec.parallelism() > PARALLELISM_MANY;
        return many
                ? List.of(path
                        + ": In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher"
                        + " than 10^4, Kubernetes might not be able to track completedIndexes when a big number of"
                        + " indexes fail")
                : List.of();
    }
}
