package io.djong.controllermanager.nodelifecycle;

import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Lister;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Looks at every node once per period: who has fallen silent, who has come back, and what that means for its zone.
///
/// One round runs at a time. What could not be written is tried again in the next round.
final class NodeMonitor {
    private static final System.Logger LOG = System.getLogger(NodeMonitor.class.getName());
    private static final String EXCLUDED = "node.kubernetes.io/exclude-disruption";

    private final Environment environment;
    private final NodeOptions options;
    private final Lister<Node> nodes;
    private final Lister<Lease> leases;
    private final Lister<Pod> pods;
    private final NodeWrites writes;
    private final EventRecorder events;
    private final NodeMetrics metrics;
    private final PendingTaints pending;

    private final Map<String, HealthPlan.Seen> seen = new ConcurrentHashMap<>();
    private final Set<String> known = new HashSet<>();
    private final Set<String> retryPods = new HashSet<>();
    private Map<String, ZonePlan.State> zones = new TreeMap<>();

    NodeMonitor(
            Environment environment,
            NodeOptions options,
            Lister<Node> nodes,
            Lister<Lease> leases,
            Lister<Pod> pods,
            NodeWrites writes,
            EventRecorder events,
            NodeMetrics metrics) {
        this.environment = environment;
        this.options = options;
        this.nodes = nodes;
        this.leases = leases;
        this.pods = pods;
        this.writes = writes;
        this.events = events;
        this.metrics = metrics;
        this.pending = new PendingTaints(environment.ticker(), options.evictionRate());
    }

    /// The status of a node as this monitor last saw or wrote it; null for a node that it has not seen.
    @Nullable
    NodeCondition lastReady(String node) {
        HealthPlan.Seen last = seen.get(node);
        return last == null ? null : Conditions.find(last.status(), Conditions.READY);
    }

    /// One round.
    void round() throws InterruptedException {
        long start = environment.ticker().nanos();
        List<Node> all = nodes.all();
        notice(all);
        Map<String, List<Boolean>> ready = new TreeMap<>();
        for (Node node : all) {
            long began = environment.ticker().nanos();
            try {
                NodeCondition current = look(node);
                if (!node.metadata().labels().containsKey(EXCLUDED)) {
                    ready.computeIfAbsent(Conditions.zone(node), _ -> new ArrayList<>())
                            .add(Conditions.isTrue(current));
                }
            } catch (ApiException e) {
                LOG.log(
                        System.Logger.Level.INFO,
                        "Node {0} is looked at again: {1}",
                        node.metadata().name(),
                        e.getMessage());
            }
            metrics.looked(environment.ticker().nanos() - began);
        }
        disruption(all, ready);
        taintPending();
        metrics.round(environment.ticker().nanos() - start);
    }

    private void notice(List<Node> all) {
        Set<String> present = new HashSet<>();
        for (Node node : all) {
            String name = node.metadata().name();
            present.add(name);
            if (known.add(name)) {
                events.normal(node, "RegisteredNode", "Registered Node " + name + " in Controller");
            }
        }
        for (String name : Set.copyOf(known)) {
            if (present.contains(name)) continue;
            known.remove(name);
            seen.remove(name);
            retryPods.remove(name);
            events.normal(removed(name), "RemovingNode", "Removing Node " + name + " from Controller");
        }
    }

    private static Node removed(String name) {
        return Node.EMPTY.withMetadata(Node.EMPTY.metadata().withName(name).withUid(name));
    }

