package io.djong.api.pods;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.ContainerStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.ResourceRequirements;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodResourcesTest {
    private static final Map<String, Quantity> DEFAULTS =
            Map.of("cpu", Quantity.of("100m"), "memory", Quantity.of("200Mi"));

    @Test
    void containersAddUpAndInitContainersCountOneByOne() {
        Pod pod = pod(container("a", "1", "1Gi"), container("b", "2", "1Gi"));
        pod = pod.withSpec(pod.spec().withInitContainers(List.of(container("i", "4", "1Mi"))));
        assertThat(PodResources.effectiveRequests(pod)).containsEntry("cpu", Quantity.of("4"));
        assertThat(PodResources.effectiveRequests(pod).get("memory")).isEqualByComparingTo(Quantity.of("2Gi"));
        assertThat(PodResources.requests(pod.spec())).isEqualTo(PodResources.effectiveRequests(pod));
    }

    @Test
    void aContainerWithoutRequestsCountsWithTheDefaults() {
        Pod pod = pod(container("a", "1", ""), container("b", "", ""));
        var counted = PodResources.effectiveRequests(pod, DEFAULTS);
        assertThat(counted.get("cpu")).isEqualByComparingTo(Quantity.of("1100m"));
        assertThat(counted.get("memory")).isEqualByComparingTo(Quantity.of("400Mi"));
    }

    @Test
    void whileAContainerIsResizedTheGreatestAmountCounts() {
        Pod shrinking = withStatus(pod(container("a", "1", "1Gi")), "3", "2");
        assertThat(PodResources.effectiveRequests(shrinking).get("cpu")).isEqualByComparingTo(Quantity.of("3"));
        Pod growing = withStatus(pod(container("a", "5", "1Gi")), "3", "2");
        assertThat(PodResources.effectiveRequests(growing).get("cpu")).isEqualByComparingTo(Quantity.of("5"));
    }

    @Test
    void aResizeThatIsNotFeasibleDoesNotCount() {
        Pod growing = withStatus(pod(container("a", "5", "1Gi")), "3", "2");
        var infeasible = PodCondition.EMPTY
                .withType("PodResizePending")
                .withStatus("True")
                .withReason("Infeasible");
        Pod pod = growing.withStatus(growing.status().withConditions(List.of(infeasible)));
        assertThat(PodResources.effectiveRequests(pod).get("cpu")).isEqualByComparingTo(Quantity.of("3"));
    }

    private static Pod withStatus(Pod pod, String actualCpu, String allocatedCpu) {
        var status = ContainerStatus.EMPTY
                .withName("a")
                .withResources(ResourceRequirements.EMPTY.withRequests(Map.of("cpu", Quantity.of(actualCpu))))
                .withAllocatedResources(Map.of("cpu", Quantity.of(allocatedCpu)));
        return pod.withStatus(pod.status().withContainerStatuses(List.of(status)));
    }

    private static Pod pod(Container... containers) {
        return Pod.EMPTY.withSpec(Pod.EMPTY.spec().withContainers(List.of(containers)));
    }

    private static Container container(String name, String cpu, String memory) {
        var requests = new java.util.TreeMap<String, Quantity>();
        if (!cpu.isEmpty()) requests.put("cpu", Quantity.of(cpu));
        if (!memory.isEmpty()) requests.put("memory", Quantity.of(memory));
        return Container.EMPTY.withName(name).withResources(ResourceRequirements.EMPTY.withRequests(requests));
    }
}
