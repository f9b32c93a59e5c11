package io.djong.scheduler.framework;

import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;

/// Says how good a node is for a pod.
public interface ScorePlugin extends Plugin {
    /// The best score after [#normalize].
    long SCORE_MAX = 100;

    /// Called for up to hundreds of nodes per pod: allocates nothing. Any number where [#normalize] brings it to 0 to
    /// [#SCORE_MAX].
    long score(CycleState state, PodInfo pod, NodeInfo node);

    /// Brings the scores of all nodes between 0 and [#SCORE_MAX].
    ///
    /// @param scores one for each of the nodes, in their order; changed in place
    default void normalize(CycleState state, PodInfo pod, List<NodeInfo> nodes, long[] scores) {}

    /// Scales scores so that the greatest becomes [#SCORE_MAX].
    ///
    /// @param reverse whether a small score is a good one
    static void scale(long[] scores, int count, boolean reverse) {
        long most = 0;
        for (int i = 0; i < count; i++) most = Math.max(most, scores[i]);
        for (int i = 0; i < count; i++) {
            long scaled = most == 0 ? 0 : SCORE_MAX * scores[i] / most;
            scores[i] = reverse ? SCORE_MAX - scaled : scaled;
        }
    }
}
