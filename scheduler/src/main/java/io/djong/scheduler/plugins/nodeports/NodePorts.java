package io.djong.scheduler.plugins.nodeports;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.HostPort;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Refuses nodes on which a host port of the pod is taken.
public final class NodePorts implements PreFilterPlugin, FilterPlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodePorts";

    private static final Status REFUSED =
            Status.unschedulable(NAME, "node(s) didn't have free ports for the requested pod ports");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        return pod.hostPorts().isEmpty() ? Result.SKIP : Result.GO_ON;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        return node.hasPortConflict(pod.hostPorts()) ? REFUSED : Status.SUCCESS;
    }

    @Override
    public List<EventHint> events() {
        return List.of(
                new EventHint(ClusterEvent.wanted(Source.ASSIGNED_POD, Action.DELETE), NodePorts::mayHelp),
                EventHint.always(ClusterEvent.wanted(Source.NODE, Action.ADD)));
    }

    /// A pod that goes helps when it had a port that this one wants.
    private static boolean mayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (!(before instanceof Pod gone) || gone.spec().nodeName().isEmpty()) return false;
        List<HostPort> wanted = HostPort.of(pod.spec());
        for (HostPort freed : HostPort.of(gone.spec())) {
            for (HostPort port : wanted) {
                if (port.conflictsWith(freed)) return true;
            }
        }
        return false;
    }
}
