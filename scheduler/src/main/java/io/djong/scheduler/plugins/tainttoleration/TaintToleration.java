package io.djong.scheduler.plugins.tainttoleration;

import io.djong.api.pods.Tolerations;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;

/// Refuses nodes with taints that the pod does not tolerate; likes nodes with few `PreferNoSchedule` taints that it
/// does not tolerate.
public final class TaintToleration implements FilterPlugin, PreScorePlugin, ScorePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "TaintToleration";

    private static final Status REFUSED = Status.unresolvable(NAME, "node(s) had untolerated taint(s)");

    /// The pod's tolerations that count for scores.
    private record Preferences(List<Toleration> tolerations) implements CycleState.Kept {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        return admits(pod.pod(), node.node()) ? Status.SUCCESS : REFUSED;
    }

    private static boolean admits(Pod pod, Node node) {
        List<Taint> taints = node.spec().taints();
        return taints.isEmpty() || Tolerations.firstRepelling(taints, pod.spec().tolerations()) == null;
    }

    /// Skips when no node has such a taint: all would score the same.
    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        boolean any = false;
        for (int i = 0; i < nodes.size() && !any; i++) {
            List<Taint> taints = nodes.get(i).node().spec().taints();
            for (int t = 0; t < taints.size(); t++) any |= asks(taints.get(t));
        }
        if (!any) return Status.SKIP;
        state.put(
                this,
                new Preferences(pod.pod().spec().tolerations().stream()
                        .filter(toleration -> toleration.effect().isEmpty()
                                || toleration.effect().equals(Tolerations.PREFER_NO_SCHEDULE))
                        .toList()));
        return Status.SUCCESS;
    }

    private static boolean asks(Taint taint) {
        return taint.effect().equals(Tolerations.PREFER_NO_SCHEDULE);
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        List<Toleration> tolerations = state.get(this, Preferences.class).tolerations;
        List<Taint> taints = node.node().spec().taints();
        long untolerated = 0;
        for (int i = 0; i < taints.size(); i++) {
            if (asks(taints.get(i)) && !Tolerations.tolerate(tolerations, taints.get(i))) untolerated++;
        }
        return untolerated;
    }

    @Override
    public void normalize(CycleState state, PodInfo pod, List<NodeInfo> nodes, long[] scores) {
        ScorePlugin.scale(scores, nodes.size(), true);
    }

    @Override
    public List<EventHint> events() {
        return EventHint.ofTaints(TaintToleration::admits);
    }
}
