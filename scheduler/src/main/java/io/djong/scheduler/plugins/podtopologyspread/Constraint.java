package io.djong.scheduler.plugins.podtopologyspread;

import io.djong.api.nodes.RequiredNodes;
import io.djong.api.pods.Tolerations;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Operator;
import io.djong.api.selector.Requirement;
import io.djong.api.selector.Selector;
import io.djong.api.selector.SelectorException;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
import io.djong.scheduler.snapshot.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A topology spread constraint, ready to be compared. Immutable.
///
/// @param maxSkew how much more pods a place may have than the emptiest
/// @param key the node label whose value says what is one place
/// @param selector of the pods that count; they are in the pod's own namespace
/// @param minDomains with fewer places, the emptiest counts as empty
/// @param honoursAffinity only nodes that the pod's node affinity and selector allow count
/// @param honoursTaints only nodes whose taints the pod tolerates count
record Constraint(
        int maxSkew, String key, Selector selector, int minDomains, boolean honoursAffinity, boolean honoursTaints) {
    /// Places that are single nodes.
    static final String HOSTNAME = "kubernetes.io/hostname";

    /// The pod's constraints of one kind.
    ///
    /// @param action `DoNotSchedule` or `ScheduleAnyway`
    static List<Constraint> of(Pod pod, String action) {
        List<Constraint> result = new ArrayList<>();
        for (TopologySpreadConstraint said : pod.spec().topologySpreadConstraints()) {
            if (said.whenUnsatisfiable().equals(action)) result.add(of(said, selector(said, pod)));
        }
        return result;
    }

    static Constraint of(TopologySpreadConstraint said, Selector selector) {
        Integer domains = said.minDomains();
        return new Constraint(
                said.maxSkew(),
                said.topologyKey(),
                selector,
                domains == null ? 1 : domains,
                !"Ignore".equals(said.nodeAffinityPolicy()),
                "Honor".equals(said.nodeTaintsPolicy()));
    }

    /// With the pod's own values of the label keys; the API server may have written them into the selector already,
    /// then they are there twice and mean the same.
    private static Selector selector(TopologySpreadConstraint said, Pod pod) {
        Selector selector = LabelSelectors.of(said.labelSelector());
        Map<String, String> labels = pod.metadata().labels();
        for (String key : said.matchLabelKeys()) {
            String value = labels.get(key);
            if (value == null) continue;
            try {
                selector = selector.and(Requirement.of(key, Operator.IN, List.of(value)));
            } catch (SelectorException e) {
                throw new IllegalStateException("a label of a stored pod makes a requirement: " + key, e);
            }
        }
        return selector;
    }

    /// Whether the node counts for a pod.
    ///
    /// @param required the pod's node affinity and selector
    boolean counts(Pod pod, RequiredNodes required, Node node) {
        if (honoursAffinity && !required.match(node)) return false;
        return !honoursTaints
                || Tolerations.firstRepelling(node.spec().taints(), pod.spec().tolerations()) == null;
    }

    boolean matches(Pod other) {
        return selector.matches(other.metadata().labels());
    }

    /// How many pods of a node match. Those that are going do not count.
    int matching(NodeInfo node, String namespace) {
        int count = 0;
        for (int i = 0; i < node.podCount(); i++) {
            Pod other = node.pod(i).pod();
            boolean counted = other.metadata().deletionTimestamp() == null
                    && other.metadata().namespace().equals(namespace);
            if (counted && matches(other)) count++;
        }
        return count;
    }

    /// Whether the node has the label of each constraint.
    static boolean areAllAt(List<Constraint> constraints, Map<String, String> labels) {
        for (int i = 0; i < constraints.size(); i++) {
            if (!labels.containsKey(constraints.get(i).key)) return false;
        }
        return true;
    }
}
