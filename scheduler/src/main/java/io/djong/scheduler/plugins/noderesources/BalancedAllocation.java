package io.djong.scheduler.plugins.noderesources;

import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;

/// Likes nodes whose resources would be used evenly: 100 × (1 − the standard deviation of the used shares).
public final class BalancedAllocation implements PreScorePlugin, ScorePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodeResourcesBalancedAllocation";

    private final ResourceScorer scorer;

    /// @param resources whose shares are compared; their weights do not count
    public BalancedAllocation(ResourceIndex index, List<WeightedResource> resources) {
        scorer = new ResourceScorer(index, resources, true);
    }

    @Override
    public String name() {
        return NAME;
    }

    /// Skips pods that request nothing: they change no share.
    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        return scorer.prepare(pod) ? Status.SUCCESS : Status.SKIP;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        double sum = 0;
        double first = 0;
        double second = 0;
        int count = 0;
        for (int i = 0; i < scorer.size(); i++) {
            long capacity = scorer.allocatable(node, i);
            if (capacity == 0) continue;
            double share = share(node, i, capacity);
            if (count == 0) first = share;
            if (count == 1) second = share;
            sum += share;
            count++;
        }
        double deviation = 0;
        if (count == 2) {
            deviation = Math.abs((first - second) / 2);
        } else if (count > 2) {
            double mean = sum / count;
            double squares = 0;
            for (int i = 0; i < scorer.size(); i++) {
                long capacity = scorer.allocatable(node, i);
                if (capacity == 0) continue;
                double off = share(node, i, capacity) - mean;
                squares += off * off;
            }
            deviation = Math.sqrt(squares / count);
        }
        return (long) ((1 - deviation) * SCORE_MAX);
    }

    private double share(NodeInfo node, int i, long capacity) {
        return Math.min(1, (double) scorer.requested(node, i) / capacity);
    }
}
