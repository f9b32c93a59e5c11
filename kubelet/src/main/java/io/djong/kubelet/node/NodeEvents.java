package io.djong.kubelet.node;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What there is to tell people about a node whose status has changed. Pure.
final class NodeEvents {
    private static final Map<String, String> UNDER_PRESSURE = Map.of(
            "MemoryPressure",
            "NodeHasInsufficientMemory",
            "DiskPressure",
            "NodeHasDiskPressure",
            "PIDPressure",
            "NodeHasInsufficientPID");
    private static final Map<String, String> RELIEVED = Map.of(
            "MemoryPressure",
            "NodeHasSufficientMemory",
            "DiskPressure",
            "NodeHasNoDiskPressure",
            "PIDPressure",
            "NodeHasSufficientPID");

    private NodeEvents() {}

    /// @param type `Normal` or `Warning`
    record Told(String type, String reason, String message) {}

    /// What a status says that the one before did not. A pressure is told of also when there was no word of it;
    /// readiness only when it changes.
    static List<Told> between(Node before, Node after) {
        var name = after.metadata().name();
        List<Told> all = new ArrayList<>();
        for (var condition : after.status().conditions()) {
            var old = find(before, condition.type());
            if (old != null && old.status().equals(condition.status())) {
                continue;
            }
            boolean holds = condition.status().equals("True");
            var reason = (holds ? UNDER_PRESSURE : RELIEVED).get(condition.type());
            if (reason == null && condition.type().equals("Ready") && old != null) {
                reason = holds ? "NodeReady" : "NodeNotReady";
            }
            if (reason != null) {
                all.add(status(name, reason));
            }
        }
        var boot = before.status().nodeInfo().bootID();
        var newBoot = after.status().nodeInfo().bootID();
        if (!boot.isEmpty() && !boot.equals(newBoot)) {
            all.add(new Told("Warning", "Rebooted", "Node " + name + " has been rebooted, boot id: " + newBoot));
        }
        return all;
    }

    /// That the node takes pods again, or takes none.
    static Told schedulable(String name, boolean isSchedulable) {
        return status(name, isSchedulable ? "NodeSchedulable" : "NodeNotSchedulable");
    }

    private static Told status(String name, String reason) {
        return new Told("Normal", reason, "Node " + name + " status is now: " + reason);
    }

    private static @Nullable NodeCondition find(Node node, String type) {
        for (var condition : node.status().conditions()) {
            if (condition.type().equals(type)) {
                return condition;
            }
        }
        return null;
    }
}
