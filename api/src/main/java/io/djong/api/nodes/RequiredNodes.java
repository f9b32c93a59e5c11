package io.djong.api.nodes;

import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.PodSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The nodes that a pod may run on by its `nodeSelector` and its required node affinity: both must match; of the
/// affinity's terms one is enough.
public final class RequiredNodes {
    private final Selector labels;
    private final @Nullable List<NodeTerm> terms;

    private RequiredNodes(Selector labels, @Nullable List<NodeTerm> terms) {
        this.labels = labels;
        this.terms = terms;
    }

    /// What the pod requires.
    public static RequiredNodes of(PodSpec spec) {
        Affinity affinity = spec.affinity();
        NodeSelector required = affinity == null || affinity.nodeAffinity() == null
                ? null
                : affinity.nodeAffinity().requiredDuringSchedulingIgnoredDuringExecution();
        Selector labels =
                spec.nodeSelector().isEmpty() ? Selector.everything() : Selector.ofLabels(spec.nodeSelector());
        return new RequiredNodes(labels, required == null ? null : terms(required));
    }

    /// What a node selector alone requires.
    public static RequiredNodes of(NodeSelector selector) {
        return new RequiredNodes(Selector.everything(), terms(selector));
    }

    private static List<NodeTerm> terms(NodeSelector selector) {
        return selector.nodeSelectorTerms().stream().map(NodeTerm::of).toList();
    }

    /// Whether every node is right.
    public boolean isEverything() {
        return terms == null && labels.isEmpty();
    }

    /// The terms of the affinity, or null when there is none.
    public @Nullable List<NodeTerm> terms() {
        return terms;
    }

    /// Whether the pod may run on the node.
    public boolean match(Node node) {
        if (!labels.matches(node.metadata().labels())) return false;
        if (terms == null) return true;
        for (int i = 0; i < terms.size(); i++) {
            if (terms.get(i).matches(node)) return true;
        }
        return false;
    }
}
