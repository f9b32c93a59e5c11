package io.djong.kubelet.node;

import static io.djong.base.log.LogKey.MESSAGE;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.coordination.v1.CoordinationV1;
import io.djong.api.types.coordination.v1.Lease;
import io.djong.api.types.coordination.v1.LeaseSpec;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ResourceClient;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Renews the node's lease, by which the control plane knows that the node is alive: at the start
/// and then each quarter of its duration, whatever else the kubelet does.
///
/// Source: kubernetes.io/docs/concepts/architecture/leases, KEP-589.
public final class NodeLease extends Service {
    private static final Log LOG = Log.of(NodeLease.class);
    private static final String NAMESPACE = "kube-node-lease";
    private static final int RENEWALS_PER_DURATION = 4;
    private static final double JITTER = 0.04;
    private static final int TRIES_MAX = 5;
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

    private final Environment environment;
    private final KubeClient client;
    private final NodeConfig config;
    private final ResourceClient<Lease> leases;
    private @Nullable Lease held;
    private @Nullable Timer timer;
    private @Nullable Thread first;

    /// @param client as the node
    public NodeLease(Environment environment, KubeClient client, NodeConfig config) {
        super("node-lease");
        this.environment = environment;
        this.client = client;
        this.config = config;
        this.leases = client.of(CoordinationV1.LEASES);
    }

    @Override
    protected void onStart() {
        first = environment.threads().start(name(), this::renew);
        var period = Duration.ofSeconds(config.leaseSeconds()).dividedBy(RENEWALS_PER_DURATION);
        var jittered = period.plusNanos(
                (long) (period.toNanos() * JITTER * environment.random().nextDouble()));
        timer = environment.timers().every(jittered, this::renew);
    }

    @Override
    protected void onStop() throws InterruptedException {
        if (timer != null) {
            timer.cancel();
        }
        if (first != null) {
            first.interrupt();
            first.join();
        }
    }

    private void renew() {
        try {
            for (int tries = 1; !renewed(); tries++) {
                if (tries == TRIES_MAX) {
                    return;
                }
                environment.timers().sleep(BETWEEN_TRIES.multipliedBy(1L << tries));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean renewed() throws InterruptedException {
        try {
            var lease = held;
            if (lease == null) {
                lease = existing();
            }
            held = lease == null ? leases.create(fresh(null)) : leases.update(fresh(lease));
            return true;
        } catch (ApiException e) {
            held = null;
            LOG.warning("Failed to update lease", MESSAGE.is(String.valueOf(e.getMessage())));
            return false;
        }
    }

    private @Nullable Lease existing() throws ApiException, InterruptedException {
        try {
            return leases.get(new ObjectKey(NAMESPACE, config.name()));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    private Lease fresh(@Nullable Lease before) throws ApiException, InterruptedException {
        var now = Times.toMicros(environment.clock().instant());
        var metadata =
                before == null ? ObjectMeta.EMPTY.withNamespace(NAMESPACE).withName(config.name()) : before.metadata();
        if (metadata.ownerReferences().isEmpty()) {
            metadata = metadata.withOwnerReferences(owner());
        }
        var spec = before == null ? LeaseSpec.EMPTY : before.spec();
        return new Lease(
                metadata,
                spec.withHolderIdentity(config.name())
                        .withLeaseDurationSeconds(config.leaseSeconds())
                        .withRenewTime(now));
    }

    /// The node's object, so that the lease goes with it; none while the node is not registered yet.
    private List<OwnerReference> owner() throws ApiException, InterruptedException {
        try {
            var node = client.of(CoreV1.NODES).get("", config.name());
            return List.of(OwnerReference.EMPTY
                    .withApiVersion("v1")
                    .withKind("Node")
                    .withName(config.name())
                    .withUid(node.metadata().uid()));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return List.of();
            }
            throw e;
        }
    }
}
