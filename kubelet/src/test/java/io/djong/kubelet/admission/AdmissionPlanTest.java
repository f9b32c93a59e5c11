package io.djong.kubelet.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSpec;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodOS;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.Sysctl;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.core.v1.Toleration;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AdmissionPlanTest {
    private static final Node NODE = Node.EMPTY
            .withMetadata(ObjectMeta.EMPTY.withName("n").withLabels(Map.of("zone", "a")))
            .withStatus(NodeStatus.EMPTY.withAllocatable(
                    Map.of("cpu", Quantity.of("2"), "memory", Quantity.of("1Gi"), "pods", Quantity.of("2"))));

    private static Pod pod(UnaryOperator<PodSpec> change) {
        return Pod.EMPTY.withSpec(
                change.apply(PodSpec.EMPTY.withNodeName("n").withContainers(List.of(Container.EMPTY.withName("c")))));
    }

    private static Pod requesting(String resource, String amount) {
        var resources = ResourceRequirements.EMPTY.withRequests(Map.of(resource, Quantity.of(amount)));
        return pod(spec ->
                spec.withContainers(List.of(Container.EMPTY.withName("c").withResources(resources))));
    }

    private static String reason(Pod pod, Node node, Pod... active) {
        return reason(AdmissionPlan.judge(pod, node, List.of(active), List.of()));
    }

    private static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Taken accepted ->
                accepted.preempted().stream()
                        .map(victim -> victim.metadata().name())
                        .collect(Collectors.joining(" "));
            case Verdict.Rejected(var rejection) -> rejection.reason() + ": " + rejection.message();
        };
    }

    @Test
    void takesWhatFits() {
        assertThat(reason(requesting("cpu", "2"), NODE)).isEmpty();
        assertThat(reason(requesting("example.com/gpu", "1"), NODE)).isEmpty();
    }

    @Test
    void saysWhatIsMissing() {
        assertThat(reason(requesting("memory", "600Mi"), NODE, requesting("memory", "500Mi")))
                .isEqualTo(
                        "OutOfmemory: Node didn't have enough resource: memory, requested: 629145600, used: 524288000,"
                                + " capacity: 1073741824");
        assertThat(reason(pod(spec -> spec), NODE, pod(spec -> spec), pod(spec -> spec)))
                .isEqualTo("OutOfpods: Node didn't have enough resource: pods, requested: 1, used: 2, capacity: 2");
    }

    @Test
    void looksAtSelectorsTaintsAndPorts() {
        assertThat(reason(pod(spec -> spec.withNodeSelector(Map.of("zone", "b"))), NODE))
                .isEqualTo("NodeAffinity: Predicate NodeAffinity failed: node(s) didn't match Pod's node"
                        + " affinity/selector");
        var tainted = NODE.withSpec(
                NodeSpec.EMPTY.withTaints(List.of(Taint.EMPTY.withKey("k").withEffect("NoExecute"))));
        assertThat(reason(pod(spec -> spec), tainted)).startsWith("TaintToleration: ");
        var port = List.of(Container.EMPTY
                .withName("c")
                .withPorts(List.of(ContainerPort.EMPTY.withContainerPort(80).withHostPort(80))));
        assertThat(reason(pod(spec -> spec.withContainers(port)), NODE, pod(spec -> spec.withContainers(port))))
                .startsWith("NodePorts: ");
    }

    @Test
    void letsOnlySafeKernelParametersIn() {
        assertThat(reason(sysctl("net.ipv4.tcp_syncookies"), NODE)).isEmpty();
        assertThat(reason(sysctl("kernel.msgmax"), NODE))
                .isEqualTo("SysctlForbidden: forbidden sysctl: \"kernel.msgmax\" not allowlisted");
    }

    private static Pod sysctl(String name) {
        return pod(
                spec -> spec.withSecurityContext(PodSecurityContext.EMPTY.withSysctls(List.of(new Sysctl(name, "1")))));
    }

    private static Pod critical(Pod pod) {
        return pod.withSpec(pod.spec().withPriority(2_000_000_000));
    }

    private static Pod named(String name, Pod pod) {
        return pod.withMetadata(pod.metadata().withName(name));
    }

    @Test
    void asksForResourcesInUpstreamsOrder() {
        var both = ResourceRequirements.EMPTY.withRequests(
                Map.of("memory", Quantity.of("2Gi"), "cpu", Quantity.of("3"), "hugepages-2Mi", Quantity.of("2Mi")));
        var pod = pod(spec ->
                spec.withContainers(List.of(Container.EMPTY.withName("c").withResources(both))));
        assertThat(reason(pod, NODE)).startsWith("OutOfcpu: ");
        assertThat(reason(requesting("hugepages-2Mi", "2Mi"), NODE))
                .isEqualTo("OutOfhugepages-2Mi: Node didn't have enough resource: hugepages-2Mi, requested: 2097152,"
                        + " used: 0, capacity: 0");
    }

    @Test
    void criticalPodsMakeRoomForThemselves() {
        var small = named("small", requesting("cpu", "500m"));
        var large = named("large", requesting("cpu", "1500m"));
        assertThat(reason(
                        critical(requesting("cpu", "400m")),
                        NODE.withStatus(NodeStatus.EMPTY.withAllocatable(
                                Map.of("cpu", Quantity.of("2"), "pods", Quantity.of("10")))),
                        small,
                        large))
                .isEqualTo("small");
        assertThat(reason(critical(requesting("cpu", "3")), NODE, small))
                .isEqualTo("UnexpectedAdmissionError: Unexpected error while attempting to recover from admission"
                        + " failure: preemption: error finding a set of pods to preempt: no set of running pods found"
                        + " to reclaim resources: [(res: cpu, q: 1000), ]");
        assertThat(reason(critical(requesting("cpu", "1")), NODE, critical(large)))
                .startsWith("UnexpectedAdmissionError: ");
    }

    @Test
    void aNodeUnderPressureTakesOnlySome() {
        var plain = pod(spec -> spec);
        var memory = List.of("MemoryPressure");
        assertThat(reason(AdmissionPlan.judge(plain, NODE, List.of(), memory)))
                .isEqualTo("Evicted: The node had condition: [MemoryPressure]. ");
        assertThat(reason(AdmissionPlan.judge(requesting("cpu", "1"), NODE, List.of(), memory)))
                .isEmpty();
        assertThat(reason(AdmissionPlan.judge(requesting("cpu", "1"), NODE, List.of(), List.of("DiskPressure"))))
                .isEqualTo("Evicted: The node had condition: [DiskPressure]. ");
        assertThat(reason(AdmissionPlan.judge(critical(plain), NODE, List.of(), List.of("DiskPressure"))))
                .isEmpty();
        var tolerant = pod(spec -> spec.withTolerations(List.of(Toleration.EMPTY
                .withKey("node.kubernetes.io/memory-pressure")
                .withOperator("Exists")
                .withEffect("NoSchedule"))));
        assertThat(reason(AdmissionPlan.judge(tolerant, NODE, List.of(), memory)))
                .isEmpty();
    }

    @Test
    void theNodeDecidesWhatItsSystemCan() {
        var labelled =
                pod(spec -> spec).withMetadata(ObjectMeta.EMPTY.withLabels(Map.of("kubernetes.io/os", "windows")));
        assertThat(reason(labelled, NODE))
                .isEqualTo("PodOSSelectorNodeLabelDoesNotMatch: Failed to admit pod as the"
                        + " `kubernetes.io/os` label doesn't match node label");
        assertThat(reason(pod(spec -> spec.withOs(new PodOS("windows"))), NODE))
                .isEqualTo("PodOSNotSupported: Failed to admit pod as the OS field doesn't match node OS");
        var strict =
                pod(spec -> spec.withSecurityContext(PodSecurityContext.EMPTY.withSupplementalGroupsPolicy("Strict")));
        assertThat(reason(strict, NODE))
                .isEqualTo("SupplementalGroupsPolicyNotSupported: SupplementalGroupsPolicy=Strict is not supported in"
                        + " this node");
        var shared = sysctl("net.ipv4.tcp_syncookies");
        assertThat(reason(shared.withSpec(shared.spec().withHostNetwork(true)), NODE))
                .isEqualTo("SysctlForbidden: forbidden sysctl: \"net.ipv4.tcp_syncookies\" not allowed with host Net"
                        + " enabled");
    }
}
