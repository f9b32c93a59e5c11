package io.djong.scheduler.plugins.interpodaffinity;

import io.djong.api.meta.KubeObject;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.client.informer.Lister;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.FilterPlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.PreScorePlugin;
import io.djong.scheduler.framework.ScorePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.AffinityTerm;
import io.djong.scheduler.snapshot.AffinityTerms;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Refuses nodes where a pod would lack the company that it requires, or have, or be, company that it or another pod
/// requires to be apart from; likes places that it and the pods there prefer.
///
/// Source: <https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/>, upstream's
/// `plugins/interpodaffinity`.
public final class InterPodAffinity
        implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "InterPodAffinity";

    private static final Status NO_COMPANY = Status.unresolvable(NAME, "node(s) didn't match pod affinity rules");
    private static final Status NOT_APART = Status.unschedulable(NAME, "node(s) didn't match pod anti-affinity rules");
    private static final Status OTHERS_NOT_APART =
            Status.unschedulable(NAME, "node(s) didn't satisfy existing pods anti-affinity rules");

    private final Lister<Namespace> namespaces;
    private final int hardPodAffinityWeight;
    private final boolean ignorePreferredTermsOfExistingPods;

    /// How many pods matter at which place; changed when pods are tried away or added.
    ///
    /// @param company that match all of the pod's required terms
    /// @param unwanted that match one of the terms by which the pod is to be apart
    /// @param averse whose own terms want to be apart from the pod
    private record Company(PlaceCounts company, PlaceCounts unwanted, PlaceCounts averse) implements CycleState.Kept {}

    private record Liking(@Nullable Company filtered, PlaceCounts scores) implements CycleState.Kept {}

    /// @param namespaces whose labels terms may select by
    /// @param hardPodAffinityWeight how much it counts, 0 to 100, that a pod requires the pod's company
    public InterPodAffinity(
            Lister<Namespace> namespaces, int hardPodAffinityWeight, boolean ignorePreferredTermsOfExistingPods) {
        this.namespaces = namespaces;
        this.hardPodAffinityWeight = hardPodAffinityWeight;
        this.ignorePreferredTermsOfExistingPods = ignorePreferredTermsOfExistingPods;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        var terms = pod.affinity();
        boolean asksNothing =
                terms.required().isEmpty() && terms.requiredApart().isEmpty();
        var found = new Company(new PlaceCounts(), new PlaceCounts(), new PlaceCounts());
        for (NodeInfo node : snapshot.nodes()) {
            if (asksNothing && node.podsApart() == 0) continue;
            for (int i = 0; i < node.podCount(); i++) count(found, pod, node.pod(i), node, 1);
        }
        if (asksNothing && found.averse.isEmpty()) return Result.SKIP;
        state.put(this, new Liking(found, new PlaceCounts()));
        return Result.GO_ON;
    }

    private void count(Company found, PodInfo pod, PodInfo other, NodeInfo node, int sign) {
        Map<String, String> labels = node.node().metadata().labels();
        var terms = pod.affinity();
        if (!terms.required().isEmpty() && matchesAll(terms.required(), other.pod())) {
            for (AffinityTerm term : terms.required()) found.company.add(labels, term, sign);
        }
        for (AffinityTerm term : terms.requiredApart()) {
            if (matches(term, other.pod())) found.unwanted.add(labels, term, sign);
        }
        for (AffinityTerm term : other.affinity().requiredApart()) {
            if (matches(term, pod.pod())) found.averse.add(labels, term, sign);
        }
    }

    private boolean matchesAll(List<AffinityTerm> terms, Pod pod) {
        for (AffinityTerm term : terms) {
            if (!matches(term, pod)) return false;
        }
        return true;
    }

    private boolean matches(AffinityTerm term, Pod pod) {
        return term.matches(pod, labelsOf(pod.metadata().namespace()));
    }

    private Map<String, String> labelsOf(String namespace) {
        Namespace object = namespaces.get("", namespace);
        return object == null ? Map.of() : object.metadata().labels();
    }

    @Override
    public void podAdded(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {
        change(state, pod, other, node, 1);
    }

    @Override
    public void podRemoved(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {
        change(state, pod, other, node, -1);
    }

    private void change(CycleState state, PodInfo pod, PodInfo other, NodeInfo node, int sign) {
        Liking kept = state.find(this, Liking.class);
        if (kept != null && kept.filtered != null) count(kept.filtered, pod, other, node, sign);
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        Company found = state.get(this, Liking.class).filtered;
        if (found == null) return Status.SUCCESS;
        Map<String, String> labels = node.node().metadata().labels();
        if (!hasCompany(found, pod, labels)) return NO_COMPANY;
        List<AffinityTerm> apart = pod.affinity().requiredApart();
        for (int i = 0; i < apart.size(); i++) {
            if (found.unwanted.at(labels, apart.get(i).topologyKey()) > 0) return NOT_APART;
        }
        return found.averse.anyAt(labels) ? OTHERS_NOT_APART : Status.SUCCESS;
    }

    private boolean hasCompany(Company found, PodInfo pod, Map<String, String> labels) {
        List<AffinityTerm> required = pod.affinity().required();
        boolean all = true;
        for (int i = 0; i < required.size(); i++) {
            String key = required.get(i).topologyKey();
            if (!labels.containsKey(key)) return false;
            all &= found.company.at(labels, key) > 0;
        }
        // The first of a group that wants to be together has no company yet but itself.
        return all || (found.company.isEmpty() && matchesAll(required, pod.pod()));
    }

    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        boolean prefers = !pod.affinity().preferred().isEmpty();
        if (ignorePreferredTermsOfExistingPods && !prefers) return Status.SKIP;
        var scores = new PlaceCounts();
        Map<String, String> ownLabels = labelsOf(pod.key().namespace());
        for (NodeInfo node : snapshot.nodes()) {
            if (!prefers && node.podsWithAffinity() == 0) continue;
            for (int i = 0; i < node.podCount(); i++) like(scores, pod, ownLabels, node.pod(i), node);
        }
        if (scores.isEmpty()) return Status.SKIP;
        Liking kept = state.find(this, Liking.class);
        state.put(this, new Liking(kept == null ? null : kept.filtered, scores));
        return Status.SUCCESS;
    }

    /// @param ownLabels of the pod's namespace
    private void like(PlaceCounts scores, PodInfo pod, Map<String, String> ownLabels, PodInfo other, NodeInfo node) {
        Map<String, String> labels = node.node().metadata().labels();
        for (AffinityTerm term : pod.affinity().preferred()) {
            if (matches(term, other.pod())) scores.add(labels, term, term.weight());
        }
        if (other.affinity().isNone()) return;
        for (AffinityTerm term : other.affinity().required()) {
            if (term.matches(pod.pod(), ownLabels)) scores.add(labels, term, hardPodAffinityWeight);
        }
        for (AffinityTerm term : other.affinity().preferred()) {
            if (term.matches(pod.pod(), ownLabels)) scores.add(labels, term, term.weight());
        }
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        return state.get(this, Liking.class).scores.sum(node.node().metadata().labels());
    }

    /// The best node gets [ScorePlugin#SCORE_MAX], the worst nothing; sums may be negative.
    @Override
    public void normalize(CycleState state, PodInfo pod, List<NodeInfo> nodes, long[] scores) {
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < nodes.size(); i++) {
            least = Math.min(least, scores[i]);
            most = Math.max(most, scores[i]);
        }
        for (int i = 0; i < nodes.size(); i++) {
            scores[i] = most == least ? 0 : (long) (SCORE_MAX * ((double) (scores[i] - least) / (most - least)));
        }
    }

    @Override
    public List<EventHint> events() {
        return List.of(
                new EventHint(
                        ClusterEvent.wanted(Source.POD, Action.ADD, Action.DELETE, Action.UPDATE_POD_LABEL),
                        this::mayHelp),
                EventHint.always(ClusterEvent.wanted(Source.NODE, Action.ADD, Action.UPDATE_NODE_LABEL)));
    }

    private boolean mayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (EventHint.isSame(pod, after)) return true;
        var terms = AffinityTerms.of(pod);
        if (after instanceof Pod now && !terms.required().isEmpty() && matchesAll(terms.required(), now)) return true;
        if (!(before instanceof Pod earlier)) return false;
        boolean isGone = after == null;
        for (AffinityTerm term : terms.requiredApart()) {
            if (matches(term, earlier) && !(after instanceof Pod now && matches(term, now))) return true;
        }
        if (!isGone) return false;
        for (AffinityTerm term : AffinityTerms.of(earlier).requiredApart()) {
            if (matches(term, pod)) return true;
        }
        return false;
    }
}
