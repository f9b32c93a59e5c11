package io.djong.scheduler.plugins.noderesources;

import io.djong.api.meta.KubeObject;
import io.djong.api.pods.ResourceNames;
import io.djong.api.quantity.Quantity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.Code;
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
import io.djong.scheduler.snapshot.ResourceIndex;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Refuses nodes that have not enough left of a resource, or no place for one more pod; scores them by a strategy.
public final class NodeResourcesFit
        implements PreFilterPlugin, FilterPlugin, PreScorePlugin, ScorePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "NodeResourcesFit";

    /// Bits of refusals: the first says that pods must go, the second that it does not help if pods go, each further
    /// one is a resource.
    private static final long TOO_MANY_PODS = 1;

    private static final long UNRESOLVABLE = 2;
    private static final int RESOURCE_BITS_FIRST = 2;

    private final ResourceIndex index;
    private final Set<String> ignoredResources;
    private final Set<String> ignoredGroups;
    private final ScoringStrategy strategy;
    private final ResourceScorer scorer;
    private final Map<Long, Status> refusals = new HashMap<>();

    /// What the pod wants and nobody ignores.
    private static final class Wanted implements CycleState.Kept {
        final int[] resources;
        final long[] amounts;

        Wanted(int[] resources, long[] amounts) {
            this.resources = resources;
            this.amounts = amounts;
        }
    }

    /// @param ignoredResources extended resources that are not looked at
    /// @param ignoredGroups groups of extended resources (what is before the slash) that are not looked at
    /// @param strategy how nodes are compared
    public NodeResourcesFit(
            ResourceIndex index, Set<String> ignoredResources, Set<String> ignoredGroups, ScoringStrategy strategy) {
        this.index = index;
        this.ignoredResources = Set.copyOf(ignoredResources);
        this.ignoredGroups = Set.copyOf(ignoredGroups);
        this.scorer = new ResourceScorer(index, strategy.resources(), false);
        this.strategy = strategy;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result preFilter(CycleState state, PodInfo pod, Snapshot snapshot) {
        int[] resources = new int[pod.requestCount()];
        long[] amounts = new long[resources.length];
        int count = 0;
        for (int i = 0; i < resources.length; i++) {
            int number = pod.requestedResource(i);
            if (number > ResourceIndex.EPHEMERAL_STORAGE && isIgnored(index.name(number))) continue;
            resources[count] = number;
            amounts[count++] = pod.requestedAmount(i);
        }
        if (count < resources.length) {
            resources = Arrays.copyOf(resources, count);
            amounts = Arrays.copyOf(amounts, count);
        }
        state.put(this, new Wanted(resources, amounts));
        return Result.GO_ON;
    }

    private boolean isIgnored(String name) {
        if (ignoredResources.isEmpty() && ignoredGroups.isEmpty()) return false;
        if (!ResourceNames.isExtended(name)) return false;
        return ignoredResources.contains(name) || ignoredGroups.contains(name.substring(0, name.indexOf('/')));
    }

    @Override
    public Status filter(CycleState state, PodInfo pod, NodeInfo node) {
        Wanted wanted = state.get(this, Wanted.class);
        long refusal = node.podCount() + 1 > node.podCapacity() ? TOO_MANY_PODS : 0;
        int[] resources = wanted.resources;
        long[] amounts = wanted.amounts;
        for (int i = 0; i < resources.length; i++) {
            long allocatable = node.allocatable(resources[i]);
            if (amounts[i] > allocatable - node.requested(resources[i])) {
                refusal |= 1L << bitOf(resources[i]);
                if (amounts[i] > allocatable) refusal |= UNRESOLVABLE;
            }
        }
        return refusal == 0 ? Status.SUCCESS : refused(refusal);
    }

    /// Resources beyond the bits share the last one: their refusals name one of them.
    private static int bitOf(int resource) {
        return Math.min(resource + RESOURCE_BITS_FIRST, Long.SIZE - 1);
    }

    private Status refused(long bits) {
        Status known = refusals.get(bits);
        if (known != null) return known;
        List<String> reasons = new ArrayList<>();
        if ((bits & TOO_MANY_PODS) != 0) reasons.add("Too many pods");
        for (int i = RESOURCE_BITS_FIRST; i < Long.SIZE; i++) {
            if ((bits & (1L << i)) != 0) reasons.add("Insufficient " + index.name(i - RESOURCE_BITS_FIRST));
        }
        Code code = (bits & UNRESOLVABLE) != 0 ? Code.UNSCHEDULABLE_AND_UNRESOLVABLE : Code.UNSCHEDULABLE;
        Status status = new Status(code, reasons, NAME, null);
        refusals.put(bits, status);
        return status;
    }

    @Override
    public Status preScore(CycleState state, PodInfo pod, Snapshot snapshot, List<NodeInfo> nodes) {
        scorer.prepare(pod);
        return Status.SUCCESS;
    }

    @Override
    public long score(CycleState state, PodInfo pod, NodeInfo node) {
        return strategy.score(scorer, node);
    }

    @Override
    public List<EventHint> events() {
        return List.of(
                new EventHint(
                        ClusterEvent.wanted(Source.POD, Action.DELETE, Action.UPDATE_POD_SCALE_DOWN), this::podMayHelp),
                new EventHint(
                        ClusterEvent.wanted(Source.NODE, Action.ADD, Action.UPDATE_NODE_ALLOCATABLE),
                        this::nodeMayHelp));
    }

    private boolean podMayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (!(before instanceof Pod old)) return true;
        if (!(after instanceof Pod now)) {
            return !old.spec().nodeName().isEmpty()
                    || !old.status().nominatedNodeName().isEmpty();
        }
        if (EventHint.isSame(pod, now)) return true;
        if (now.spec().nodeName().isEmpty()) return false;
        PodInfo wanted = PodInfo.of(pod, index);
        PodInfo less = PodInfo.of(now, index);
        PodInfo more = PodInfo.of(old, index);
        for (int i = 0; i < wanted.requestCount(); i++) {
            int resource = wanted.requestedResource(i);
            if (less.requested(resource) < more.requested(resource)) return true;
        }
        return false;
    }

    /// A node helps when the pod fits into it empty, and when it is new or has more than before of what the pod
    /// wants.
    private boolean nodeMayHelp(Pod pod, @Nullable KubeObject before, @Nullable KubeObject after) {
        if (!(after instanceof Node node)) return false;
        PodInfo wanted = PodInfo.of(pod, index);
        boolean more = !(before instanceof Node);
        if (amount(node, "pods") < 1) return false;
        if (before instanceof Node old) more = amount(node, "pods") > amount(old, "pods");
        for (int i = 0; i < wanted.requestCount(); i++) {
            String resource = index.name(wanted.requestedResource(i));
            long has = amount(node, resource);
            if (has < wanted.requestedAmount(i) && !isIgnored(resource)) return false;
            if (before instanceof Node old) more |= has > amount(old, resource);
        }
        return more;
    }

    private static long amount(Node node, String resource) {
        Quantity quantity = node.status().allocatable().get(resource);
        if (quantity == null) return 0;
        return resource.equals("cpu") ? quantity.milliValue() : quantity.value();
    }
}
