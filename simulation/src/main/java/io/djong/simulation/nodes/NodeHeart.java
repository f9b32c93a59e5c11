package io.djong.simulation.nodes;

import io.djong.api.meta.Times;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.coordination.v1.LeaseSpec;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// One beat of a node's heart, by the node's name: registers the node where there is none, renews its lease, and
/// reports its conditions when that is due or when somebody has changed them.
final class NodeHeart implements Reconciler<String> {
    private static final String LEASES = "kube-node-lease";
    private static final int LEASE_SECONDS = 40;

    private final Environment environment;
    private final KubeClient client;
    private final Lister<Node> nodes;
    private final NodeShape shape;
    private final Map<String, Integer> numbers;
    private final Set<String> silent;
    /// The resource version of each node's lease as it was written last; none after a failure.
    private final Map<String, String> revisions = new ConcurrentHashMap<>();

    /// @param numbers of the nodes, by name
    /// @param silent names of nodes that do nothing now
    NodeHeart(
            Environment environment,
            KubeClient client,
            Lister<Node> nodes,
            NodeShape shape,
            Map<String, Integer> numbers,
            Set<String> silent) {
        this.environment = environment;
        this.client = client;
        this.nodes = nodes;
        this.shape = shape;
        this.numbers = numbers;
        this.silent = silent;
    }

    @Override
    public Next reconcile(String name) throws ApiException, InterruptedException {
        var number = numbers.get(name);
        if (number == null || silent.contains(name)) {
            return Next.onChange();
        }
        var now = environment.clock().instant();
        var node = nodes.get("", name);
        if (node == null) {
            register(name, number, now);
        } else if (isReportDue(node, now)) {
            report(name, now);
        }
        renew(name, now);
        return Next.onChange();
    }

    private void register(String name, int number, Instant now) throws ApiException, InterruptedException {
        try {
            client.of(CoreV1.NODES).create(shape.node(name, number, Times.toSeconds(now)));
        } catch (ApiException e) {
            if (!e.isAlreadyExists()) {
                throw e;
            }
        }
    }

    private void renew(String name, Instant now) throws ApiException, InterruptedException {
        var leases = client.of(CoordinationV1.LEASES);
        var known = revisions.remove(name);
        Lease held;
        try {
            if (known == null) {
                known = leases.get(LEASES, name).metadata().resourceVersion();
            }
            held = leases.update(lease(name, known, now));
        } catch (ApiException e) {
            if (!e.isNotFound()) {
                throw e;
            }
            held = leases.create(lease(name, "", now));
        }
        revisions.put(name, held.metadata().resourceVersion());
    }

    private static Lease lease(String name, String revision, Instant now) {
        return new Lease(
                ObjectMeta.EMPTY.withNamespace(LEASES).withName(name).withResourceVersion(revision),
                LeaseSpec.EMPTY
                        .withHolderIdentity(name)
                        .withLeaseDurationSeconds(LEASE_SECONDS)
                        .withRenewTime(Times.toMicros(now)));
    }

    private boolean isReportDue(Node node, Instant now) {
        var present = new HashMap<String, NodeCondition>();
        for (var condition : node.status().conditions()) {
            present.put(condition.type(), condition);
        }
        for (var wanted : NodeShape.conditions(now, now)) {
            var found = present.get(wanted.type());
            if (found == null || !found.status().equals(wanted.status())) {
                return true;
            }
            var age = Duration.between(found.lastHeartbeatTime(), now);
            if (age.compareTo(shape.statusPeriod()) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void report(String name, Instant now) throws ApiException, InterruptedException {
        var all = client.of(CoreV1.NODES);
        var node = all.get("", name);
        all.updateStatus(node.withStatus(node.status().withConditions(fresh(node, Times.toSeconds(now)))));
    }

    private static List<NodeCondition> fresh(Node node, Instant now) {
        var since = new HashMap<String, Instant>();
        for (var condition : node.status().conditions()) {
            since.put(condition.type() + condition.status(), condition.lastTransitionTime());
        }
        return NodeShape.conditions(now, now).stream()
                .map(condition -> condition.withLastTransitionTime(
                        since.getOrDefault(condition.type() + condition.status(), now)))
                .toList();
    }
}
