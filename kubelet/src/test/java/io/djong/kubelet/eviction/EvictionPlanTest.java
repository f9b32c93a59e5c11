package io.djong.kubelet.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.quantity.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvictionPlanTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TRANSITION = Duration.ofMinutes(5);

    private static EvictionSettings settings(
            Map<String, String> hard,
            Map<String, String> soft,
            Map<String, String> grace,
            Map<String, String> reclaim) {
        return new EvictionSettings(
                new TreeMap<>(hard),
                new TreeMap<>(soft),
                new TreeMap<>(grace),
                new TreeMap<>(reclaim),
                TRANSITION,
                30,
                false);
    }

    private static Map<Signal, Observation> memory(String available, int second) {
        return Map.of(
                Signal.MEMORY, new Observation(Quantity.of(available), Quantity.of("10Gi"), START.plusSeconds(second)));
    }

    private static EvictionPlan plan(
            EvictionPlan.State before, EvictionSettings settings, Map<Signal, Observation> seen, int second) {
        return EvictionPlan.plan(
                before, settings.thresholds(false), seen, settings.transition(), START.plusSeconds(second));
    }

    private static List<String> due(EvictionPlan plan) {
        return plan.due().stream().map(threshold -> threshold.signal().text()).toList();
    }

    @Test
    void aHardThresholdIsDueAtOnceAndTheConditionStays() {
        var settings = settings(Map.of("memory.available", "1Gi"), Map.of(), Map.of(), Map.of());
        var calm = plan(EvictionPlan.State.NONE, settings, memory("1Gi", 0), 0);
        assertThat(due(calm)).isEmpty();
        assertThat(calm.state().pressures()).isEmpty();

        var met = plan(calm.state(), settings, memory("1023Mi", 10), 10);
        assertThat(due(met)).containsExactly("memory.available");
        assertThat(met.state().pressures()).containsExactly("MemoryPressure");

        var over = plan(met.state(), settings, memory("2Gi", 20), 20);
        assertThat(due(over)).isEmpty();
        assertThat(over.state().pressures()).containsExactly("MemoryPressure");
        assertThat(plan(over.state(), settings, memory("2Gi", 309), 309).state().pressures())
                .containsExactly("MemoryPressure");
        assertThat(plan(over.state(), settings, memory("2Gi", 310), 310).state().pressures())
                .isEmpty();
    }

    @Test
    void aSoftThresholdHasToHoldForItsGracePeriod() {
        var settings =
                settings(Map.of(), Map.of("memory.available", "20%"), Map.of("memory.available", "1m30s"), Map.of());
        var met = plan(EvictionPlan.State.NONE, settings, memory("1Gi", 0), 0);
        assertThat(due(met)).isEmpty();
        assertThat(met.state().pressures()).containsExactly("MemoryPressure");
        var still = plan(met.state(), settings, memory("1Gi", 89), 89);
        assertThat(due(still)).isEmpty();
        assertThat(due(plan(still.state(), settings, memory("1Gi", 90), 90))).containsExactly("memory.available");
        var relieved = plan(still.state(), settings, memory("3Gi", 85), 85);
        assertThat(due(plan(relieved.state(), settings, memory("1Gi", 95), 95))).isEmpty();
    }

    @Test
    void asMuchMoreAsIsToBeReclaimedHasToBeFree() {
        var settings =
                settings(Map.of("memory.available", "1Gi"), Map.of(), Map.of(), Map.of("memory.available", "500Mi"));
        var met = plan(EvictionPlan.State.NONE, settings, memory("900Mi", 0), 0);
        var more = plan(met.state(), settings, memory("1200Mi", 10), 10);
        assertThat(due(more)).containsExactly("memory.available");
        assertThat(due(plan(more.state(), settings, memory("1600Mi", 20), 20))).isEmpty();
    }

    @Test
    void whatWasMeasuredBeforeSaysNothingNew() {
        var settings = settings(Map.of("memory.available", "1Gi"), Map.of(), Map.of(), Map.of());
        var met = plan(EvictionPlan.State.NONE, settings, memory("900Mi", 0), 0);
        assertThat(due(plan(met.state(), settings, memory("900Mi", 0), 1))).isEmpty();
    }

    @Test
    void memoryComesFirst() {
        var settings = settings(
                Map.of("imagefs.available", "15%", "nodefs.inodesFree", "5%", "memory.available", "1Gi"),
                Map.of(),
                Map.of(),
                Map.of());
        Map<Signal, Observation> seen = new EnumMap<>(memory("1Mi", 0));
        for (var signal : List.of(Signal.IMAGE_DISK, Signal.NODE_INODES, Signal.CONTAINER_INODES)) {
            seen.put(signal, new Observation(Quantity.of("1"), Quantity.of("1000"), START));
        }
        var plan = plan(EvictionPlan.State.NONE, settings, seen, 0);
        assertThat(due(plan))
                .startsWith("memory.available")
                .containsExactlyInAnyOrder(
                        "memory.available", "imagefs.available", "nodefs.inodesFree", "containerfs.inodesFree");
        assertThat(plan.state().pressures()).containsExactly("DiskPressure", "MemoryPressure");
    }

    @Test
    void settingsAreReadAsUpstreamReadsThem() {
        SortedMap<String, String> none = Collections.emptySortedMap();
        var defaults = new TreeMap<>(Map.of(
                "memory.available",
                "100Mi",
                "nodefs.available",
                "10%",
                "nodefs.inodesFree",
                "5%",
                "pid.available",
                "0%"));
        var settings = new EvictionSettings(defaults, none, none, none, TRANSITION, 0, true);
        assertThat(settings.errors()).isEmpty();
        assertThat(settings.thresholds(false))
                .extracting(threshold -> threshold.signal().text())
                .containsExactly(
                        "memory.available",
                        "nodefs.available",
                        "nodefs.inodesFree",
                        "allocatableMemory.available",
                        "containerfs.available",
                        "containerfs.inodesFree");
        var wrong = settings(
                Map.of("memory.free", "1Gi", "nodefs.available", "110%", "imagefs.available", "-1"),
                Map.of("memory.available", "1Gi"),
                Map.of(),
                Map.of());
        assertThat(wrong.errors())
                .containsExactly(
                        "eviction threshold imagefs.available must be positive: -1",
                        "unsupported eviction signal memory.free",
                        "eviction percentage threshold nodefs.available must be <= 100%: 110%",
                        "grace period must be specified for the soft eviction threshold memory.available");
    }
}
