package io.djong.kubelet.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.EmptyDirVolumeSource;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ResourceRequirements;
import io.djong.api.types.core.v1.Volume;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.eviction.PodUse.ContainerUse;
import io.djong.kubelet.eviction.PodUse.DiskUse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RankingPlanTest {
    private static final long MEBIBYTE = 1L << 20;

    private static Pod pod(String name, int priority, String resource, String request) {
        var resources = ResourceRequirements.EMPTY.withRequests(Map.of(resource, Quantity.of(request)));
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withUid(name))
                .withSpec(PodSpec.EMPTY
                        .withPriority(priority)
                        .withContainers(List.of(Container.EMPTY.withName("c").withResources(resources))));
    }

    private static PodUse memory(long mebibytes) {
        var container = new ContainerUse("c", mebibytes * MEBIBYTE, null, null);
        return new PodUse(mebibytes * MEBIBYTE, null, null, List.of(container), new TreeMap<>());
    }

    private static PodUse disk(long layer, long logs) {
        var container =
                new ContainerUse("c", null, new DiskUse(layer * MEBIBYTE, layer), new DiskUse(logs * MEBIBYTE, logs));
        return new PodUse(null, null, (layer + logs) * MEBIBYTE, List.of(container), new TreeMap<>());
    }

    private static List<String> rank(List<Pod> pods, Map<String, PodUse> uses, Signal signal, boolean dedicated) {
        return RankingPlan.rank(pods, uses, signal, dedicated).stream()
                .map(pod -> pod.metadata().name())
                .toList();
    }

    @Test
    void whoUsesMoreThanRequestedGoesFirstThenTheLeastImportantThenTheGreediest() {
        var pods = List.of(
                pod("within", 0, "memory", "100Mi"),
                pod("important", 10, "memory", "10Mi"),
                pod("greedy", 0, "memory", "10Mi"),
                pod("greedier", 0, "memory", "20Mi"),
                pod("unknown", 99, "memory", "1Gi"));
        var uses = Map.of("within", memory(99), "important", memory(500), "greedy", memory(30), "greedier", memory(50));
        assertThat(rank(pods, uses, Signal.MEMORY, false))
                .containsExactly("unknown", "greedier", "greedy", "important", "within");
    }

    @Test
    void whatLiesOnTheDiskCounts() {
        var pods = List.of(pod("logs", 0, "cpu", "1"), pod("layer", 0, "cpu", "1"));
        var uses = Map.of("logs", disk(1, 20), "layer", disk(10, 1));
        assertThat(rank(pods, uses, Signal.NODE_DISK, false)).containsExactly("logs", "layer");
        assertThat(rank(pods, uses, Signal.NODE_DISK, true)).containsExactly("logs", "layer");
        assertThat(rank(pods, uses, Signal.IMAGE_DISK, true)).containsExactly("layer", "logs");
        assertThat(rank(pods, uses, Signal.NODE_INODES, false)).containsExactly("logs", "layer");
    }

    @Test
    void theMessageNamesWhoUsesMoreThanRequested() {
        var message = EvictionMessage.of(
                "memory",
                pod("web", 0, "memory", "10Mi"),
                memory(30),
                new EvictionPlan.Shortage(Quantity.of("100Mi"), Quantity.of("60Mi")));
        assertThat(message.text())
                .isEqualTo("The node was low on resource: memory. Threshold quantity: 100Mi, available: 60Mi. Container"
                        + " c was using 30Mi, request is 10Mi, has larger consumption of memory. ");
        assertThat(message.annotations())
                .containsExactly(
                        Map.entry("offending_containers", "c"),
                        Map.entry("offending_containers_usage", "30Mi"),
                        Map.entry("starved_resource", "memory"));
        assertThat(EvictionMessage.of("pids", pod("web", 0, "memory", "10Mi"), null, null)
                        .text())
                .isEqualTo("The node was low on resource: pids. ");
    }

    @Test
    void limitsOfVolumesPodsAndContainers() {
        var limits = ResourceRequirements.EMPTY.withLimits(Map.of("ephemeral-storage", Quantity.of("10Mi")));
        var plain = pod("p", 0, "cpu", "1");
        var limited = plain.withSpec(plain.spec()
                .withContainers(List.of(
                        Container.EMPTY.withName("c").withResources(limits),
                        Container.EMPTY.withName("d").withResources(limits))));
        var empty = EmptyDirVolumeSource.EMPTY.withSizeLimit(Quantity.of("1Mi"));
        var volume = plain.withSpec(
                plain.spec().withVolumes(List.of(Volume.EMPTY.withName("cache").withEmptyDir(empty))));
        var full =
                new PodUse(null, null, null, List.of(), new TreeMap<>(Map.of("cache", new DiskUse(2 * MEBIBYTE, 3))));

        assertThat(LocalStoragePlan.concerns(plain)).isFalse();
        assertThat(LocalStoragePlan.concerns(limited)).isTrue();
        assertThat(LocalStoragePlan.concerns(volume)).isTrue();
        assertThat(messages(volume, full, false))
                .containsExactly("emptydirfs.limit Usage of EmptyDir volume \"cache\" exceeds the limit \"1Mi\". ");
        assertThat(messages(limited, disk(1, 25), false))
                .containsExactly("ephemeralpodfs.limit Pod ephemeral local storage usage exceeds the total limit of"
                        + " containers 20Mi. ");
        assertThat(messages(limited, disk(6, 6), false))
                .containsExactly("ephemeralcontainerfs.limit Container c exceeded its local ephemeral storage limit"
                        + " \"10Mi\". ");
        assertThat(messages(limited, disk(6, 6), true)).isEmpty();
    }

    private static List<String> messages(Pod pod, PodUse use, boolean dedicated) {
        return LocalStoragePlan.plan(List.of(pod), Map.of("p", use), dedicated).stream()
                .map(violation -> violation.limit() + " " + violation.message())
                .toList();
    }
}
