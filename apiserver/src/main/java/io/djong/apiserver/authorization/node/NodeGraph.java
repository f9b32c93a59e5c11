package io.djong.apiserver.authorization.node;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which objects each node may see. A change costs what the changed object links, a question a few
/// look-ups, however many pods name the same object. Not safe for several threads.
final class NodeGraph {
    private final Map<Vertex, Links> links = new HashMap<>();
    /// For each object, by how many others each node sees it.
    private final Map<Vertex, Map<String, Integer>> seenBy = new HashMap<>();
    /// For each object, those that one must be able to see for it.
    private final Map<Vertex, Set<Vertex>> ways = new HashMap<>();

    /// Replaces what an object said before.
    void set(Vertex owner, Links now) {
        var before = now.equals(Links.NONE) ? links.remove(owner) : links.put(owner, now);
        if (now.equals(before)) {
            return;
        }
        if (before != null) {
            take(before);
        }
        for (var vertex : now.seen()) {
            seenBy.computeIfAbsent(vertex, key -> new HashMap<>()).merge(now.node(), 1, Integer::sum);
        }
        for (var way : now.ways()) {
            ways.computeIfAbsent(way.from(), key -> new HashSet<>()).add(way.to());
        }
    }

    /// Whether the node may see the object.
    boolean sees(String node, Vertex vertex) {
        var direct = seenBy.get(vertex);
        if (direct != null && direct.containsKey(node)) {
            return true;
        }
        for (var next : ways.getOrDefault(vertex, Set.of())) {
            if (sees(node, next)) { // from a secret to a volume to a claim, no further
                return true;
            }
        }
        return false;
    }

    /// How many objects it knows.
    int size() {
        return links.size() + seenBy.size() + ways.size();
    }

    private void take(Links before) {
        for (var vertex : before.seen()) {
            var nodes = seenBy.get(vertex);
            if (nodes != null) {
                nodes.computeIfPresent(before.node(), (node, count) -> count == 1 ? null : count - 1);
                if (nodes.isEmpty()) {
                    seenBy.remove(vertex);
                }
            }
        }
        for (var way : before.ways()) {
            var targets = ways.get(way.from());
            if (targets != null) {
                targets.remove(way.to());
                if (targets.isEmpty()) {
                    ways.remove(way.from());
                }
            }
        }
    }
}