    private @Nullable NodeCondition look(Node node) throws ApiException, InterruptedException {
        String name = node.metadata().name();
        Instant now = environment.clock().instant();
        Lease lease = leases.get("kube-node-lease", name);
        HealthPlan.Outcome outcome = HealthPlan.plan(
                node,
                lease,
                seen.get(name),
                options,
                new HealthPlan.Moment(now, environment.ticker().nanos()));
        if (outcome.write() != null) writes.updateStatus(node.withStatus(outcome.write()));
        seen.put(name, outcome.seen());
        NodeCondition current = outcome.current();
        if (current == null) return null;
        taint(node, current, now);
        boolean isReady = Conditions.isTrue(current);
        boolean wasReady = Conditions.isTrue(outcome.observed());
        if (!isReady && wasReady) {
            events.normal(node, "NodeNotReady", "Node " + name + " status is now: NodeNotReady");
        }
        if ((!isReady && wasReady) || (retryPods.contains(name) && !wasReady)) {
            retryPods.add(name);
            writes.markNotReady(pods.byIndex(PodIndexes.BY_NODE.name(), name), now);
        }
        retryPods.remove(name);
        return current;
    }

    /// A node that is ill waits for its turn to be tainted; one that has the other taint changes it at once.
    private void taint(Node node, NodeCondition ready, Instant now) throws ApiException, InterruptedException {
        String name = node.metadata().name();
        if (ready.status().equals("True")) {
            pending.remove(Conditions.zone(node), name);
            writes.change(
                    node, present -> present.withSpec(present.spec().withTaints(TaintPlan.withoutNoExecute(present))));
            return;
        }
        String key = keyFor(ready);
        if (TaintPlan.hasNoExecute(node, key)) return;
        String opposite = key.equals(TaintPlan.NOT_READY) ? TaintPlan.UNREACHABLE : TaintPlan.NOT_READY;
        if (TaintPlan.hasNoExecute(node, opposite)) {
            addTaint(node, key, now);
        } else {
            pending.add(Conditions.zone(node), name);
        }
    }

    private static String keyFor(NodeCondition ready) {
        return ready.status().equals("False") ? TaintPlan.NOT_READY : TaintPlan.UNREACHABLE;
    }

    private void addTaint(Node node, String key, Instant now) throws ApiException, InterruptedException {
        writes.change(
                node,
                present -> present.withSpec(present.spec().withTaints(TaintPlan.withNoExecute(present, key, now))));
    }

    /// Taints those whose turn has come, and comes back for the next turn.
    void taintPending() throws InterruptedException {
        for (String name = pending.take(); name != null; name = pending.take()) {
            Node node = nodes.get("", name);
            NodeCondition ready = lastReady(name);
            // Gone, or well again.
            if (node == null || ready == null || Conditions.isTrue(ready)) continue;
            try {
                addTaint(node, keyFor(ready), environment.clock().instant());
                metrics.evicted(Conditions.zone(node));
            } catch (ApiException e) {
                pending.add(Conditions.zone(node), name);
                LOG.log(System.Logger.Level.INFO, "Node {0} is not tainted yet: {1}", name, e.getMessage());
                return;
            }
        }
    }

    /// How long until a waiting node's turn; null when none waits.
    @Nullable
    Duration nextTurn() {
        return pending.nextTurn();
    }

    private void disruption(List<Node> all, Map<String, List<Boolean>> ready) throws InterruptedException {
        ready.forEach(metrics::zone);
        ZonePlan.Decision decision = ZonePlan.plan(zones, ready, options);
        zones = decision.states();
        if (decision.forgetTaints()) {
            for (Node node : all) forgetTaints(node);
        }
        if (decision.forgiveSilence()) {
            long now = environment.ticker().nanos();
            seen.replaceAll((name, last) -> new HealthPlan.Seen(last.status(), last.leaseRenewed(), now));
        }
        decision.rates().forEach(pending::setRate);
    }

    private void forgetTaints(Node node) throws InterruptedException {
        pending.remove(Conditions.zone(node), node.metadata().name());
        try {
            writes.change(
                    node, present -> present.withSpec(present.spec().withTaints(TaintPlan.withoutNoExecute(present))));
        } catch (ApiException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "Node {0} keeps its taints for now: {1}",
                    node.metadata().name(),
                    e.getMessage());
        }
    }
}
