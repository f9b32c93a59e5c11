package io.djong.controllermanager.podcontrol;

import io.djong.api.json.JsonArray;
import io.djong.api.json.JsonNumber;
import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.client.ApiException;
import io.djong.client.PatchType;
import io.djong.client.ResourceClient;
import io.djong.client.WriteOptions;
import java.time.Instant;

/// Deletes pods that the cluster itself gives up, and says why in their condition `DisruptionTarget`. Source:
/// KEP-3329.
public final class Disruption {
    private static final String CONDITION = "DisruptionTarget";

    private Disruption() {}

    /// Marks the pod, then deletes it in its own time. A pod that is gone, or another by now, is left alone.
    public static void delete(ResourceClient<Pod> client, Pod pod, String reason, String message, Instant now)
            throws ApiException, InterruptedException {
        JsonObject status = JsonObject.EMPTY.with("conditions", JsonArray.of(condition(pod, reason, message, now)));
        remove(client, pod, status, DeleteOptions.EMPTY);
    }

    /// Marks the pod, says that it has failed (unless it has ended already), and removes it at once.
    ///
    /// @param reason "" to set no condition
    public static void failAndRemove(ResourceClient<Pod> client, Pod pod, String reason, String message, Instant now)
            throws ApiException, InterruptedException {
        JsonObject status = JsonObject.EMPTY;
        if (!PodStates.isTerminal(pod)) {
            status = status.with("phase", new JsonString("Failed"));
            if (!reason.isEmpty()) {
                status = status.with("conditions", JsonArray.of(condition(pod, reason, message, now)));
            }
        }
        remove(client, pod, status, DeleteOptions.EMPTY.withGracePeriodSeconds(0L));
    }

    private static JsonObject condition(Pod pod, String reason, String message, Instant now) {
        PodCondition present = PodStates.condition(pod, CONDITION);
        boolean wasTrue = present != null && present.status().equals("True");
        Instant since = present != null && wasTrue ? present.lastTransitionTime() : now;
        return JsonObject.EMPTY
                .with("type", new JsonString(CONDITION))
                .with("status", new JsonString("True"))
                .with("observedGeneration", JsonNumber.of(pod.metadata().generation()))
                .with("reason", new JsonString(reason))
                .with("message", new JsonString(message))
                .with("lastTransitionTime", new JsonString(Times.seconds(since)));
    }

    /// By a patch: the kubelet may be writing the same status.
    private static void remove(ResourceClient<Pod> client, Pod pod, JsonObject status, DeleteOptions options)
            throws ApiException, InterruptedException {
        String uid = pod.metadata().uid();
        try {
            if (status.size() > 0) {
                JsonObject patch = JsonObject.EMPTY
                        .with("metadata", JsonObject.EMPTY.with("uid", new JsonString(uid)))
                        .with("status", status);
                client.patch(ObjectKey.of(pod), "status", PatchType.STRATEGIC, patch.toBytes(), WriteOptions.NONE);
            }
            client.delete(ObjectKey.of(pod), options.withPreconditions(Preconditions.EMPTY.withUid(uid)));
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
        }
    }
}
