package io.djong.scheduler;

import static io.djong.base.log.LogKey.NODE;
import static io.djong.base.log.LogKey.POD;
import static io.djong.base.log.LogKey.REASON;

import io.djong.api.types.core.v1.Pod;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.client.events.ActionRecorder;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Lister;
import io.djong.scheduler.framework.Code;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.NoFit;
import io.djong.scheduler.framework.PermitPlugin;
import io.djong.scheduler.framework.ReservePlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.profile.Profile;
import io.djong.scheduler.queue.QueuedPod;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.PodInfo;
import io.djong.scheduler.snapshot.ResourceIndex;
import io.djong.scheduler.snapshot.Snapshot;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One pod after the other, on one thread: decides, counts with the decision, and hands over to the
/// binding. What fits nowhere goes back to the queue, and its owner is told why.
final class SchedulingCycle {
    private static final Log LOG = Log.of(SchedulingCycle.class);

    private final Environment environment;
    private final Map<String, Profile> profiles;
    private final Map<String, ActionRecorder> recorders;
    private final int percentageOfNodesToScore;
    private final ClusterCache cache;
    private final SchedulingQueue queue;
    private final NominatedPods nominated;
    private final Lister<Pod> pods;
    private final PodStatusWriter statuses;
    private final SchedulerMetrics metrics;
    private final ResourceIndex resources;
    private final Snapshot snapshot;
    private final Binder binder;
    private final Preemptor preemptor;
    private int start;

    SchedulingCycle(SchedulerParts parts, Lister<Pod> pods) {
        this.environment = parts.environment();
        this.profiles = parts.profiles();
        this.recorders = parts.recorders();
        this.percentageOfNodesToScore = parts.config().percentageOfNodesToScore();
        this.cache = parts.cache();
        this.queue = parts.queue();
        this.nominated = parts.nominated();
        this.pods = pods;
        this.statuses = parts.statuses();
        this.metrics = parts.metrics();
        this.resources = parts.resources();
        this.snapshot = new Snapshot(resources);
        this.binder = new Binder(parts, this);
        this.preemptor = new Preemptor(parts);
    }

    /// Takes pods from the queue until the thread is interrupted.
    void run() {
        try {
            while (true) {
                QueuedPod pod = queue.pop();
                try {
                    schedule(pod);
                } catch (RuntimeException e) {
                    LOG.error(
                            "Scheduling failed by a bug; the pod is tried again",
                            e,
                            POD.is(pod.key().toString()));
                    queue.refused(pod, pod.info());
                }
            }
        } catch (InterruptedException e) {
            // Stopping.
        }
    }

    private void schedule(QueuedPod queued) {
        Pod pod = queued.info().pod();
        Profile profile = profiles.get(pod.spec().schedulerName());
        if (profile == null || cache.isAssumed(queued.info().uid())) {
            queue.done(queued.info().uid());
            return;
        }
        if (pod.metadata().deletionTimestamp() != null) {
            tell(
                    profile,
                    pod,
                    "Warning",
                    "FailedScheduling",
                    "Scheduling",
                    "skip schedule deleting pod: " + queued.key());
            queue.done(queued.info().uid());
            return;
        }
        var attempt = new Attempt(
                queued, profile, new CycleState(), environment.ticker().nanos());
        cache.update(snapshot);
        var view = new SchedulingPlan.View(profile, snapshot, nominated, start, percentageOfNodesToScore);
        SchedulingPlan.Outcome outcome =
                SchedulingPlan.plan(view, queued.info(), attempt.state(), environment.random());
        start = outcome.nextStart();
        metrics.decided(environment.ticker().nanos() - attempt.startNanos());
        switch (outcome.decision()) {
            case Decision.Place place -> reserve(attempt, place.node());
            case Decision.Unschedulable none -> {
                if (!profile.postFilter().isEmpty()) metrics.preemptionTried();
                if (none.nominatedNode() != null && !none.victims().isEmpty()) {
                    preemptor.preempt(attempt, none.nominatedNode(), none.victims());
                }
                refused(attempt, none.reason(), none.nominatedNode());
            }
            case Decision.NoNodes _ -> {
                failed(attempt, "Unschedulable", Decision.NoNodes.MESSAGE, "");
                metrics.unschedulable(profile.schedulerName(), since(attempt));
            }
            case Decision.Failed failure -> erred(attempt, failure.status());
        }
    }

