package io.djong.scheduler.plugins.podtopologyspread;

import io.djong.api.nodes.RequiredNodes;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// How full the places of the nodes that are left are, and how good that makes each node.
final class SoftSpread {
    private final Pod pod;
    private final List<Constraint> constraints;
    private final boolean needsAllLabels;
    private final List<Map<String, Integer>> counts = new ArrayList<>();
    private final double[] weights;
    /// Nodes that lack a label, by name: they get no points.
    private final Set<String> ignored = new HashSet<>();

    /// @param needsAllLabels whether a node without one of the labels is out; not so for the built-in constraints
    SoftSpread(Pod pod, List<Constraint> constraints, boolean needsAllLabels, Snapshot snapshot, List<NodeInfo> left) {
        this.pod = pod;
        this.constraints = constraints;
        this.needsAllLabels = needsAllLabels;
        this.weights = new double[constraints.size()];
        findPlaces(left);
        count(snapshot);
    }

    private void findPlaces(List<NodeInfo> left) {
        for (int c = 0; c < constraints.size(); c++) counts.add(new HashMap<>());
        for (NodeInfo node : left) {
            Map<String, String> labels = node.node().metadata().labels();
            if (needsAllLabels && !Constraint.areAllAt(constraints, labels)) {
                ignored.add(node.name());
                continue;
            }
            for (int c = 0; c < constraints.size(); c++) {
                String place = labels.get(constraints.get(c).key());
                if (place != null && !isHost(c)) counts.get(c).putIfAbsent(place, 0);
            }
        }
        for (int c = 0; c < constraints.size(); c++) {
            int places =
                    isHost(c) ? left.size() - ignored.size() : counts.get(c).size();
            weights[c] = Math.log(places + 2.0);
        }
    }

    /// A host's pods are counted when it is scored.
    private boolean isHost(int c) {
        return constraints.get(c).key().equals(Constraint.HOSTNAME);
    }

    private void count(Snapshot snapshot) {
        var required = RequiredNodes.of(pod.spec());
        for (NodeInfo node : snapshot.nodes()) {
            Map<String, String> labels = node.node().metadata().labels();
            if (needsAllLabels && !Constraint.areAllAt(constraints, labels)) continue;
            for (int c = 0; c < constraints.size(); c++) {
                Constraint constraint = constraints.get(c);
                String place = labels.get(constraint.key());
                if (place == null || !counts.get(c).containsKey(place)) continue;
                if (!constraint.counts(pod, required, node.node())) continue;
                counts.get(c)
                        .merge(place, constraint.matching(node, pod.metadata().namespace()), Integer::sum);
            }
        }
    }

    long score(NodeInfo node) {
        if (ignored.contains(node.name())) return 0;
        Map<String, String> labels = node.node().metadata().labels();
        double score = 0;
        for (int c = 0; c < constraints.size(); c++) {
            Constraint constraint = constraints.get(c);
            String place = labels.get(constraint.key());
            if (place == null) continue;
            int count = isHost(c)
                    ? constraint.matching(node, pod.metadata().namespace())
                    : counts.get(c).getOrDefault(place, 0);
            score += count * weights[c] + (constraint.maxSkew() - 1);
        }
        return Math.round(score);
    }

    /// The emptier, the better.
    void normalize(List<NodeInfo> nodes, long[] scores) {
        long least = Long.MAX_VALUE;
        long most = 0;
        for (int i = 0; i < nodes.size(); i++) {
            if (ignored.contains(nodes.get(i).name())) continue;
            least = Math.min(least, scores[i]);
            most = Math.max(most, scores[i]);
        }
        for (int i = 0; i < nodes.size(); i++) {
            if (ignored.contains(nodes.get(i).name())) scores[i] = 0;
            else if (most == 0) scores[i] = ScorePlugin.SCORE_MAX;
            else scores[i] = ScorePlugin.SCORE_MAX * (most + least - scores[i]) / most;
        }
    }
}
