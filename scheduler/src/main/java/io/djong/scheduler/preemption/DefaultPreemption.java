package io.djong.scheduler.preemption;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.policy.v1.PodDisruptionBudget;
import io.djong.scheduler.framework.ClusterEvent;
import io.djong.scheduler.framework.ClusterEvent.Action;
import io.djong.scheduler.framework.ClusterEvent.Source;
import io.djong.scheduler.framework.Code;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.EnqueuePlugin;
import io.djong.scheduler.framework.EventHint;
import io.djong.scheduler.framework.NoFit;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.PreEnqueuePlugin;
import io.djong.scheduler.framework.Refusals;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// When a pod fits nowhere: chooses a node where it would fit without some pods of lower priority.
/// The scheduler removes these, and nominates the node; the pod is not tried before that is done.
public final class DefaultPreemption implements PostFilterPlugin, PreEnqueuePlugin, EnqueuePlugin {
    /// The plug-in's name.
    public static final String NAME = "DefaultPreemption";

    /// Why a victim's `DisruptionTarget` condition is true.
    public static final String REASON = "PreemptionByScheduler";

    private static final Status NOT_HELPFUL = Status.unresolvable(NAME, "Preemption is not helpful for scheduling");
    private static final Status NO_VICTIMS = Status.unresolvable(NAME, "No preemption victims found for incoming pod");
    private static final Status UNDER_WAY =
            Status.unresolvable(NAME, "waiting for the preemption for this pod to be finished");

    private final int candidatesPercentage;
    private final int candidatesMin;
    private final RandomGenerator random;
    private final Supplier<List<PodDisruptionBudget>> budgets;
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();

    /// How many nodes to look at: the share of those where it might help, but at least so many.
    ///
    /// @param budgets the disruption budgets as they are now
    public DefaultPreemption(
            int candidatesPercentage,
            int candidatesMin,
            RandomGenerator random,
            Supplier<List<PodDisruptionBudget>> budgets) {
        this.candidatesPercentage = candidatesPercentage;
        this.candidatesMin = candidatesMin;
        this.random = random;
        this.budgets = budgets;
    }

    @Override
    public String name() {
        return NAME;
    }

    /// From now on, until [#ended], the pod is not tried: its victims are being removed.
    public void began(String uid) {
        underWay.add(uid);
    }

    /// The victims of the pod have been told to go.
    public void ended(String uid) {
        underWay.remove(uid);
    }

    @Override
    public Status preEnqueue(Pod pod) {
        return underWay.contains(pod.metadata().uid()) ? UNDER_WAY : Status.SUCCESS;
    }

    @Override
    public List<EventHint> events() {
        return List.of(EventHint.always(ClusterEvent.wanted(Source.ASSIGNED_POD, Action.DELETE)));
    }

    @Override
    public Result postFilter(CycleState state, PodInfo pod, Snapshot snapshot, Filtered filtered) {
        String why = whyNot(pod, snapshot, filtered);
        if (why != null) return new Result(Status.unschedulable(NAME, "preemption: " + why), null, List.of());
        List<NodeInfo> potential = new ArrayList<>();
        for (NodeInfo node : snapshot.nodes()) {
            if (filtered.status(node.name()).code() == Code.UNSCHEDULABLE) potential.add(node);
        }
        Refusals refusals = new Refusals();
        refusals.setUnseen(NOT_HELPFUL);
        Candidate best = potential.isEmpty() ? null : choose(pod, snapshot, filtered, potential, refusals);
        if (best == null) {
            String message = new NoFit(snapshot.size(), refusals, "", "", Set.of(), Set.of()).message();
            return new Result(Status.unschedulable(NAME, "preemption: " + message), "", List.of());
        }
        return new Result(Status.SUCCESS, best.node(), best.victims());
    }

    private @Nullable Candidate choose(
            PodInfo pod, Snapshot snapshot, Filtered filtered, List<NodeInfo> potential, Refusals refusals) {
        int wanted = Math.min(potential.size(), Math.max(candidatesMin, potential.size() * candidatesPercentage / 100));
        int offset = random.nextInt(potential.size());
        var victims = new VictimSearch(pod, snapshot, filtered, budgets.get());
        List<Candidate> candidates = new ArrayList<>();
        boolean harmless = false;
        for (int i = 0; i < potential.size() && !(harmless && candidates.size() >= wanted); i++) {
            NodeInfo node = potential.get((offset + i) % potential.size());
            VictimSearch.Found found = victims.on(node);
            Candidate candidate = found.candidate();
            if (candidate == null) {
                refusals.add(node.name(), found.refusal());
            } else {
                candidates.add(candidate);
                harmless |= candidate.violations() == 0;
            }
        }
        return candidates.stream().min(Candidate.HARM).orElse(null);
    }

    /// @return null if the pod may take others' room
    private static @Nullable String whyNot(PodInfo pod, Snapshot snapshot, Filtered filtered) {
        if ("Never".equals(pod.pod().spec().preemptionPolicy())) return "not eligible due to preemptionPolicy=Never.";
        String nominated = pod.pod().status().nominatedNodeName();
        NodeInfo node = nominated.isEmpty() ? null : snapshot.node(nominated);
        if (node == null) return null;
        if (filtered.status(nominated).code() == Code.UNSCHEDULABLE_AND_UNRESOLVABLE) return null;
        for (PodInfo other : node.pods()) {
            if (other.priority() < pod.priority() && isBeingPreempted(other.pod())) {
                return "not eligible due to a terminating pod on the nominated node.";
            }
        }
        return null;
    }

    private static boolean isBeingPreempted(Pod pod) {
        if (pod.metadata().deletionTimestamp() == null) return false;
        for (PodCondition condition : pod.status().conditions()) {
            if (condition.type().equals("DisruptionTarget")) {
                return condition.status().equals("True") && condition.reason().equals(REASON);
            }
        }
        return false;
    }

    static Status noVictims() {
        return NO_VICTIMS;
    }
}
