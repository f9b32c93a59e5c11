package io.djong.kubelet.status;

import static io.djong.base.log.LogKey.MESSAGE;
import static io.djong.base.log.LogKey.POD;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.core.v1.PodStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Tells the API server the newest status of each pod: at once, and only what it does not know
/// already. A pod that was deleted and of which nothing is left on the node is then removed for
/// good.
///
/// A pod whose containers may still run is never said to have ended: its phase follows when they are
/// gone.
public final class StatusWriter extends Service {
    private static final Log LOG = Log.of(StatusWriter.class);
    private static final int WORKERS = 10;
    private static final Duration FIRST_RETRY = Duration.ofMillis(50);
    private static final Duration RETRY_MAX = Duration.ofSeconds(10);

    private final Environment environment;
    private final ResourceClient<Pod> client;
    private final Function<String, @Nullable Pod> objects;
    private final Controller<String> loop;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Map<String, Pod> written = new ConcurrentHashMap<>();

    /// @param mayRun whether containers of the pod may still run
    /// @param reclaimed nothing of the pod is left on the node
    private record Entry(PodStatus status, boolean mayRun, boolean reclaimed) {}

    /// @param client as the node
    /// @param objects by a pod's uid, the object of the API server that shows its status: the pod
    ///     itself, or the mirror
    ///     pod of a static one; null when there is none
    public StatusWriter(
            Environment environment,
            MetricRegistry metrics,
            KubeClient client,
            Function<String, @Nullable Pod> objects) {
        super("pod-status");
        this.environment = environment;
        this.client = client.of(CoreV1.PODS);
        this.objects = objects;
        this.loop = new Controller<>(
                ControllerOptions.<String>of("pod-status", WORKERS).withBackoff(FIRST_RETRY, RETRY_MAX),
                environment,
                metrics,
                this::write);
    }

    /// The newest status of the pod, which the API server may not know yet; null when none was made.
    public @Nullable PodStatus get(String uid) {
        var entry = entries.get(uid);
        return entry == null ? null : entry.status();
    }

    /// Says how a pod is.
    ///
    /// @param mayRun whether containers of it may still run
    public void set(String uid, PodStatus status, boolean mayRun) {
        var before = entries.put(uid, new Entry(status, mayRun, false));
        if (before == null || !before.status().equals(status) || before.mayRun() != mayRun) {
            loop.add(uid);
        }
    }

    /// Says that nothing of the pod is left on the node.
    public void reclaimed(String uid, PodStatus last) {
        entries.put(uid, new Entry(last, false, true));
        loop.add(uid);
    }

    /// The pod's object has changed: what it shows is compared again.
    public void changed(String uid) {
        loop.add(uid);
    }

    /// Forgets a pod that is gone.
    public void forget(String uid) {
        entries.remove(uid);
        written.remove(uid);
    }

    @Override
    protected void onStart() throws Exception {
        loop.start();
    }

    @Override
    protected void onStop() throws InterruptedException {
        loop.stop();
    }

    private Next write(String uid) throws ApiException, InterruptedException {
        var entry = entries.get(uid);
        var object = newest(uid);
        if (entry == null || object == null) {
            return Next.onChange();
        }
        try {
            var merged = merged(object, entry);
            var patch = StatusPatch.between(object, object.withStatus(merged));
            if (patch != null) {
                var key = ObjectKey.of(object);
                object = client.patch(key, "status", PatchType.STRATEGIC, patch, WriteOptions.NONE);
                written.put(uid, object);
            }
            if (entry.reclaimed() && object.metadata().deletionTimestamp() != null && !StatusPlan.isMirror(object)) {
                remove(object);
                forget(uid);
            }
        } catch (ApiException e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
            // The pod is gone, or another one has its name: the informer will say so.
            written.remove(uid);
            LOG.debug(
                    "Pod does not exist on the server",
                    POD.is(ObjectKey.of(object)),
                    MESSAGE.is(String.valueOf(e.getMessage())));
            return e.isNotFound() ? Next.onChange() : Next.retry("conflict");
        }
        return Next.onChange();
    }

    private void remove(Pod pod) throws ApiException, InterruptedException {
        var options = DeleteOptions.EMPTY
                .withGracePeriodSeconds(0L)
                .withPreconditions(Preconditions.EMPTY.withUid(pod.metadata().uid()));
        try {
            client.delete(ObjectKey.of(pod), options);
        } catch (ApiException e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
        }
        LOG.info("Pod fully terminated and removed from etcd", POD.is(ObjectKey.of(pod)));
    }

    /// The informer's object, or the answer to our last write if that is newer.
    private @Nullable Pod newest(String uid) {
        var seen = objects.apply(uid);
        var ours = written.get(uid);
        if (seen == null || ours == null) {
            return seen;
        }
        if (!seen.metadata().uid().equals(ours.metadata().uid()) || version(seen) >= version(ours)) {
            written.remove(uid, ours);
            return seen;
        }
        return ours;
    }

    private static long version(Pod pod) {
        try {
            return Long.parseLong(pod.metadata().resourceVersion());
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private PodStatus merged(Pod object, Entry entry) {
        var now = environment.clock().instant();
        var old = object.status();
        var status = entry.status();
        List<PodCondition> conditions = new ArrayList<>();
        for (var condition : old.conditions()) {
            if (!ConditionPlan.OURS.contains(condition.type())) {
                conditions.add(condition);
            }
        }
        boolean ends = PodPhase.isTerminal(status.phase()) && !PodPhase.isTerminal(old.phase());
        for (var condition : status.conditions()) {
            if (condition.type().equals(ConditionPlan.DISRUPTION) && ends && !entry.mayRun()) {
                conditions.removeIf(other -> other.type().equals(ConditionPlan.DISRUPTION));
                conditions.add(condition);
            } else if (ConditionPlan.OURS.contains(condition.type())) {
                conditions.add(condition);
            }
        }
        status = status.withConditions(conditions);
        if (entry.mayRun() && ends) {
            status = status.withPhase(old.phase()).withReason(old.reason()).withMessage(old.message());
        }
        return StatusPlan.notReady(status, now);
    }
}
