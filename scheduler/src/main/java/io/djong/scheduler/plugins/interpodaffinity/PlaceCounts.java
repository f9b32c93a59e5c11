package io.djong.scheduler.plugins.interpodaffinity;

import io.djong.scheduler.snapshot.AffinityTerm;
import java.util.HashMap;
import java.util.Map;

/// Numbers by place: a place is a node label with a value. Only looked up by place, never walked through.
final class PlaceCounts {
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    /// Adds to the place of a node by the term's topology key; nothing if the node has no such label.
    void add(Map<String, String> nodeLabels, AffinityTerm term, long number) {
        String value = nodeLabels.get(term.topologyKey());
        if (value == null || number == 0) return;
        var values = counts.computeIfAbsent(term.topologyKey(), _ -> new HashMap<>());
        if (values.merge(value, number, Long::sum) == 0) {
            values.remove(value);
            if (values.isEmpty()) counts.remove(term.topologyKey());
        }
    }

    /// The number at a node's place by one key; 0 if the node has no such label.
    long at(Map<String, String> nodeLabels, String topologyKey) {
        var values = counts.get(topologyKey);
        String value = values == null ? null : nodeLabels.get(topologyKey);
        return values == null || value == null ? 0 : values.getOrDefault(value, 0L);
    }

    /// The sum over all places of a node.
    long sum(Map<String, String> nodeLabels) {
        long sum = 0;
        for (String key : counts.keySet()) sum += at(nodeLabels, key);
        return sum;
    }

    /// Whether some place of a node has more than nothing.
    boolean anyAt(Map<String, String> nodeLabels) {
        for (String key : counts.keySet()) {
            if (at(nodeLabels, key) > 0) return true;
        }
        return false;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }
}
