package io.djong.scheduler.preemption;

import io.djong.scheduler.snapshot.PodInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A node on which a pod would fit if these pods went.
///
/// @param victims the most important first; at least one
/// @param violations of disruption budgets that this would be
record Candidate(String node, List<PodInfo> victims, int violations) {
    /// More important pods first: those of higher priority, then those that began earlier.
    static final Comparator<PodInfo> IMPORTANCE = Comparator.comparingInt(PodInfo::priority)
            .reversed()
            .thenComparing(Candidate::started)
            .thenComparing(PodInfo::key);

    /// The one that hurts least: fewest violated budgets, then the least important most important victim, then the
    /// smallest sum of priorities, then the fewest victims, then the victims that began last; of equal ones the
    /// first.
    static final Comparator<Candidate> HARM = Comparator.comparingInt(Candidate::violations)
            .thenComparingInt(candidate -> candidate.victims.getFirst().priority())
            .thenComparingLong(Candidate::prioritySum)
            .thenComparingInt(candidate -> candidate.victims.size())
            .thenComparing(Candidate::earliestOfMostImportant, Comparator.reverseOrder());

    Candidate {
        victims = List.copyOf(victims);
    }

    private static Instant started(PodInfo pod) {
        Instant start = pod.pod().status().startTime();
        return start == null ? Instant.MAX : start;
    }

    /// Shifted so that no priority is negative: one victim more never makes the sum smaller.
    private long prioritySum() {
        long sum = 0;
        for (PodInfo victim : victims) sum += (long) victim.priority() + Integer.MAX_VALUE + 1;
        return sum;
    }

    private Instant earliestOfMostImportant() {
        @Nullable Instant earliest = null;
        int most = victims.getFirst().priority();
        for (PodInfo victim : victims) {
            if (victim.priority() != most) continue;
            Instant start = started(victim);
            if (earliest == null || start.isBefore(earliest)) earliest = start;
        }
        return earliest == null ? Instant.MAX : earliest;
    }
}
