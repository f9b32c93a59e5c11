package io.djong.kubelet.eviction;

import io.djong.api.quantity.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a look at the node means. Pure.
///
/// @param state to be given to the next look
/// @param due thresholds for which pods have to go, those of memory first; the first of them is acted on
record EvictionPlan(State state, List<Threshold> due) {
    EvictionPlan {
        due = List.copyOf(due);
    }

    /// What is known from one look to the next.
    ///
    /// @param pressures the node's conditions, in order
    /// @param metSince when each threshold that is met was first seen so
    /// @param pressuresSeen when each condition was last seen
    /// @param met thresholds whose grace period is over, until enough is reclaimed
    record State(
            List<String> pressures,
            Map<Threshold, Instant> metSince,
            SortedMap<String, Instant> pressuresSeen,
            List<Threshold> met,
            Map<Signal, Observation> last) {
        static final State NONE =
                new State(List.of(), Map.of(), Collections.unmodifiableSortedMap(new TreeMap<>()), List.of(), Map.of());
    }

    /// Decides.
    ///
    /// @param transition how long a condition stays after it was seen last
    static EvictionPlan plan(
            State before, List<Threshold> thresholds, Map<Signal, Observation> seen, Duration transition, Instant now) {
        var met = new ArrayList<>(met(thresholds, seen, false));
        for (var unresolved : met(before.met(), seen, true)) {
            if (met.stream().noneMatch(unresolved::isSame)) {
                met.add(unresolved);
            }
        }
        Map<Threshold, Instant> since = new LinkedHashMap<>();
        met.forEach(threshold -> since.put(threshold, before.metSince().getOrDefault(threshold, now)));
        SortedMap<String, Instant> pressuresSeen = new TreeMap<>(before.pressuresSeen());
        met.forEach(threshold -> pressuresSeen.put(threshold.signal().condition(), now));
        List<String> pressures = pressuresSeen.entrySet().stream()
                .filter(entry -> Duration.between(entry.getValue(), now).compareTo(transition) < 0)
                .map(Map.Entry::getKey)
                .toList();
        List<Threshold> ripe = since.entrySet().stream()
                .filter(entry -> Duration.between(entry.getValue(), now)
                                .compareTo(entry.getKey().grace())
                        >= 0)
                .map(Map.Entry::getKey)
                .toList();
        List<Threshold> due = new ArrayList<>();
        for (var threshold : ripe) {
            var observation = seen.get(threshold.signal());
            var last = before.last().get(threshold.signal());
            // What was measured before the last pod went says nothing of what is left now.
            if (observation != null && (last == null || observation.time().isAfter(last.time()))) {
                due.add(threshold);
            }
        }
        due.sort(Comparator.comparing(threshold -> !threshold.signal().isMemory()));
        return new EvictionPlan(new State(pressures, since, pressuresSeen, ripe, Map.copyOf(seen)), due);
    }

    /// The thresholds that are met, whatever their grace periods.
    ///
    /// @param reclaiming whether as much more has to be left as is to be reclaimed
    static List<Threshold> met(List<Threshold> thresholds, Map<Signal, Observation> seen, boolean reclaiming) {
        List<Threshold> met = new ArrayList<>();
        for (var threshold : thresholds) {
            var observation = seen.get(threshold.signal());
            if (observation == null) {
                continue;
            }
            var limit = threshold.value().of(observation.capacity());
            var more = threshold.reclaimMin();
            if (reclaiming && more != null) {
                limit = limit.add(more.of(observation.capacity()));
            }
            if (limit.compareTo(observation.available()) > 0) {
                met.add(threshold);
            }
        }
        return met;
    }

    /// What is left, and how much should be, of what is scarce.
    record Shortage(Quantity limit, Quantity available) {}

    static @Nullable Shortage shortage(String resource, List<Threshold> thresholds, Map<Signal, Observation> seen) {
        for (var threshold : thresholds) {
            var observation = seen.get(threshold.signal());
            if (observation != null && threshold.signal().resource().equals(resource)) {
                return new Shortage(threshold.value().of(observation.capacity()), observation.available());
            }
        }
        return null;
    }
}
