package io.djong.scheduler.plugins.podtopologyspread;

import io.djong.api.meta.KubeObject;
import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
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
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Refuses nodes at places that would have too many more of a pod's kind than the emptiest place; likes empty places.
///
/// A pod that says nothing is spread softly over hosts and zones with the others of its Services and of its set.
/// Source: <https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/>, upstream's
/// `plugins/podtopologyspread`.
public final class PodTopologySpread
        implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "PodTopologySpread";

    private static final String REASON = "node(s) didn't match pod topology spread constraints";
    private static final Status TOO_FULL = Status.unschedulable(NAME, REASON);
    private static final Status NO_LABEL = Status.unresolvable(NAME, REASON + " (missing required label)");
    private static final String HARD = "DoNotSchedule";
    private static final String SOFT = "ScheduleAnyway";

    private static final List<TopologySpreadConstraint> BUILT_IN = List.of(
            TopologySpreadConstraint.EMPTY
                    .withMaxSkew(3)
                    .withTopologyKey(Constraint.HOSTNAME)
                    .withWhenUnsatisfiable(SOFT),
            TopologySpreadConstraint.EMPTY
                    .withMaxSkew(5)
                    .withTopologyKey("topology.kubernetes.io/zone")
                    .withWhenUnsatisfiable(SOFT));

    private final @Nullable List<TopologySpreadConstraint> defaults;
    private final Function<Pod, Selector> kindOf;

    private record Spread(
            @Nullable HardSpread hard, @Nullable SoftSpread soft) implements CycleState.Kept {}

    /// @param defaults for pods that say nothing; null for the built-in ones
    /// @param kindOf selects the pods of a pod's own kind: those of its Services and its set
    public PodTopologySpread(@Nullable List<TopologySpreadConstraint> defaults, Function<Pod, Selector> kindOf) {
        this.defaults = defaults;
        this.kindOf = kindOf;
    }

    @Override
    public String name() {
        return NAME;
    }

    private List<Constraint> constraints(Pod pod, String action) {
        if (!pod.spec().topologySpreadConstraints().isEmpty()) return Constraint.of(pod, action);
        List<TopologySpreadConstraint> said = defaults == null ? BUILT_IN : defaults;
        said = said.stream()
                .filter(constraint -> constraint.whenUnsatisfiable().equals(action))
                .toList();
        if (said.isEmpty()) return List.of();
        Selector kind = kindOf.apply(pod);
        if (kind.isEmpty() || kind.isNothing()) return List.of();
        return said.stream().map(constraint -> Constraint.of(constraint, kind)).toList();
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        List<Constraint> hard = constraints(pod.pod(), HARD);
        if (hard.isEmpty()) return Result.SKIP;
        state.put(this, new Spread(new HardSpread(pod.pod(), hard, snapshot), null));
        return Result.GO_ON;
    }

    @Override
    public void podAdded(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {
        change(state, other, node, 1);
    }

    @Override
    public void podRemoved(CycleState state, PodInfo pod, PodInfo other, NodeInfo node) {
        change(state, other, node, -1);
    }

    private void change(CycleState state, PodInfo other, NodeInfo node, int sign) {
        Spread spread = state.find(this, Spread.class);
        if (spread != null && spread.hard != null) spread.hard.change(other.pod(), node, sign);
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        HardSpread hard = state.get(this, Spread.class).hard;
        if (hard == null) return Status.SUCCESS;
        return switch (hard.judge(node)) {
            case FITS -> Status.SUCCESS;
            case NO_LABEL -> NO_LABEL;
            case TOO_FULL -> TOO_FULL;
        };
    }

    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        List<Constraint> soft = constraints(pod.pod(), SOFT);
        if (soft.isEmpty()) return Status.SKIP;
        boolean isSaid = defaults != null
                || !pod.pod().spec().topologySpreadConstraints().isEmpty();
        Spread known = state.find(this, Spread.class);
        var computed = new SoftSpread(pod.pod(), soft, isSaid, snapshot, nodes);
        state.put(this, new Spread(known == null ? null : known.hard, computed));
        return Status.SUCCESS;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        SoftSpread soft = state.get(this, Spread.class).soft;
        return soft == null ? 0 : soft.score(node);
    }

    @Override
    public void normalize(CycleState state, PodInfo pod, List<NodeInfo> nodes, long[] scores) {
        SoftSpread soft = state.get(this, Spread.class).soft;
        if (soft != null) soft.normalize(nodes, scores);
    }

    @Override
    public List<EventHint> events() {
        return List.of(
                new EventHint(
                        ClusterEvent.wanted(Source.POD, Action.ADD, Action.DELETE, Action.UPDATE_POD_LABEL),
                        this::mayHelp),
                EventHint.always(ClusterEvent.wanted(
                        Source.NODE, Action.ADD, Action.DELETE, Action.UPDATE_NODE_LABEL, Action.UPDATE_NODE_TAINT)));
    }

    /// A pod of the kind that comes, goes or changes its labels moves the counts; so does a change of the pod itself.
    private boolean mayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (EventHint.isSame(pod, after)) return true;
        for (Constraint constraint : constraints(pod, HARD)) {
            boolean was = isCounted(pod, constraint, before);
            boolean is = isCounted(pod, constraint, after);
            if (was != is) return true;
        }
        return false;
    }

    private static boolean isCounted(Pod pod, Constraint constraint, @Nullable KubeObject object) {
        return object instanceof Pod other
                && other.metadata().namespace().equals(pod.metadata().namespace())
                && constraint.matches(other);
    }
}
