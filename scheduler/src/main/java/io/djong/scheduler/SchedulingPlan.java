package io.djong.scheduler;

import io.djong.scheduler.framework.Code;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.NoFit;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.framework.PreFilterPlugin;
import io.djong.scheduler.framework.Refusals;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.snapshot.NodeInfo;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Decides where a pod goes. Pure: the same profile, snapshot, nominations, starting point and chance give the same
/// decision. One plan is made per pod.
///
/// Nodes are looked at in the snapshot's order, from where the last search ended, until enough are
/// found: of 100 nodes and more not all are looked at.
final class SchedulingPlan {
    private static final int FEASIBLE_MIN = 100;
    private static final int PERCENTAGE_MIN = 5;

    private final Profile profile;
    private final Snapshot snapshot;
    private final Nominations nominations;
    private final Filters filters;
    private final PodInfo pod;
    private final CycleState state;
    private final Refusals refusals = new Refusals();
    private final Set<String> unschedulablePlugins = new HashSet<>();
    private final Set<String> pendingPlugins = new HashSet<>();
    private @Nullable Set<String> onlyNodes;
    private Set<String> narrowedBy = new TreeSet<>();
    private int start;

    /// What is decided on.
    ///
    /// @param start where in the snapshot's order the search begins
    /// @param percentageOfNodesToScore the scheduler's own, for profiles that have none
    record View(Profile profile, Snapshot snapshot, Nominations nominations, int start, int percentageOfNodesToScore) {}

    private SchedulingPlan(View view, PodInfo pod, CycleState state) {
        this.profile = view.profile;
        this.snapshot = view.snapshot;
        this.nominations = view.nominations;
        this.start = view.start;
        this.pod = pod;
        this.state = state;
        this.filters = new Filters(profile, nominations, snapshot, pod, state);
    }

    /// A decision, and where the next search begins.
    record Outcome(Decision decision, int nextStart) {}

    /// Decides.
    ///
    /// @param random settles ties between equally good nodes
    static Outcome plan(View view, PodInfo pod, CycleState state, RandomGenerator random) {
        var plan = new SchedulingPlan(view, pod, state);
        Decision decision = plan.decide(view.percentageOfNodesToScore, random);
        return new Outcome(decision, plan.start);
    }

    private Decision decide(int percentageOfNodesToScore, RandomGenerator random) {
        if (snapshot.size() == 0) return new Decision.NoNodes();
        Status refused = preFilter();
        if (refused != null) {
            if (!refused.isRejected()) return new Decision.Failed(refused);
            refusals.setUnseen(refused);
            note(refused);
            return makeRoom(refused.message());
        }
        List<NodeInfo> feasible = new ArrayList<>();
        Status failure = nominatedNode(feasible);
        if (failure == null && feasible.isEmpty()) failure = search(feasible, percentageOfNodesToScore);
        if (failure != null) return new Decision.Failed(failure);
        if (feasible.isEmpty()) return makeRoom("");
        int evaluated = feasible.size() + refusals.size();
        if (feasible.size() == 1) {
            return new Decision.Place(feasible.getFirst().name(), evaluated, 1);
        }
        Scores scores = Scores.of(profile, state, pod, snapshot, feasible);
        if (scores.failure() != null) return new Decision.Failed(scores.failure());
        return new Decision.Place(feasible.get(scores.best(random)).name(), evaluated, feasible.size());
    }

    /// @return why to stop; null to go on
    private @Nullable Status preFilter() {
        Status refused = null;
        for (PreFilterPlugin plugin : profile.preFilter()) {
            PreFilterPlugin.Result result = plugin.preFilter(state, pod, snapshot);
            Status status = result.status();
            switch (status.code()) {
                case SKIP -> filters.skip(plugin);
                case SUCCESS -> {
                    Status none = narrow(plugin, result.nodes());
                    if (none != null) return none;
                }
                // Pods may be removed for it: the others must look, too.
                case UNSCHEDULABLE -> refused = status;
                case UNSCHEDULABLE_AND_UNRESOLVABLE, ERROR, PENDING, WAIT -> {
                    return status;
                }
            }
        }
        return refused;
    }

