package io.djong.controllermanager.nodelifecycle;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.Taint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Decides which taints and labels follow from a node's conditions. Pure.
final class TaintPlan {
    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
    private static final String NO_SCHEDULE = "NoSchedule";
    private static final String NO_EXECUTE = "NoExecute";

    /// By condition, then by its status.
    private static final Map<String, Map<String, String>> KEYS = Map.of(
            Conditions.READY,
            Map.of("False", NOT_READY, "Unknown", UNREACHABLE),
            "MemoryPressure",
            Map.of("True", "node.kubernetes.io/memory-pressure"),
            "DiskPressure",
            Map.of("True", "node.kubernetes.io/disk-pressure"),
            "PIDPressure",
            Map.of("True", "node.kubernetes.io/pid-pressure"),
            "NetworkUnavailable",
            Map.of("True", "node.kubernetes.io/network-unavailable"));

    private static final Set<String> OWN_KEYS = Set.of(
            NOT_READY,
            UNREACHABLE,
            UNSCHEDULABLE,
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/network-unavailable");

    private TaintPlan() {}

    /// The node's taints with its `NoSchedule` ones as its conditions want them.
    static List<Taint> noSchedule(Node node, Instant now) {
        Set<String> wanted = new LinkedHashSet<>();
        for (NodeCondition condition : node.status().conditions()) {
            String key = KEYS.getOrDefault(condition.type(), Map.of()).get(condition.status());
            if (key != null) wanted.add(key);
        }
        if (node.spec().unschedulable()) wanted.add(UNSCHEDULABLE);
        List<Taint> result = new ArrayList<>();
        for (Taint taint : node.spec().taints()) {
            boolean isOurs = taint.effect().equals(NO_SCHEDULE) && OWN_KEYS.contains(taint.key());
            if (isOurs && !wanted.remove(taint.key())) continue;
            result.add(taint);
        }
        for (String key : wanted) result.add(taint(key, NO_SCHEDULE, now));
        return result;
    }

    /// The node's taints with this `NoExecute` one, and without the one that excludes it.
    static List<Taint> withNoExecute(Node node, String key, Instant now) {
        String opposite = key.equals(NOT_READY) ? UNREACHABLE : NOT_READY;
        List<Taint> result = new ArrayList<>(without(node.spec().taints(), opposite));
        if (!hasNoExecute(node, key)) result.add(taint(key, NO_EXECUTE, now));
        return result;
    }

    /// The node's taints without those that say that it is ill.
    static List<Taint> withoutNoExecute(Node node) {
        return without(without(node.spec().taints(), NOT_READY), UNREACHABLE);
    }

    static boolean hasNoExecute(Node node, String key) {
        for (Taint taint : node.spec().taints()) {
            if (taint.effect().equals(NO_EXECUTE) && taint.key().equals(key)) return true;
        }
        return false;
    }

    private static List<Taint> without(List<Taint> taints, String key) {
        return taints.stream()
                .filter(taint ->
                        !taint.effect().equals(NO_EXECUTE) || !taint.key().equals(key))
                .toList();
    }

    private static Taint taint(String key, String effect, Instant now) {
        return Taint.EMPTY.withKey(key).withEffect(effect).withTimeAdded(Times.toSeconds(now));
    }

    /// The node's labels with the older names of operating system and architecture beside the stable ones.
    static Map<String, String> labels(Node node) {
        Map<String, String> labels = new TreeMap<>(node.metadata().labels());
        copy(labels, "kubernetes.io/os", "beta.kubernetes.io/os");
        copy(labels, "kubernetes.io/arch", "beta.kubernetes.io/arch");
        return labels;
    }

    private static void copy(Map<String, String> labels, String from, String to) {
        String value = labels.get(from);
        if (value != null) labels.put(to, value);
    }
}
