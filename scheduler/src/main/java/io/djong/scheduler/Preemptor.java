package io.djong.scheduler;

import static io.djong.base.log.LogKey.NODE;
import static io.djong.base.log.LogKey.POD;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import io.djong.client.events.ActionRecorder;
import io.djong.client.events.EventRecorder;
import io.djong.scheduler.SchedulingCycle.Attempt;
import io.djong.scheduler.framework.PostFilterPlugin;
import io.djong.scheduler.preemption.DefaultPreemption;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.PodInfo;
import java.util.List;
import java.util.Map;

/// Makes room: tells the victims of a preemption to go, beside the scheduling loop. The pod that
/// needs the room is not tried meanwhile, and then once more; after that it waits for the victims
/// to be gone.
final class Preemptor {
    private static final Log LOG = Log.of(Preemptor.class);

    private final Environment environment;
    private final ResourceClient<Pod> pods;
    private final SchedulingQueue queue;
    private final NominatedPods nominated;
    private final PodStatusWriter statuses;
    private final Map<String, ActionRecorder> recorders;
    private final SchedulerMetrics metrics;

    Preemptor(SchedulerParts parts) {
        this.environment = parts.environment();
        this.pods = parts.client().of(CoreV1.PODS);
        this.queue = parts.queue();
        this.nominated = parts.nominated();
        this.statuses = parts.statuses();
        this.recorders = parts.recorders();
        this.metrics = parts.metrics();
    }

    /// Begins; the pod must not be back in the queue yet.
    void preempt(Attempt attempt, String node, List<PodInfo> victims) {
        PodInfo pod = attempt.queued().info();
        LOG.debug("Preempting", POD.is(pod.key().toString()), NODE.is(node));
        metrics.preempted(victims.size());
        for (PostFilterPlugin plugin : attempt.profile().postFilter()) {
            if (plugin instanceof DefaultPreemption preemption) {
                preemption.began(pod.uid());
                environment.threads().start("preempt for " + pod.key(), () -> {
                    try {
                        remove(attempt, pod, node, victims);
                    } catch (InterruptedException e) {
                        // Stopping: the next scheduler decides again.
                    } finally {
                        preemption.ended(pod.uid());
                        queue.activate(pod);
                    }
                });
            }
        }
    }

    private void remove(Attempt attempt, PodInfo pod, String node, List<PodInfo> victims) throws InterruptedException {
        for (PodInfo victim : victims) {
            try {
                remove(attempt, pod, node, victim);
            } catch (ApiException e) {
                LOG.warning(
                        "A victim could not be removed", e, POD.is(victim.key().toString()));
                if (!e.isNotFound()) break;
            }
        }
        // Whoever waits for room on the node and is less important has to look elsewhere.
        for (PodInfo other : nominated.on(node)) {
            if (other.priority() >= pod.priority() || other.uid().equals(pod.uid())) continue;
            nominated.remove(other.uid());
            statuses.unnominate(other.pod());
        }
    }

    private void remove(Attempt attempt, PodInfo pod, String node, PodInfo victim)
            throws ApiException, InterruptedException {
        Pod gone = victim.pod();
        String scheduler = attempt.profile().schedulerName();
        // The scheduler may not have seen yet that it goes: who goes already is told nothing, and nothing of it.
        if (isGoing(gone) || isGoing(pods.get(victim.key()))) {
            return;
        }
        pods.patch(victim.key(), "status", PatchType.STRATEGIC, condition(gone, scheduler), WriteOptions.NONE);
        pods.delete(
                victim.key(),
                DeleteOptions.EMPTY.withPreconditions(
                        Preconditions.EMPTY.withUid(gone.metadata().uid())));
        ActionRecorder recorder = recorders.get(scheduler);
        if (recorder != null) {
            recorder.record(
                    EventRecorder.referenceTo(gone),
                    EventRecorder.referenceTo(pod.pod()),
                    "Normal",
                    "Preempted",
                    "Preempting",
                    "Preempted by pod " + pod.uid() + " on node " + node);
        }
    }

    private static boolean isGoing(Pod pod) {
        return pod.metadata().deletionTimestamp() != null;
    }

    private byte[] condition(Pod victim, String scheduler) {
        JsonObject condition = JsonObject.EMPTY
                .with("type", new JsonString("DisruptionTarget"))
                .with("status", new JsonString("True"))
                .with("reason", new JsonString(DefaultPreemption.REASON))
                .with("message", new JsonString(scheduler + ": preempting to accommodate a higher priority pod"))
                .with("lastProbeTime", JsonNull.NULL)
                .with(
                        "lastTransitionTime",
                        new JsonString(Times.seconds(environment.clock().instant())));
        return JsonObject.EMPTY
                .with(
                        "metadata",
                        JsonObject.EMPTY.with(
                                "uid", new JsonString(victim.metadata().uid())))
                .with("status", JsonObject.EMPTY.with("conditions", new JsonArray(List.of(condition))))
                .toBytes();
    }
}
