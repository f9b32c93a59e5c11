package io.djong.controllermanager.nodelifecycle;

import io.djong.api.meta.Times;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides whether a node is still heard of. Pure.
///
/// Only what changes counts, never what a timestamp of the node says: clocks of nodes may be wrong.
final class HealthPlan {
    /// Set to `Unknown` when a node falls silent. `NetworkUnavailable` is set by others and stays.
    private static final List<String> KUBELET_CONDITIONS =
            List.of(Conditions.READY, "MemoryPressure", "DiskPressure", "PIDPressure");

    private HealthPlan() {}

    /// What was seen of a node the last time.
    ///
    /// @param heardNanos the tick at which its status or lease was last seen to change
    record Seen(NodeStatus status, @Nullable Instant leaseRenewed, long heardNanos) {}

    /// Now, for timestamps and for measuring.
    record Moment(Instant time, long nanos) {}

    /// @param seen to compare with the next time
    /// @param observed the condition `Ready` as it was found; a made-up `Unknown` when there is none
    /// @param current the condition `Ready` as it is now to be, null when there is none and time is left
    /// @param write the status to write, null when nothing changes
    record Outcome(
            Seen seen,
            NodeCondition observed,
            @Nullable NodeCondition current,
            @Nullable NodeStatus write) {}

    static Outcome plan(Node node, @Nullable Lease lease, @Nullable Seen before, NodeOptions options, Moment now) {
        NodeCondition ready = Conditions.ready(node);
        Duration grace = ready == null ? options.startupGrace() : options.monitorGrace();
        NodeCondition observed = ready == null ? neverPosted(node) : ready;
        Seen seen = look(node, lease, before, ready, now);
        if (now.nanos() - seen.heardNanos() < grace.toNanos()) return new Outcome(seen, observed, ready, null);
        NodeStatus silent = silent(node, now.time());
        NodeCondition current = Conditions.find(silent, Conditions.READY);
        if (Objects.equals(current, observed)) return new Outcome(seen, observed, current, null);
        return new Outcome(new Seen(silent, seen.leaseRenewed(), seen.heardNanos()), observed, current, silent);
    }

    private static NodeCondition neverPosted(Node node) {
        Instant created = node.metadata().creationTimestamp();
        return NodeCondition.EMPTY
                .withType(Conditions.READY)
                .withStatus("Unknown")
                .withLastHeartbeatTime(created)
                .withLastTransitionTime(created);
    }

    private static Seen look(
            Node node, @Nullable Lease lease, @Nullable Seen before, @Nullable NodeCondition ready, Moment now) {
        Instant renewed = lease == null ? null : lease.spec().renewTime();
        if (before == null) {
            // Seen for the first time: one that never spoke has had its time since it was made.
            boolean isSilent = ready == null && renewed == null;
            Duration age = Duration.between(node.metadata().creationTimestamp(), now.time());
            long heardNanos = isSilent && !age.isNegative() ? now.nanos() - age.toNanos() : now.nanos();
            return new Seen(node.status(), renewed, heardNanos);
        }
        NodeCondition earlier = Conditions.find(before.status(), Conditions.READY);
        boolean appeared = (earlier == null) != (ready == null);
        boolean beat =
                earlier != null && ready != null && !earlier.lastHeartbeatTime().equals(ready.lastHeartbeatTime());
        Instant earlierRenewal = before.leaseRenewed();
        boolean renews = renewed != null && (earlierRenewal == null || renewed.isAfter(earlierRenewal));
        long heardNanos = appeared || beat || renews ? now.nanos() : before.heardNanos();
        return new Seen(node.status(), renewed == null ? earlierRenewal : renewed, heardNanos);
    }

    private static NodeStatus silent(Node node, Instant now) {
        List<NodeCondition> conditions = new ArrayList<>(node.status().conditions());
        for (String type : KUBELET_CONDITIONS) {
            NodeCondition present = Conditions.find(node.status(), type);
            if (present == null) {
                conditions.add(NodeCondition.EMPTY
                        .withType(type)
                        .withStatus("Unknown")
                        .withReason("NodeStatusNeverUpdated")
                        .withMessage("Kubelet never posted node status.")
                        .withLastHeartbeatTime(node.metadata().creationTimestamp())
                        .withLastTransitionTime(Times.toSeconds(now)));
            } else if (!present.status().equals("Unknown")) {
                NodeCondition unknown = present.withStatus("Unknown")
                        .withReason("NodeStatusUnknown")
                        .withMessage("Kubelet stopped posting node status.")
                        .withLastTransitionTime(Times.toSeconds(now));
                conditions.replaceAll(condition -> condition.type().equals(type) ? unknown : condition);
            }
        }
        return node.status().withConditions(conditions);
    }
}
