package io.djong.scheduler;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNull;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.base.lifecycle.Service;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Controller;
import io.djong.client.reconcile.ControllerOptions;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Writes why pods are not scheduled into their status: the condition `PodScheduled`, and the node where room is
/// being made. Beside the scheduling loop, so that it does not wait for the server; of several findings about one pod
/// the last one is written, and none any more once the pod has a node.
final class PodStatusWriter implements Reconciler<ObjectKey> {
    private static final String POD_SCHEDULED = "PodScheduled";
    private static final int WORKERS = 8;

    private final ResourceClient<Pod> client;
    private final Lister<Pod> pods;
    private final InstantSource clock;
    private final ConcurrentHashMap<ObjectKey, Finding> findings = new ConcurrentHashMap<>();
    private final Controller<ObjectKey> controller;

    /// @param reason `Unschedulable` or `SchedulerError`; "" leaves the condition as it is
    /// @param nominatedNode null leaves it as it is
    private record Finding(
            String uid,
            String reason,
            String message,
            @Nullable String nominatedNode) {}

    PodStatusWriter(Environment environment, KubeClient client, Lister<Pod> pods, MetricRegistry metrics) {
        this.client = client.of(CoreV1.PODS);
        this.pods = pods;
        this.clock = environment.clock();
        this.controller =
                new Controller<>(ControllerOptions.of("scheduler_pod_status", WORKERS), environment, metrics, this);
    }

    /// What runs it.
    Service service() {
        return controller;
    }

    /// The pod could not be scheduled.
    void failed(Pod pod, String reason, String message, @Nullable String nominatedNode) {
        ObjectKey key = ObjectKey.of(pod);
        findings.put(key, new Finding(pod.metadata().uid(), reason, message, nominatedNode));
        controller.queue().add(key);
    }

    /// No room is being made for the pod any more.
    void unnominate(Pod pod) {
        ObjectKey key = ObjectKey.of(pod);
        findings.putIfAbsent(key, new Finding(pod.metadata().uid(), "", "", ""));
        controller.queue().add(key);
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Finding finding = findings.get(key);
        if (finding == null) return Next.onChange();
        Pod pod = pods.get(key);
        byte[] patch = null;
        if (pod != null
                && pod.metadata().uid().equals(finding.uid)
                && pod.spec().nodeName().isEmpty()) {
            patch = patch(pod, finding);
        }
        if (patch != null) {
            try {
                client.patch(key, "status", PatchType.STRATEGIC, patch, WriteOptions.NONE);
            } catch (ApiException e) {
                if (!e.isNotFound()) throw e;
            }
        }
        findings.remove(key, finding);
        return Next.onChange();
    }

    /// @return null when the status says so already
    private byte @Nullable [] patch(Pod pod, Finding finding) {
        JsonObject status = JsonObject.EMPTY;
        PodCondition before = condition(pod);
        long generation = pod.metadata().generation();
        if (!finding.reason.isEmpty() && !says(before, finding)) {
            String since = Times.seconds(transition(before));
            JsonObject condition = JsonObject.EMPTY
                    .with("type", new JsonString(POD_SCHEDULED))
                    .with("status", new JsonString("False"))
                    .with("observedGeneration", JsonNumber.of(generation))
                    .with("reason", new JsonString(finding.reason))
                    .with("message", new JsonString(finding.message))
                    .with("lastProbeTime", JsonNull.NULL)
                    .with("lastTransitionTime", new JsonString(since));
            status = status.with("conditions", new JsonArray(List.of(condition)));
        }
        String nominated = finding.nominatedNode;
        if (nominated != null && !nominated.equals(pod.status().nominatedNodeName())) {
            status = status.with("nominatedNodeName", nominated.isEmpty() ? JsonNull.NULL : new JsonString(nominated));
        }
        if (status.equals(JsonObject.EMPTY)) return null;
        // Only this version: were the pod bound meanwhile, the finding would be wrong.
        JsonObject version = JsonObject.EMPTY.with(
                "resourceVersion", new JsonString(pod.metadata().resourceVersion()));
        return JsonObject.EMPTY.with("metadata", version).with("status", status).toBytes();
    }

    private Instant transition(@Nullable PodCondition before) {
        return before != null && before.status().equals("False") ? before.lastTransitionTime() : clock.instant();
    }

    private static boolean says(@Nullable PodCondition condition, Finding finding) {
        return condition != null
                && condition.status().equals("False")
                && condition.reason().equals(finding.reason)
                && condition.message().equals(finding.message);
    }

    private static @Nullable PodCondition condition(Pod pod) {
        for (PodCondition condition : pod.status().conditions()) {
            if (condition.type().equals(POD_SCHEDULED)) return condition;
        }
        return null;
    }
}
