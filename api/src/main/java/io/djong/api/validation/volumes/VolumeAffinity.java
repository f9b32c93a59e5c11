package io.djong.api.validation.volumes;

import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.VolumeNodeAffinity;
import io.djong.api.validation.LabelNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From which nodes a volume can be reached, before and after a change.
final class VolumeAffinity {
    private static final Map<String, String> RENAMED = Map.of(
            "failure-domain.beta.kubernetes.io/zone", "topology.kubernetes.io/zone",
            "failure-domain.beta.kubernetes.io/region", "topology.kubernetes.io/region",
            "beta.kubernetes.io/os", "kubernetes.io/os",
            "beta.kubernetes.io/arch", "kubernetes.io/arch",
            "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type");

    private VolumeAffinity() {}

    /// Whether a term asks for values that no label can have.
    static boolean hasWrongValues(@Nullable VolumeNodeAffinity affinity) {
        if (affinity == null || affinity.required() == null) {
            return false;
        }
        for (var term : affinity.required().nodeSelectorTerms()) {
            for (var wanted : term.matchExpressions()) {
                for (String value : wanted.values()) {
                    if (!LabelNames.value(value).isEmpty()) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Whether nothing but old names of labels changed, to the names that they have now.
    static boolean isKept(@Nullable VolumeNodeAffinity now, VolumeNodeAffinity before) {
        if (now == null || now.required() == null || before.required() == null) {
            return before.equals(now);
        }
        var terms = now.required().nodeSelectorTerms();
        var old = before.required().nodeSelectorTerms();
        if (terms.size() != old.size()) {
            return false;
        }
        for (int i = 0; i < terms.size(); i++) {
            if (!renamed(old.get(i), terms.get(i)).equals(terms.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static NodeSelectorTerm renamed(NodeSelectorTerm old, NodeSelectorTerm now) {
        return old.withMatchExpressions(renamed(old.matchExpressions(), now.matchExpressions()))
                .withMatchFields(renamed(old.matchFields(), now.matchFields()));
    }

    private static List<NodeSelectorRequirement> renamed(
            List<NodeSelectorRequirement> old, List<NodeSelectorRequirement> now) {
        var all = new ArrayList<NodeSelectorRequirement>();
        for (int i = 0; i < old.size(); i++) {
            var wanted = old.get(i);
            // as upstream, where a key without a new name may become empty
            boolean follows = i < now.size() && now.get(i).key().equals(RENAMED.getOrDefault(wanted.key(), ""));
            all.add(follows ? wanted.withKey(now.get(i).key()) : wanted);
        }
        return all;
    }
}
