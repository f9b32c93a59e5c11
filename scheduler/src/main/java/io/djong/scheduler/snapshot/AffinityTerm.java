package io.djong.scheduler.snapshot;

import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodAffinityTerm;
import io.djong.api.types.core.v1.WeightedPodAffinityTerm;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A term of a pod's affinity or anti-affinity to other pods, ready to be compared. Immutable.
///
/// @param namespaces of the pods that it means
/// @param namespaceSelector those of namespaces with such labels, too
/// @param selector of the pods' labels
/// @param topologyKey the node label whose value says what is one place
/// @param weight of a preference, negative for one to be apart; 0 for a requirement
public record AffinityTerm(
        Set<String> namespaces, Selector namespaceSelector, Selector selector, String topologyKey, int weight) {
    /// @param owner whose term it is: its namespace counts when the term names none
    static AffinityTerm of(Pod owner, PodAffinityTerm term, int weight) {
        boolean namesNone = term.namespaces().isEmpty() && term.namespaceSelector() == null;
        return new AffinityTerm(
                namesNone ? Set.of(owner.metadata().namespace()) : Set.copyOf(term.namespaces()),
                LabelSelectors.of(term.namespaceSelector()),
                LabelSelectors.of(term.labelSelector()),
                term.topologyKey(),
                weight);
    }

    static List<AffinityTerm> required(Pod owner, List<PodAffinityTerm> terms) {
        return terms.stream().map(term -> of(owner, term, 0)).toList();
    }

    /// @param sign -1 for preferences to be apart
    static List<AffinityTerm> preferred(Pod owner, List<WeightedPodAffinityTerm> terms, int sign) {
        return terms.stream()
                .filter(term -> term.weight() != 0)
                .map(term -> of(owner, term.podAffinityTerm(), sign * term.weight()))
                .toList();
    }

    /// Whether the term means this pod.
    ///
    /// @param namespaceLabels of the pod's namespace
    public boolean matches(Pod pod, Map<String, String> namespaceLabels) {
        boolean isThere = namespaces.contains(pod.metadata().namespace()) || namespaceSelector.matches(namespaceLabels);
        return isThere && selector.matches(pod.metadata().labels());
    }
}
