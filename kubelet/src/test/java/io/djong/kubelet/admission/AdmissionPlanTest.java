package io.djong.kubelet.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSpec;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSecurityContext;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.Sysctl;
import io.djong.api.types.core.v1.Taint;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
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
        @Nullable Rejection rejection = AdmissionPlan.judge(pod, node, List.of(active));
        return rejection == null ? "" : rejection.reason() + ": " + rejection.message();
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
}
