package io.djong.scheduler;

import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.on;
import static io.djong.scheduler.world.Objects.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.world.Objects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SchedulingPlanProperties {
    private static final int SEEDS = 50;

    @Test
    void neverOvercommits() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var chance = new SplittableRandom(seed);
            var scene = new Scene(seed);
            Map<String, long[]> left = new HashMap<>();
            for (int i = 0; i < 1 + chance.nextInt(20); i++) {
                long[] has = {chance.nextInt(1, 9) * 1000L, chance.nextInt(1, 17), chance.nextInt(1, 12)};
                String name = "n" + i;
                left.put(name, has);
                scene.nodes(node(
                        name, Map.of("cpu", has[0] + "m", "memory", has[1] + "Gi", "pods", Long.toString(has[2]))));
            }
            for (int i = 0; i < 200; i++) {
                long cpu = chance.nextInt(0, 20) * 100L;
                long memory = chance.nextInt(0, 4);
                Pod pod = pod("p" + i, cpu + "m", memory + "Gi");
                String node = scene.schedule(pod);
                boolean fits = left.values().stream().anyMatch(has -> has[0] >= cpu && has[1] >= memory && has[2] >= 1);
                assertThat(left.containsKey(node))
                        .as("seed %d, pod %d: %s", seed, i, node)
                        .isEqualTo(fits);
                long[] has = left.get(node);
                if (has == null) continue;
                has[0] -= cpu;
                has[1] -= memory;
                has[2] -= 1;
                assertThat(has[0] >= 0 && has[1] >= 0 && has[2] >= 0)
                        .as("seed %d, pod %d", seed, i)
                        .isTrue();
            }
        }
    }

    @Test
    void theSameSeedPlacesTheSame() {
        for (long seed = 0; seed < 10; seed++) {
            assertThat(placements(seed)).isEqualTo(placements(seed));
        }
        assertThat(placements(1)).isNotEqualTo(placements(2));
    }

    private static List<String> placements(long seed) {
        var scene = new Scene(seed);
        for (int i = 0; i < 30; i++) scene.nodes(Objects.zone(node("n" + i), "z" + i % 3));
        List<String> result = new ArrayList<>();
        for (int i = 0; i < 100; i++) result.add(scene.schedule(pod("p" + i, "100m", "100Mi")));
        return result;
    }

    /// A snapshot that was brought up to date step by step says the same as a new one.
    @Test
    void incrementalSnapshotsAreRight() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var chance = new SplittableRandom(seed);
            var stepwise = new Scene(seed);
            Map<String, Pod> pods = new HashMap<>();
            Map<String, Integer> nodes = new java.util.TreeMap<>();
            for (int step = 0; step < 200; step++) {
                switch (chance.nextInt(5)) {
                    case 0 -> {
                        String name = "n" + chance.nextInt(8);
                        nodes.put(name, chance.nextInt(1, 9));
                        stepwise.nodes(sized(name, nodes.get(name)));
                    }
                    case 1 -> {
                        String name = "n" + chance.nextInt(8);
                        nodes.remove(name);
                        stepwise.cache.removeNode(name);
                    }
                    case 2 -> {
                        Pod gone = pods.remove("p" + chance.nextInt(20));
                        if (gone != null) stepwise.cache.removePod(gone);
                    }
                    default -> {
                        String name = "p" + chance.nextInt(20);
                        Pod pod = on(pod(name, chance.nextInt(5) + "", "1Gi"), "n" + chance.nextInt(8));
                        if (pods.containsKey(name)) stepwise.cache.removePod(pod);
                        pods.put(name, pod);
                        stepwise.pods(pod);
                    }
                }
                if (chance.nextInt(3) == 0) stepwise.order();
            }
            var fresh = new Scene(seed);
            nodes.forEach((name, cores) -> fresh.nodes(sized(name, cores)));
            pods.values().forEach(fresh::pods);
            assertThat(told(stepwise)).as("seed %d", seed).isEqualTo(told(fresh));
        }
    }

    private static io.djong.api.types.core.v1.Node sized(String name, int cores) {
        return node(name, Map.of("cpu", Integer.toString(cores), "memory", "8Gi", "pods", "110"));
    }

    private static List<String> told(Scene scene) {
        scene.cache.update(scene.snapshot);
        return scene.snapshot.nodes().stream()
                .map(node -> node.name() + " " + node.allocatable(0) + " " + node.requested(0) + " "
                        + node.requested(1) + " " + node.nonZeroCpuMillis() + " "
                        + node.pods().stream()
                                .map(pod -> pod.key().name())
                                .sorted()
                                .toList())
                .sorted()
                .toList();
    }
}