    /// From here on the pod counts as being on the node.
    private void reserve(Attempt attempt, String node) {
        PodInfo placed = attempt.queued().info().on(node);
        if (!cache.assume(placed, node)) {
            queue.done(placed.uid());
            return;
        }
        nominated.remove(placed.uid());
        for (ReservePlugin plugin : attempt.profile().reserve()) {
            Status status = plugin.reserve(attempt.state(), placed, node);
            if (status.isSuccess()) continue;
            undo(attempt, placed, node);
            refusedAt(attempt, node, status);
            return;
        }
        for (PermitPlugin plugin : attempt.profile().permit()) {
            PermitPlugin.Result result = plugin.permit(attempt.state(), placed, node);
            if (result.status().isSuccess()) continue;
            if (result.status().code() == Code.WAIT) {
                binder.hold(placed.uid(), plugin.name(), result.atMost());
                continue;
            }
            undo(attempt, placed, node);
            refusedAt(attempt, node, result.status());
            return;
        }
        binder.start(attempt, placed, node);
    }

    private void undo(Attempt attempt, PodInfo placed, String node) {
        unreserve(attempt, placed, node);
        binder.letGo(placed.uid());
        cache.forget(placed.uid());
    }

    /// Undoes what the reserve plug-ins did, last first.
    static void unreserve(Attempt attempt, PodInfo placed, String node) {
        for (ReservePlugin plugin : attempt.profile().reserve().reversed()) {
            plugin.unreserve(attempt.state(), placed, node);
        }
    }

    /// A plug-in said no, or failed, when the node was chosen already.
    void refusedAt(Attempt attempt, String node, Status status) {
        if (status.isRejected()) refused(attempt, NoFit.ofOne(node, status), "");
        else erred(attempt, status);
    }

    private void refused(Attempt attempt, NoFit reason, @Nullable String nominatedNode) {
        attempt.queued().refusedBy(reason.unschedulablePlugins(), reason.pendingPlugins());
        metrics.unschedulable(attempt.profile().schedulerName(), since(attempt));
        failed(attempt, "Unschedulable", reason.message(), nominatedNode);
    }

    private void erred(Attempt attempt, Status status) {
        LOG.warning(
                "Error scheduling pod; retrying",
                POD.is(attempt.queued().key().toString()),
                REASON.is(status.message()));
        metrics.failed(attempt.profile().schedulerName(), since(attempt));
        failed(attempt, "SchedulerError", status.message(), "");
    }

    /// Back to the queue, unless the pod needs no node any more; and tells why.
    private void failed(Attempt attempt, String reason, String message, @Nullable String nominatedNode) {
        QueuedPod queued = attempt.queued();
        Pod tried = queued.info().pod();
        Pod now = pods.get(queued.key());
        tell(attempt.profile(), tried, "Warning", "FailedScheduling", "Scheduling", message);
        if (now == null
                || !now.metadata().uid().equals(tried.metadata().uid())
                || !now.spec().nodeName().isEmpty()) {
            queue.done(queued.info().uid());
            return;
        }
        PodInfo latest = PodInfo.of(now, resources);
        if (nominatedNode != null) nominated.set(latest, nominatedNode);
        queue.refused(queued, latest);
        statuses.failed(tried, reason, message, nominatedNode);
    }

    /// The pod is bound.
    void bound(Attempt attempt, PodInfo placed, String node) {
        LOG.debug("Successfully bound pod to node", POD.is(placed.key().toString()), NODE.is(node));
        long now = environment.ticker().nanos();
        metrics.scheduled(
                attempt.profile().schedulerName(),
                attempt.queued(),
                now - attempt.startNanos(),
                now - attempt.queued().firstTriedNanos());
        String note = "Successfully assigned " + placed.key() + " to " + node;
        tell(attempt.profile(), placed.pod(), "Normal", "Scheduled", "Binding", note);
    }

    private void tell(Profile profile, Pod pod, String type, String reason, String action, String note) {
        ActionRecorder recorder = recorders.get(profile.schedulerName());
        if (recorder != null) {
            recorder.record(EventRecorder.referenceTo(pod), null, type, reason, action, note);
        }
    }

    private long since(Attempt attempt) {
        return environment.ticker().nanos() - attempt.startNanos();
    }

    /// One pod being tried.
    record Attempt(QueuedPod queued, Profile profile, CycleState state, long startNanos) {}

    /// Ends the bindings that are under way.
    void stop() throws InterruptedException {
        binder.stop();
    }
}
