package io.djong.scheduler.framework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Why each node was refused. Nodes that were not looked at share one answer.
public final class Refusals {
    private static final Status UNSEEN = Status.unresolvable("");

    private final List<String> nodes = new ArrayList<>();
    private final List<Status> statuses = new ArrayList<>();
    private @Nullable Map<String, Status> byNode;
    private Status unseen = UNSEEN;

    /// The node was looked at.
    public void add(String node, Status status) {
        nodes.add(node);
        statuses.add(status);
        byNode = null;
    }

    /// Says what holds for the others.
    public void setUnseen(Status status) {
        unseen = status;
    }

    /// How many nodes were looked at and refused.
    public int size() {
        return nodes.size();
    }

    /// What holds for nodes that were not looked at.
    public Status unseen() {
        return unseen;
    }

    /// Why this node was refused.
    public Status get(String node) {
        Map<String, Status> map = byNode;
        if (map == null) {
            map = new HashMap<>();
            for (int i = 0; i < nodes.size(); i++) map.put(nodes.get(i), statuses.get(i));
            byNode = map;
        }
        return map.getOrDefault(node, unseen);
    }

    /// Every node that was looked at, in the order in which they were.
    public void forEach(BiConsumer<String, Status> action) {
        for (int i = 0; i < nodes.size(); i++) action.accept(nodes.get(i), statuses.get(i));
    }
}
