package io.djong.scheduler.plugins.nodeunschedulable;

import io.djong.api.pods.Tolerations;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Taint;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;

/// Refuses nodes with `spec.unschedulable`, unless the pod tolerates that.
public final class NodeUnschedulable implements FilterPlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodeUnschedulable";

    private static final Status REFUSED = Status.unresolvable(NAME, "node(s) were unschedulable");
    private static final Taint TAINT = new Taint("node.kubernetes.io/unschedulable", "", Tolerations.NO_SCHEDULE, null);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        return admits(pod.pod(), node.node()) ? Status.SUCCESS : REFUSED;
    }

    private static boolean admits(Pod pod, Node node) {
        return !node.spec().unschedulable() || Tolerations.tolerate(pod.spec().tolerations(), TAINT);
    }

    @Override
    public List<EventHint> events() {
        return EventHint.ofTaints(NodeUnschedulable::admits);
    }
}
