package io.djong.kubelet.resources;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ContainerLimitsTest {
    private static final ResourceRules RULES = ResourceRules.ofMemory(10L << 30);

    /// `container("cpu=100m memory=1Gi", "cpu=1")`: requests, limits.
    static Container container(String requests, String limits) {
        return Container.EMPTY
                .withName("c")
                .withResources(new ResourceRequirements(amounts(limits), amounts(requests), List.of()));
    }

    static Map<String, Quantity> amounts(String text) {
        Map<String, Quantity> amounts = new TreeMap<>();
        for (String item : text.isEmpty() ? new String[0] : text.split(" ")) {
            int equals = item.indexOf('=');
            amounts.put(item.substring(0, equals), Quantity.of(item.substring(equals + 1)));
        }
        return amounts;
    }

    static Pod pod(Container... containers) {
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("ns").withName("p").withUid("uid-1"))
                .withSpec(PodSpec.EMPTY.withContainers(List.of(containers)));
    }

    @Test
    void bestEffort() {
        Container none = container("", "");
        var numbers = ContainerLimits.of(pod(none), none, RULES);
        assertThat(numbers.cpuShares()).isEqualTo(2);
        assertThat(numbers.cpuQuota()).isZero();
        assertThat(numbers.cpuPeriod()).isEqualTo(100_000);
        assertThat(numbers.memoryLimitInBytes()).isZero();
        assertThat(numbers.oomScoreAdj()).isEqualTo(1000);
    }

    @Test
    void burstable() {
        Container some = container("cpu=250m memory=1Gi", "cpu=1500m memory=2Gi");
        var numbers = ContainerLimits.of(pod(some), some, RULES.withSwapCounted(true));
        assertThat(numbers.cpuShares()).isEqualTo(256);
        assertThat(numbers.cpuQuota()).isEqualTo(150_000);
        assertThat(numbers.memoryLimitInBytes()).isEqualTo(2L << 30);
        assertThat(numbers.memorySwapLimitInBytes()).isEqualTo(2L << 30);
        assertThat(numbers.oomScoreAdj()).isEqualTo(900);
        Container tiny = container("memory=1", "cpu=1m");
        assertThat(ContainerLimits.of(pod(tiny), tiny, RULES).oomScoreAdj()).isEqualTo(999);
        assertThat(ContainerLimits.of(pod(tiny), tiny, RULES).cpuQuota()).isEqualTo(1000);
        Container huge = container("memory=10Gi", "");
        assertThat(ContainerLimits.of(pod(huge), huge, RULES).oomScoreAdj()).isEqualTo(3);
    }

    @Test
    void guaranteedOnVersionTwo() {
        Container all = container("cpu=1 memory=1Gi hugepages-2Mi=4Mi", "cpu=1 memory=1Gi hugepages-2Mi=4Mi");
        var numbers = ContainerLimits.of(
                pod(all), all, RULES.withUnified(true).withSwapCounted(true).withHugePageSizes(List.of("2MB", "1GB")));
        assertThat(numbers.oomScoreAdj()).isEqualTo(-997);
        assertThat(numbers.unified())
                .containsExactly(Map.entry("memory.oom.group", "1"), Map.entry("memory.swap.max", "0"));
        assertThat(numbers.hugepageLimits())
                .extracting(l -> l.pageSize() + " " + l.limit())
                .containsExactly("2MB 4194304", "1GB 0");
    }

    @Test
    void aPodsOwnLimitHoldsForItsContainers() {
        Container one = container("", "");
        Pod pod = pod(one);
        pod = pod.withSpec(pod.spec()
                .withResources(new ResourceRequirements(amounts("cpu=2 memory=1Gi"), amounts("cpu=1"), List.of())));
        var numbers = ContainerLimits.of(pod, one, RULES);
        assertThat(numbers.cpuQuota()).isEqualTo(200_000);
        assertThat(numbers.memoryLimitInBytes()).isEqualTo(1L << 30);
    }

    @Test
    void whatPodsMayHave() {
        var allocatable = NodeAllocatable.of(
                amounts("cpu=4 memory=8Gi ephemeral-storage=61255492Ki pods=110 hugepages-2Mi=1Gi"),
                amounts("cpu=100m memory=1Gi"),
                amounts("memory=512Mi"),
                Map.of("memory.available", "100Mi", "nodefs.available", "10%"));
        assertThat(allocatable.get("cpu")).hasToString("3900m");
        assertThat(allocatable.get("memory")).hasToString("5532Mi");
        assertThat(allocatable.get("ephemeral-storage")).hasToString("56453061334");
        assertThat(allocatable.get("pods")).hasToString("110");
    }
}
