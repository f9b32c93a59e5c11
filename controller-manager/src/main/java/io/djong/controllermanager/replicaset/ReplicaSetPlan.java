package io.djong.controllermanager.replicaset;

import io.djong.api.meta.Times;
import io.djong.api.types.apps.v1.ReplicaSetCondition;
import io.djong.api.types.apps.v1.ReplicaSetStatus;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.podcontrol.PodStates;
import io.djong.controllermanager.podcontrol.PodsToDelete;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides. Pure: the same view gives the same steps in the same order.
final class ReplicaSetPlan {
    /// Creations or deletions of one run.
    static final int BURST = 500;

    private static final String FAILURE = "ReplicaFailure";

    private ReplicaSetPlan() {}

    /// What to do with the pods; nothing while earlier effects are unseen or the set is being deleted.
    static List<Step> plan(ReplicaSetView view, Instant now) {
        if (!view.settled() || view.set().metadata().deletionTimestamp() != null) return List.of();
        int tooMany = view.active().size() - view.wanted();
        String counts = "has " + view.active().size() + ", wants " + view.wanted();
        if (tooMany < 0) return List.of(new Step.Create(Math.min(-tooMany, BURST), counts));
        if (tooMany > 0) {
            List<Pod> pods = PodsToDelete.choose(view.active(), view.related(), Math.min(tooMany, BURST), now);
            return List.of(new Step.Delete(pods, counts));
        }
        return List.of();
    }

    /// The status that follows from the view.
    ///
    /// @param failure what went wrong with the steps, or null
    static ReplicaSetStatus status(ReplicaSetView view, @Nullable String failure, Instant now) {
        int labelled = 0;
        int ready = 0;
        int available = 0;
        Map<String, String> templateLabels =
                view.set().spec().template().metadata().labels();
        for (Pod pod : view.active()) {
            if (pod.metadata().labels().entrySet().containsAll(templateLabels.entrySet())) labelled++;
            if (!PodStates.isReady(pod)) continue;
            ready++;
            if (PodStates.isAvailable(pod, view.set().spec().minReadySeconds(), now)) available++;
        }
        return view.set()
                .status()
                .withReplicas(view.active().size())
                .withFullyLabeledReplicas(labelled)
                .withReadyReplicas(ready)
                .withAvailableReplicas(available)
                .withTerminatingReplicas(view.terminating().size())
                .withObservedGeneration(view.set().metadata().generation())
                .withConditions(conditions(view, failure, now));
    }

    /// The failure is a condition as long as it lasts; its first reason and message stay.
    private static List<ReplicaSetCondition> conditions(ReplicaSetView view, @Nullable String failure, Instant now) {
        List<ReplicaSetCondition> before = view.set().status().conditions();
        boolean isFailing =
                before.stream().anyMatch(condition -> condition.type().equals(FAILURE));
        if (failure == null) {
            return isFailing
                    ? before.stream()
                            .filter(condition -> !condition.type().equals(FAILURE))
                            .toList()
                    : before;
        }
        if (isFailing) return before;
        List<ReplicaSetCondition> after = new ArrayList<>(before);
        int missing = view.wanted() - view.active().size();
        after.add(ReplicaSetCondition.EMPTY
                .withType(FAILURE)
                .withStatus("True")
                .withLastTransitionTime(Times.toSeconds(now))
                .withReason(missing > 0 ? "FailedCreate" : missing < 0 ? "FailedDelete" : "")
                .withMessage(failure));
        return after;
    }

    /// When a ready pod becomes available without any event telling so; null when none will.
    static @Nullable Duration recheckAfter(ReplicaSetView view, ReplicaSetStatus status, Instant now) {
        int minReadySeconds = view.set().spec().minReadySeconds();
        if (minReadySeconds <= 0 || status.readyReplicas() == status.availableReplicas()) return null;
        Duration first = Duration.ofSeconds(minReadySeconds);
        for (Pod pod : view.active()) {
            Duration left = PodStates.untilAvailable(pod, minReadySeconds, now);
            if (left != null && !left.isZero() && left.compareTo(first) < 0) first = left;
        }
        return first;
    }
}
