package io.djong.scheduler.plugins.schedulinggates;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSchedulingGate;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.PreEnqueuePlugin;
import io.djong.scheduler.framework.Status;
import java.util.List;
import java.util.stream.Collectors;

/// Holds pods back until their last scheduling gate is gone.
///
/// Source: KEP-3521.
public final class SchedulingGates implements PreEnqueuePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "SchedulingGates";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Status preEnqueue(Pod pod) {
        List<PodSchedulingGate> gates = pod.spec().schedulingGates();
        if (gates.isEmpty()) return Status.SUCCESS;
        String names = gates.stream().map(PodSchedulingGate::name).collect(Collectors.joining(" ", "[", "]"));
        return Status.unresolvable(NAME, "waiting for scheduling gates: " + names);
    }

    @Override
    public List<EventHint> events() {
        return List.of(new EventHint(
                ClusterEvent.wanted(Source.UNSCHEDULED_POD, Action.UPDATE_POD_GATES_ELIMINATED),
                (pod, _, after) -> EventHint.isSame(pod, after)));
    }
}
