package io.djong.controllermanager.nodelifecycle;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Decides how fast nodes are given up, by how much of each zone is ill. Pure.
final class ZonePlan {
    private static final int ILL_NODES_MIN = 3;

    private ZonePlan() {}

    enum State {
        /// Seen for the first time in this round.
        INITIAL,
        NORMAL,
        /// A large share of the nodes is not ready.
        PARTIAL,
        /// No node is ready.
        FULL
    }

    /// What to do after a round.
    ///
    /// @param states of each zone, for the next round
    /// @param rates nodes per second of those zones whose rate changes
    /// @param forgetTaints every zone is silent: the nodes' own taints are taken back, as the fault is more likely
    ///     here
    /// @param forgiveSilence the silence is over: every node's time begins anew
    record Decision(
            Map<String, State> states, Map<String, Double> rates, boolean forgetTaints, boolean forgiveSilence) {
        Decision {
            states = new TreeMap<>(states);
            rates = new TreeMap<>(rates);
        }
    }

    static State state(List<Boolean> ready, NodeOptions options) {
        int ill = 0;
        for (boolean isReady : ready) {
            if (!isReady) ill++;
        }
        if (ill > 0 && ill == ready.size()) return State.FULL;
        if (ill >= ILL_NODES_MIN && (double) ill / ready.size() >= options.unhealthyShare()) return State.PARTIAL;
        return State.NORMAL;
    }

    /// @param before the states after the last round
    /// @param ready whether each node is ready, by zone
    static Decision plan(Map<String, State> before, Map<String, List<Boolean>> ready, NodeOptions options) {
        Map<String, State> now = new TreeMap<>();
        ready.forEach((zone, conditions) -> now.put(zone, state(conditions, options)));
        boolean allWereFull =
                now.keySet().stream().allMatch(zone -> before.getOrDefault(zone, State.INITIAL) == State.FULL);
        boolean allAreFull = now.values().stream().allMatch(state -> state == State.FULL);
        if (allAreFull && allWereFull) return new Decision(now, Map.of(), false, false);
        Map<String, Double> rates = new TreeMap<>();
        if (allAreFull) {
            for (String zone : now.keySet()) rates.put(zone, 0.0);
            return new Decision(now, rates, true, false);
        }
        now.forEach((zone, state) -> {
            boolean isChanged = before.getOrDefault(zone, State.INITIAL) != state;
            int size = ready.getOrDefault(zone, List.of()).size();
            if (isChanged || allWereFull) rates.put(zone, rate(state, size, options));
        });
        return new Decision(now, rates, false, allWereFull);
    }

    private static double rate(State state, int nodes, NodeOptions options) {
        return switch (state) {
            case INITIAL, NORMAL -> options.evictionRate();
            // Others are well: this zone alone is cut off, and its pods are wanted elsewhere.
            case FULL -> options.evictionRate();
            case PARTIAL -> nodes > options.largeZoneNodes() ? options.secondaryEvictionRate() : 0;
        };
    }
}
