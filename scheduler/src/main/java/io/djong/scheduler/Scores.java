package io.djong.scheduler;

import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.Plugin;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// How good each of the nodes is that would do.
final class Scores {
    /// One for each node, weighted and added up.
    private final long[] totals;

    private final @Nullable Status failure;

    private Scores(long[] totals, @Nullable Status failure) {
        this.totals = totals;
        this.failure = failure;
    }

    /// Why there are none; null when there are.
    @Nullable
    Status failure() {
        return failure;
    }

    static Scores of(Profile profile, CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        long[] totals = new long[nodes.size()];
        Set<Plugin> skipped = new HashSet<>();
        for (PreScorePlugin plugin : profile.preScore()) {
            Status status = plugin.preScore(state, pod, snapshot, nodes);
            switch (status.code()) {
                case SUCCESS -> {}
                case SKIP -> skipped.add(plugin);
                case ERROR, UNSCHEDULABLE, UNSCHEDULABLE_AND_UNRESOLVABLE, WAIT, PENDING -> {
                    return new Scores(totals, status);
                }
            }
        }
        long[] scores = new long[totals.length];
        for (Profile.Weighted weighted : profile.score()) {
            ScorePlugin plugin = weighted.plugin();
            if (skipped.contains(plugin)) continue;
            for (int i = 0; i < scores.length; i++) scores[i] = plugin.score(state, pod, nodes.get(i));
            plugin.normalize(state, pod, nodes, scores);
            for (int i = 0; i < scores.length; i++) totals[i] += scores[i] * weighted.weight();
        }
        return new Scores(totals, null);
    }

    /// The best node; of several equally good ones any.
    int best(RandomGenerator random) {
        long most = Long.MIN_VALUE;
        int ties = 0;
        for (long total : totals) {
            if (total > most) {
                most = total;
                ties = 1;
            } else if (total == most) {
                ties++;
            }
        }
        int chosen = ties == 1 ? 0 : random.nextInt(ties);
        for (int i = 0; i < totals.length; i++) {
            if (totals[i] == most && chosen-- == 0) return i;
        }
        throw new IllegalStateException("no node to choose from");
    }
}
