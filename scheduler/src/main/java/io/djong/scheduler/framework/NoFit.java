package io.djong.scheduler.framework;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Why a pod fits nowhere, node by node.
///
/// @param nodes how many there are
/// @param preFilterMessage what was said before any node was looked at; "" if nothing
/// @param unschedulablePlugins who refused: their events may bring the pod back
/// @param pendingPlugins who waits for something
public record NoFit(
        int nodes,
        Refusals refusals,
        String preFilterMessage,
        String postFilterMessage,
        Set<String> unschedulablePlugins,
        Set<String> pendingPlugins) {
    public NoFit {
        unschedulablePlugins = Collections.unmodifiableSet(new TreeSet<>(unschedulablePlugins));
        pendingPlugins = Collections.unmodifiableSet(new TreeSet<>(pendingPlugins));
    }

    /// Refused on the one node that had been chosen.
    public static NoFit ofOne(String node, Status status) {
        Refusals refusals = new Refusals();
        refusals.add(node, status);
        boolean pending = status.code() == Code.PENDING;
        Set<String> plugin = Set.of(status.plugin());
        return new NoFit(1, refusals, "", "", pending ? Set.of() : plugin, pending ? plugin : Set.of());
    }

    /// The same, after the post-filters.
    public NoFit withPostFilterMessage(String message) {
        return new NoFit(nodes, refusals, preFilterMessage, message, unschedulablePlugins, pendingPlugins);
    }

    /// In upstream's words: how many nodes, and each reason with the number of nodes that it holds for.
    public String message() {
        StringBuilder text = new StringBuilder("0/" + nodes + " nodes are available:");
        if (!preFilterMessage.isEmpty()) {
            text.append(' ').append(preFilterMessage).append('.');
        } else {
            List<String> reasons = countedReasons();
            if (!reasons.isEmpty())
                text.append(' ').append(String.join(", ", reasons)).append('.');
        }
        if (!postFilterMessage.isEmpty()) text.append(' ').append(postFilterMessage);
        return text.toString();
    }

    private List<String> countedReasons() {
        Map<String, Integer> counts = new HashMap<>();
        refusals.forEach((_, status) -> count(counts, status, 1));
        if (refusals.size() < nodes) count(counts, refusals.unseen(), nodes - refusals.size());
        List<String> lines = new ArrayList<>();
        counts.forEach((reason, count) -> lines.add(count + " " + reason));
        Collections.sort(lines);
        return lines;
    }

    private static void count(Map<String, Integer> counts, Status status, int more) {
        for (String reason : status.reasons()) counts.merge(reason, more, Integer::sum);
    }
}
