package io.djong.kubelet.admission;

import io.djong.api.nodes.RequiredNodes;
import io.djong.api.pods.PodResources;
import io.djong.api.pods.QualityOfService;
import io.djong.api.pods.Tolerations;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Taint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides whether a pod is taken. Pure.
///
/// Asked in upstream's order: how hard pressed the node is, kernel parameters, operating system, then resources,
/// node affinity, name, ports and taints. A critical pod is not turned away for lack of resources when others can
/// make room for it.
public final class AdmissionPlan {
    /// The reason of a pod that wants another node, by its labels.
    public static final String NODE_AFFINITY = "NodeAffinity";

    private static final String OS_LABEL = "kubernetes.io/os";
    private static final String SOURCE = "kubernetes.io/config.source";
    private static final String MEMORY_PRESSURE = "MemoryPressure";
    private static final Taint UNDER_MEMORY_PRESSURE =
            Taint.EMPTY.withKey("node.kubernetes.io/memory-pressure").withEffect(Tolerations.NO_SCHEDULE);

    private final Pod pod;
    private final Node node;
    private final Collection<Pod> active;

    private AdmissionPlan(Pod pod, Node node, Collection<Pod> active) {
        this.pod = pod;
        this.node = node;
        this.active = active;
    }

    /// Decides.
    ///
    /// @param node this node's object; null while it is not known, which rejects nothing that depends
    ///     on it
    /// @param active the pods that were taken and have not ended
    /// @param pressures the conditions of pressure that the node has
    public static Verdict judge(Pod pod, @Nullable Node node, Collection<Pod> active, List<String> pressures) {
        var rejection = ofPressure(pod, pressures);
        if (rejection == null) {
            rejection = KernelParameters.judge(pod);
        }
        if (rejection == null) {
            rejection = ofSystem(pod);
        }
        if (rejection != null) {
            return new Verdict.Rejected(rejection);
        }
        return node == null ? new Verdict.Taken(List.of(), "") : new AdmissionPlan(pod, node, active).judge();
    }

    private static @Nullable Rejection ofPressure(Pod pod, List<String> pressures) {
        if (pressures.isEmpty() || PodRank.isCritical(pod)) {
            return null;
        }
        if (pressures.equals(List.of(MEMORY_PRESSURE))
                && (!QualityOfService.of(pod).equals("BestEffort")
                        || Tolerations.tolerate(pod.spec().tolerations(), UNDER_MEMORY_PRESSURE))) {
            return null;
        }
        return new Rejection("Evicted", "The node had condition: [" + String.join(" ", pressures) + "]. ");
    }

    private static @Nullable Rejection ofSystem(Pod pod) {
        var label = pod.metadata().labels().get(OS_LABEL);
        if (label != null && !label.equals("linux")) {
            return new Rejection(
                    "PodOSSelectorNodeLabelDoesNotMatch",
                    "Failed to admit pod as the `kubernetes.io/os` label doesn't match node label");
        }
        var os = pod.spec().os();
        return os == null || os.name().equals("linux")
                ? null
                : new Rejection("PodOSNotSupported", "Failed to admit pod as the OS field doesn't match node OS");
    }

    private Verdict judge() {
        var groups = ofSupplementalGroups();
        if (groups != null) {
            return new Verdict.Rejected(groups);
        }
        var shortages = Shortage.of(pod, node.status().allocatable(), active);
        var predicates = predicates();
        if (shortages.isEmpty() && predicates.isEmpty()) {
            return new Verdict.Taken(List.of(), "");
        }
        if (!PodRank.isCritical(pod)) {
            return new Verdict.Rejected(
                    shortages.isEmpty()
                            ? predicates.getFirst()
                            : shortages.getFirst().rejection());
        }
        if (!predicates.isEmpty()) {
            return new Verdict.Rejected(predicates.getFirst());
        }
        var plan = PreemptionPlan.plan(pod, active, shortages);
        return plan.fault() == null
                ? new Verdict.Taken(plan.victims(), shortages.getFirst().resource())
                : new Verdict.Rejected(new Rejection(
                        "UnexpectedAdmissionError",
                        "Unexpected error while attempting to recover from admission failure: preemption: error"
                                + " finding a set of pods to preempt: " + plan.fault()));
    }

    private @Nullable Rejection ofSupplementalGroups() {
        var security = pod.spec().securityContext();
        var features = node.status().features();
        boolean isStrict = security != null && "Strict".equals(security.supplementalGroupsPolicy());
        boolean isSupported = features != null && Boolean.TRUE.equals(features.supplementalGroupsPolicy());
        return isStrict && !isSupported
                ? new Rejection(
                        "SupplementalGroupsPolicyNotSupported",
                        "SupplementalGroupsPolicy=Strict is not supported in this node")
                : null;
    }

    private List<Rejection> predicates() {
        List<Rejection> all = new ArrayList<>();
        if (!RequiredNodes.of(pod.spec()).match(node)) {
            all.add(predicate(NODE_AFFINITY, "node(s) didn't match Pod's node affinity/selector"));
        }
        if (!pod.spec().nodeName().isEmpty()
                && !pod.spec().nodeName().equals(node.metadata().name())) {
            all.add(predicate("NodeName", "node(s) didn't match the requested node name"));
        }
        if (!portsAreFree()) {
            all.add(predicate("NodePorts", "node(s) didn't have free ports for the requested pod ports"));
        }
        var source = pod.metadata().annotations().get(SOURCE);
        var fromServer = source == null || source.equals("api");
        if (fromServer
                && node.spec().taints().stream()
                        .anyMatch(taint -> taint.effect().equals(Tolerations.NO_EXECUTE)
                                && !Tolerations.tolerate(pod.spec().tolerations(), taint))) {
            all.add(predicate("TaintToleration", "node(s) had taints that the pod didn't tolerate"));
        }
        return all;
    }

    private static Rejection predicate(String name, String message) {
        return new Rejection(name, "Predicate " + name + " failed: " + message);
    }

    private boolean portsAreFree() {
        var wanted = hostPorts(pod);
        for (var other : active) {
            for (var port : hostPorts(other)) {
                if (wanted.stream().anyMatch(port::conflicts)) {
                    return false;
                }
            }
        }
        return true;
    }

    private record HostPort(String ip, String protocol, int port) {
        boolean conflicts(HostPort other) {
            return port == other.port
                    && protocol.equals(other.protocol)
                    && (ip.equals(other.ip) || ip.equals("0.0.0.0") || other.ip.equals("0.0.0.0"));
        }
    }

    private static List<HostPort> hostPorts(Pod of) {
        List<Container> containers = new ArrayList<>(of.spec().containers());
        of.spec().initContainers().stream().filter(PodResources::isSidecar).forEach(containers::add);
        List<HostPort> ports = new ArrayList<>();
        for (var container : containers) {
            for (var port : container.ports()) {
                if (port.hostPort() > 0) {
                    var ip = port.hostIP().isEmpty() ? "0.0.0.0" : port.hostIP();
                    ports.add(new HostPort(ip, port.protocol().isEmpty() ? "TCP" : port.protocol(), port.hostPort()));
                }
            }
        }
        return ports;
    }
}
