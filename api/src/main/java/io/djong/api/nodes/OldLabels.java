package io.djong.api.nodes;

import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.validation.FieldPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Labels of nodes that have other names now, or are gone; warnings of their use in upstream's words.
public final class OldLabels {
    private static final Map<String, String> WHY = Map.of(
            "beta.kubernetes.io/arch", "deprecated since v1.14; use \"kubernetes.io/arch\" instead",
            "beta.kubernetes.io/os", "deprecated since v1.14; use \"kubernetes.io/os\" instead",
            "failure-domain.beta.kubernetes.io/region",
                    "deprecated since v1.17; use \"topology.kubernetes.io/region\" instead",
            "failure-domain.beta.kubernetes.io/zone",
                    "deprecated since v1.17; use \"topology.kubernetes.io/zone\" instead",
            "beta.kubernetes.io/instance-type",
                    "deprecated since v1.17; use \"node.kubernetes.io/instance-type\" instead",
            "app.kubernetes.io/created-by", "deprecated since v1.9",
            "scheduler.alpha.kubernetes.io/preferAvoidPods",
                    "deprecated since v1.22; use Taints and Tolerations instead",
            "node-role.kubernetes.io/master", "use \"node-role.kubernetes.io/control-plane\" instead");

    private OldLabels() {}

    /// Why a label should not be used any more; null when it may be.
    public static @Nullable String why(String label) {
        return WHY.get(label);
    }

    /// Warnings of a selector of nodes.
    public static List<String> of(FieldPath path, @Nullable LabelSelector selector) {
        var sentences = new ArrayList<String>(0);
        if (selector == null) {
            return sentences;
        }
        for (int i = 0; i < selector.matchExpressions().size(); i++) {
            expression(
                    sentences,
                    path.child("matchExpressions").index(i),
                    selector.matchExpressions().get(i).key());
        }
        for (String label : selector.matchLabels().keySet()) {
            var why = why(label);
            if (why != null) {
                sentences.add(path.child("matchLabels", label) + ": " + why);
            }
        }
        return sentences;
    }

    /// Warnings of terms of which a node must meet one.
    public static List<String> of(FieldPath path, List<NodeSelectorTerm> terms) {
        var sentences = new ArrayList<String>(0);
        for (int i = 0; i < terms.size(); i++) {
            var wanted = terms.get(i).matchExpressions();
            for (int j = 0; j < wanted.size(); j++) {
                expression(
                        sentences,
                        path.index(i).child("matchExpressions").index(j),
                        wanted.get(j).key());
            }
        }
        return sentences;
    }

    private static void expression(List<String> sentences, FieldPath path, String label) {
        var why = why(label);
        if (why != null) {
            sentences.add(path.child("key") + ": " + label + " is " + why);
        }
    }
}
