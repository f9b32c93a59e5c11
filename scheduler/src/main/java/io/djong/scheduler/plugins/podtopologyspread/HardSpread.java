package io.djong.scheduler.plugins.podtopologyspread;

import io.djong.api.nodes.RequiredNodes;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many pods there are at each place that a constraint knows; changed when pods are tried away or added.
final class HardSpread {
    private final Pod pod;
    private final RequiredNodes required;
    private final List<Constraint> constraints;
    private final List<Map<String, Integer>> counts = new ArrayList<>();
    private final int[] emptiest;
    private final int[] selfMatch;

    HardSpread(Pod pod, List<Constraint> constraints, Snapshot snapshot) {
        this.pod = pod;
        this.required = RequiredNodes.of(pod.spec());
        this.constraints = constraints;
        this.emptiest = new int[constraints.size()];
        this.selfMatch = new int[constraints.size()];
        for (int c = 0; c < constraints.size(); c++) {
            counts.add(new HashMap<>());
            selfMatch[c] = constraints.get(c).matches(pod) ? 1 : 0;
        }
        for (NodeInfo node : snapshot.nodes()) {
            Map<String, String> labels = node.node().metadata().labels();
            if (!Constraint.areAllAt(constraints, labels)) continue;
            for (int c = 0; c < constraints.size(); c++) {
                Constraint constraint = constraints.get(c);
                if (!constraint.counts(pod, required, node.node())) continue;
                counts.get(c)
                        .merge(
                                labels.getOrDefault(constraint.key(), ""),
                                constraint.matching(node, pod.metadata().namespace()),
                                Integer::sum);
            }
        }
        for (int c = 0; c < constraints.size(); c++) findEmptiest(c);
    }

    private void findEmptiest(int c) {
        var places = counts.get(c);
        int least = Integer.MAX_VALUE;
        for (int count : places.values()) least = Math.min(least, count);
        emptiest[c] = places.size() < constraints.get(c).minDomains() ? 0 : least;
    }

    /// @param sign 1 when the other pod is tried on the node, -1 when it is tried away
    void change(Pod other, NodeInfo node, int sign) {
        Map<String, String> labels = node.node().metadata().labels();
        if (!other.metadata().namespace().equals(pod.metadata().namespace())) return;
        if (!Constraint.areAllAt(constraints, labels)) return;
        for (int c = 0; c < constraints.size(); c++) {
            Constraint constraint = constraints.get(c);
            if (!constraint.matches(other) || !constraint.counts(pod, required, node.node())) continue;
            counts.get(c).merge(labels.getOrDefault(constraint.key(), ""), sign, Integer::sum);
            findEmptiest(c);
        }
    }

    /// What a node means for the constraints.
    enum Verdict {
        FITS,
        NO_LABEL,
        TOO_FULL
    }

    Verdict judge(NodeInfo node) {
        Map<String, String> labels = node.node().metadata().labels();
        for (int c = 0; c < constraints.size(); c++) {
            Constraint constraint = constraints.get(c);
            String place = labels.get(constraint.key());
            if (place == null) return Verdict.NO_LABEL;
            Integer count = counts.get(c).get(place);
            int skew = (count == null ? 0 : count) + selfMatch[c] - emptiest[c];
            if (skew > constraint.maxSkew()) return Verdict.TOO_FULL;
        }
        return Verdict.FITS;
    }
}
