package io.djong.scheduler;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What of a change of an object can matter to scheduling.
final class ObjectChanges {
    private ObjectChanges() {}

    /// Heartbeats are no change.
    static List<ClusterEvent> of(Node before, Node after) {
        List<ClusterEvent> changes = new ArrayList<>();
        if (!before.status().allocatable().equals(after.status().allocatable())) {
            changes.add(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_ALLOCATABLE));
        }
        if (!before.metadata().labels().equals(after.metadata().labels())) {
            changes.add(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_LABEL));
        }
        boolean uncordoned = before.spec().unschedulable() && !after.spec().unschedulable();
        if (uncordoned || !before.spec().taints().equals(after.spec().taints())) {
            changes.add(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_TAINT));
        }
        if (!conditions(before).equals(conditions(after))) {
            changes.add(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_CONDITION));
        }
        if (!before.metadata().annotations().equals(after.metadata().annotations())) {
            changes.add(ClusterEvent.of(Source.NODE, Action.UPDATE_NODE_ANNOTATION));
        }
        return changes;
    }

    private static Map<String, String> conditions(Node node) {
        Map<String, String> result = new HashMap<>();
        for (NodeCondition condition : node.status().conditions()) result.put(condition.type(), condition.status());
        return result;
    }

    /// At least one: an update of no special kind.
    static List<ClusterEvent> of(Pod before, Pod after, ResourceIndex index) {
        Source source = after.spec().nodeName().isEmpty() ? Source.UNSCHEDULED_POD : Source.ASSIGNED_POD;
        List<ClusterEvent> changes = new ArrayList<>();
        if (!before.metadata().labels().equals(after.metadata().labels())) {
            changes.add(ClusterEvent.of(source, Action.UPDATE_POD_LABEL));
        }
        if (requestsLess(before, after, index)) changes.add(ClusterEvent.of(source, Action.UPDATE_POD_SCALE_DOWN));
        if (!before.spec().schedulingGates().isEmpty()
                && after.spec().schedulingGates().isEmpty()) {
            changes.add(ClusterEvent.of(source, Action.UPDATE_POD_GATES_ELIMINATED));
        }
        if (!before.spec().tolerations().equals(after.spec().tolerations())) {
            changes.add(ClusterEvent.of(source, Action.UPDATE_POD_TOLERATION));
        }
        if (!before.status().resourceClaimStatuses().equals(after.status().resourceClaimStatuses())) {
            changes.add(ClusterEvent.of(source, Action.UPDATE_POD_RESOURCE_CLAIM));
        }
        if (changes.isEmpty()) changes.add(ClusterEvent.of(source, Action.UPDATE));
        return changes;
    }

    private static boolean requestsLess(Pod before, Pod after, ResourceIndex index) {
        if (before.spec().equals(after.spec())
                && before.status().containerStatuses().equals(after.status().containerStatuses())) return false;
        PodInfo more = PodInfo.of(before, index);
        PodInfo less = PodInfo.of(after, index);
        for (int i = 0; i < more.requestCount(); i++) {
            if (less.requested(more.requestedResource(i)) < more.requestedAmount(i)) return true;
        }
        return false;
    }
}
