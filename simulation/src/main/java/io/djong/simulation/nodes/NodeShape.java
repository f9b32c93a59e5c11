package io.djong.simulation.nodes;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.NodeSystemInfo;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What simulated nodes look like and how fast they are.
///
/// @param capacity by resource name; all of it is allocatable
/// @param startDelay from placement of a pod until its containers run
/// @param stopDelay from the deletion of a pod until it is gone
/// @param leasePeriod between renewals of a node's lease
/// @param statusPeriod between reports of a node's conditions when nothing changes
public record NodeShape(
        Map<String, Quantity> capacity,
        Duration startDelay,
        Duration stopDelay,
        Duration leasePeriod,
        Duration statusPeriod) {
    /// Eight CPUs, 32 GiB and 110 pods; a second to start and to stop; upstream's periods.
    public static final NodeShape DEFAULT = new NodeShape(
            Map.of("cpu", Quantity.of("8"), "memory", Quantity.of("32Gi"), "pods", Quantity.of("110")),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(5));

    /// The node as its kubelet would register it.
    Node node(String name, int index, Instant now) {
        var meta = ObjectMeta.EMPTY
                .withName(name)
                .withLabels(Map.of(
                        "kubernetes.io/hostname", name, "kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64"));
        return Node.EMPTY.withMetadata(meta).withStatus(status(name, index, now));
    }

    private NodeStatus status(String name, int index, Instant now) {
        var info = NodeSystemInfo.EMPTY
                .withKubeletVersion("v1.36.3")
                .withOperatingSystem("linux")
                .withArchitecture("amd64")
                .withContainerRuntimeVersion("simulation://1");
        return NodeStatus.EMPTY
                .withCapacity(capacity)
                .withAllocatable(capacity)
                .withConditions(conditions(now, now))
                .withAddresses(
                        List.of(new NodeAddress("InternalIP", address(index)), new NodeAddress("Hostname", name)))
                .withNodeInfo(info);
    }

    /// The conditions of a node that is well.
    static List<NodeCondition> conditions(Instant heartbeat, Instant since) {
        return List.of(
                condition("MemoryPressure", "False", "KubeletHasSufficientMemory", heartbeat, since),
                condition("DiskPressure", "False", "KubeletHasNoDiskPressure", heartbeat, since),
                condition("PIDPressure", "False", "KubeletHasSufficientPID", heartbeat, since),
                condition("Ready", "True", "KubeletReady", heartbeat, since));
    }

    private static NodeCondition condition(
            String type, String status, String reason, Instant heartbeat, Instant since) {
        return NodeCondition.EMPTY
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withLastHeartbeatTime(heartbeat)
                .withLastTransitionTime(since);
    }

    private static String address(int index) {
        return "172.16." + (index >> 8 & 255) + "." + (index & 255);
    }
}
