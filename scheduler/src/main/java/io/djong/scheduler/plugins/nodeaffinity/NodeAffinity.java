package io.djong.scheduler.plugins.nodeaffinity;

import io.djong.api.meta.KubeObject;
import io.djong.api.nodes.NodeTerm;
import io.djong.api.nodes.RequiredNodes;
import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PreferredSchedulingTerm;
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
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Refuses nodes that `nodeSelector` and the required node affinity do not match; likes those that
/// the preferred terms match.
public final class NodeAffinity implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodeAffinity";

    private static final Status REFUSED =
            Status.unresolvable(NAME, "node(s) didn't match Pod's node affinity/selector");
    private static final Status REFUSED_BY_PROFILE =
            Status.unresolvable(NAME, "node(s) didn't match scheduler-enforced node affinity");
    private static final Status CONFLICT = Status.unresolvable(NAME, "pod affinity terms conflict");

    private final @Nullable RequiredNodes added;
    private final List<Preference> addedPreferences;

    private record Preference(NodeTerm term, long weight) {}

    /// What the pod requires, and what it prefers.
    private record Wishes(RequiredNodes required, List<Preference> preferred) implements CycleState.Kept {}

    /// @param addedAffinity what the profile requires and prefers for every pod; null for nothing
    public NodeAffinity(io.djong.api.types.core.v1.@Nullable NodeAffinity addedAffinity) {
        NodeSelector required =
                addedAffinity == null ? null : addedAffinity.requiredDuringSchedulingIgnoredDuringExecution();
        added = required == null ? null : RequiredNodes.of(required);
        addedPreferences = addedAffinity == null
                ? List.of()
                : preferences(addedAffinity.preferredDuringSchedulingIgnoredDuringExecution());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        RequiredNodes required = RequiredNodes.of(pod.pod().spec());
        if (required.isEverything() && added == null) return Result.SKIP;
        state.put(this, new Wishes(required, List.of()));
        Set<String> names = pinned(required.terms());
        if (names == null) return Result.GO_ON;
        return names.isEmpty() ? Result.of(CONFLICT) : new Result(Status.SUCCESS, names);
    }

    /// The only nodes that the terms allow by name; null when one of them allows nodes of any name.
    private static @Nullable Set<String> pinned(@Nullable List<NodeTerm> terms) {
        if (terms == null || terms.isEmpty()) return null;
        Set<String> names = new TreeSet<>();
        for (NodeTerm term : terms) {
            List<String> pinned = term.pinnedNames();
            if (pinned.isEmpty()) return null;
            // All of a term's conditions must hold: two different names allow no node.
            if (pinned.stream().distinct().count() == 1) names.add(pinned.getFirst());
        }
        return names;
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        if (added != null && !added.match(node.node())) return REFUSED_BY_PROFILE;
        return state.get(this, Wishes.class).required.match(node.node()) ? Status.SUCCESS : REFUSED;
    }

    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        Affinity affinity = pod.pod().spec().affinity();
        List<Preference> preferred = new ArrayList<>(addedPreferences);
        if (affinity != null && affinity.nodeAffinity() != null) {
            preferred.addAll(preferences(affinity.nodeAffinity().preferredDuringSchedulingIgnoredDuringExecution()));
        }
        if (preferred.isEmpty()) return Status.SKIP;
        state.put(this, new Wishes(RequiredNodes.of(pod.pod().spec()), preferred));
        return Status.SUCCESS;
    }

    private static List<Preference> preferences(List<PreferredSchedulingTerm> terms) {
        List<Preference> result = new ArrayList<>(terms.size());
        for (PreferredSchedulingTerm term : terms) {
            if (term.weight() != 0) result.add(new Preference(NodeTerm.of(term.preference()), term.weight()));
        }
        return result;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        List<Preference> preferred = state.get(this, Wishes.class).preferred;
        long sum = 0;
        for (int i = 0; i < preferred.size(); i++) {
            if (preferred.get(i).term.matches(node.node())) sum += preferred.get(i).weight;
        }
        return sum;
    }

    @Override
    public void normalize(CycleState state, PodInfo pod, List<NodeInfo> nodes, long[] scores) {
        ScorePlugin.scale(scores, nodes.size(), false);
    }

    @Override
    public List<EventHint> events() {
        return List.of(
                new EventHint(ClusterEvent.wanted(Source.NODE, Action.ADD, Action.UPDATE_NODE_LABEL), this::mayHelp));
    }

    private boolean mayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (!(after instanceof Node node)) return false;
        RequiredNodes required = RequiredNodes.of(pod.spec());
        return matches(required, node) && !(before instanceof Node old && matches(required, old));
    }

    private boolean matches(RequiredNodes required, Node node) {
        return (added == null || added.match(node)) && required.match(node);
    }
}