    private @Nullable Status narrow(PreFilterPlugin plugin, @Nullable Set<String> nodes) {
        if (nodes == null) return null;
        narrowedBy.add(plugin.name());
        Set<String> both = new TreeSet<>(nodes);
        if (onlyNodes != null) both.retainAll(onlyNodes);
        onlyNodes = both;
        if (!both.isEmpty()) return null;
        String who = narrowedBy.size() == 1
                ? "plugin " + narrowedBy.iterator().next()
                : "plugin(s) [" + String.join(" ", narrowedBy) + "] simultaneously";
        return Status.unresolvable(plugin.name(), "node(s) didn't satisfy " + who);
    }

    /// Room was made for the pod there: it is likely that it fits, and that it does not elsewhere.
    private @Nullable Status nominatedNode(List<NodeInfo> feasible) {
        String nominated = pod.pod().status().nominatedNodeName();
        NodeInfo node = nominated.isEmpty() ? null : snapshot.node(nominated);
        if (node == null || (onlyNodes != null && !onlyNodes.contains(nominated))) return null;
        Status status = filters.run(node);
        if (status.isSuccess()) feasible.add(node);
        return null;
    }

    private @Nullable Status search(List<NodeInfo> feasible, int percentageOfNodesToScore) {
        List<NodeInfo> nodes = snapshot.nodes();
        if (onlyNodes != null) {
            nodes = new ArrayList<>();
            for (String name : onlyNodes) {
                NodeInfo node = snapshot.node(name);
                if (node != null) nodes.add(node);
            }
            refusals.setUnseen(
                    Status.unresolvable("", "node(s) didn't satisfy plugin(s) [" + String.join(" ", narrowedBy) + "]"));
            unschedulablePlugins.addAll(narrowedBy);
        }
        Integer ownPercentage = profile.percentageOfNodesToScore();
        int enough = profile.score().isEmpty()
                ? 1
                : feasibleEnough(nodes.size(), ownPercentage == null ? percentageOfNodesToScore : ownPercentage);
        int seen = 0;
        Status failure = null;
        for (int i = start % Math.max(1, nodes.size()); seen < nodes.size() && feasible.size() < enough; seen++) {
            NodeInfo node = nodes.get(i);
            if (++i == nodes.size()) i = 0;
            Status status = filters.run(node);
            if (status.isSuccess()) {
                feasible.add(node);
            } else if (status.code() == Code.ERROR) {
                failure = status;
                break;
            } else {
                refusals.add(node.name(), status);
                note(status);
            }
        }
        start = (start + seen) % snapshot.size();
        return failure;
    }

    /// How many nodes to find before the search ends: all of up to 100, else a share that shrinks
    /// with the cluster from half to a twentieth, and at least 100.
    static int feasibleEnough(int nodes, int percentage) {
        if (nodes < FEASIBLE_MIN) return nodes;
        int share = percentage == 0 ? Math.max(PERCENTAGE_MIN, 50 - nodes / 125) : percentage;
        return Math.max(FEASIBLE_MIN, (int) ((long) nodes * share / 100));
    }

    private void note(Status status) {
        if (status.plugin().isEmpty()) return;
        (status.code() == Code.PENDING ? pendingPlugins : unschedulablePlugins).add(status.plugin());
    }

    private Decision makeRoom(String preFilterMessage) {
        var noFit = new NoFit(snapshot.size(), refusals, preFilterMessage, "", unschedulablePlugins, pendingPlugins);
        if (profile.postFilter().isEmpty()) return new Decision.Unschedulable(noFit, "", List.of());
        List<String> messages = new ArrayList<>();
        String nominated = null;
        for (PostFilterPlugin plugin : profile.postFilter()) {
            PostFilterPlugin.Result result = plugin.postFilter(state, pod, snapshot, filters.asked(refusals));
            if (result.status().code() == Code.ERROR) return new Decision.Failed(result.status());
            if (result.status().isSuccess()) {
                NoFit told = noFit.withPostFilterMessage(result.status().message());
                return new Decision.Unschedulable(told, result.nominatedNode(), result.victims());
            }
            messages.addAll(result.status().reasons());
            if (result.nominatedNode() != null) nominated = result.nominatedNode();
        }
        NoFit told = noFit.withPostFilterMessage(String.join(", ", messages));
        return new Decision.Unschedulable(told, nominated, List.of());
    }
}
