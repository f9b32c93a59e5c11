package io.djong.scheduler.plugins.nodename;

import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;

/// Refuses nodes other than the one that the pod names.
public final class NodeName implements FilterPlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodeName";

    private static final Status REFUSED = Status.unresolvable(NAME, "node(s) didn't match the requested node name");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        String wanted = pod.pod().spec().nodeName();
        return wanted.isEmpty() || wanted.equals(node.name()) ? Status.SUCCESS : REFUSED;
    }

    @Override
    public List<EventHint> events() {
        return List.of(EventHint.always(ClusterEvent.wanted(Source.NODE, Action.ADD)));
    }
}
