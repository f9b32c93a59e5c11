package io.djong.apiserver.updates;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The outcomes of all changes of one object as lines. A line `spec.**: kept` holds for every change at and below
/// the place, but for those that have lines of their own further down.
final class MatrixTable {
    private static final class Node {
        final Map<String, String> outcomes = new LinkedHashMap<>();
        final Map<String, Node> children = new LinkedHashMap<>();

        void count(Map<String, Integer> into) {
            outcomes.values().forEach(outcome -> into.merge(outcome, 1, Integer::sum));
            children.values().forEach(child -> child.count(into));
        }
    }

    private final Node root = new Node();

    /// Adds what became of one change.
    void add(Change change, String outcome) {
        var at = root;
        for (var step : change.place().steps()) {
            at = at.children.computeIfAbsent(step, _ -> new Node());
        }
        at.outcomes.put(change.how(), outcome);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        write(Place.ROOT, root, null, lines);
        return lines;
    }

    private static void write(Place place, Node node, @Nullable String general, List<String> lines) {
        var counts = new HashMap<String, Integer>();
        node.count(counts);
        if (counts.size() == 1 && counts.containsKey(general)) {
            return;
        }
        var rule = place.steps().isEmpty() ? null : rule(counts);
        var below = general;
        if (rule != null && !rule.equals(general) && !node.children.isEmpty()) {
            lines.add(place + ".**: " + rule);
            below = rule;
        }
        own(place, node, below, lines);
        for (var child : node.children.entrySet()) {
            write(place.below(child.getKey()), child.getValue(), below, lines);
        }
    }

    /// What holds for more than half of the changes; null when nothing does.
    private static @Nullable String rule(Map<String, Integer> counts) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1 && entry.getValue() * 2 > all)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static void own(Place place, Node node, @Nullable String general, List<String> lines) {
        var byOutcome = new LinkedHashMap<String, List<String>>();
        node.outcomes.forEach((how, outcome) ->
                byOutcome.computeIfAbsent(outcome, _ -> new ArrayList<>()).add(how));
        byOutcome.forEach((outcome, hows) -> {
            if (!outcome.equals(general)) {
                var which = byOutcome.size() == 1 ? "" : " " + String.join(", ", hows);
                lines.add((place + which).strip() + ": " + outcome);
            }
        });
    }
}
