package io.djong.controllermanager.deployment;

import io.djong.api.meta.Times;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentCondition;
import io.djong.api.types.apps.v1.DeploymentStatus;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.ReplicaSetCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A deployment's status: counts, availability, and how its rollout goes. Pure.
final class Progress {
    static final String PROGRESSING = "Progressing";
    static final String AVAILABLE = "Available";
    static final String FAILURE = "ReplicaFailure";
    static final String TIMED_OUT = "ProgressDeadlineExceeded";
    static final String COMPLETE = "NewReplicaSetAvailable";
    private static final String PAUSED = "DeploymentPaused";

    private Progress() {}

    /// Counts and availability.
    ///
    /// @param base whose conditions and collision count are kept
    /// @param all every set; `newSet` among them when there is one
    static DeploymentStatus status(
            Deployment deployment,
            DeploymentStatus base,
            List<ReplicaSet> all,
            @Nullable ReplicaSet newSet,
            Instant now) {
        int available = Sets.available(all);
        int replicas = 0;
        int ready = 0;
        @Nullable Integer terminating = 0;
        for (ReplicaSet set : all) {
            replicas += set.status().replicas();
            ready += set.status().readyReplicas();
            Integer ofSet = set.status().terminatingReplicas();
            // One set that does not say makes the sum unknown.
            terminating = terminating == null || ofSet == null ? null : Integer.valueOf(terminating + ofSet);
        }
        boolean enough = available >= Share.wanted(deployment) - Share.unavailableMax(deployment);
        DeploymentCondition availability = enough
                ? condition(AVAILABLE, "True", "MinimumReplicasAvailable", "Deployment has minimum availability.", now)
                : condition(
                        AVAILABLE,
                        "False",
                        "MinimumReplicasUnavailable",
                        "Deployment does not have minimum availability.",
                        now);
        return base.withObservedGeneration(deployment.metadata().generation())
                .withReplicas(replicas)
                .withUpdatedReplicas(newSet == null ? 0 : newSet.status().replicas())
                .withReadyReplicas(ready)
                .withAvailableReplicas(available)
                .withUnavailableReplicas(Math.max(0, Share.sizes(all) - available))
                .withTerminatingReplicas(terminating)
                .withConditions(set(base.conditions(), availability));
    }

    /// The conditions of a rollout on top of the counts.
    ///
    /// @param before the status before this run; progress is what is better than it
    static DeploymentStatus ofRollout(
            Deployment deployment,
            DeploymentStatus before,
            DeploymentStatus counted,
            List<ReplicaSet> all,
            @Nullable ReplicaSet newSet,
            Instant now) {
        List<DeploymentCondition> conditions = counted.conditions();
        if (!hasDeadline(deployment)) {
            conditions = without(conditions, PROGRESSING);
        } else {
            DeploymentCondition present = find(before.conditions(), PROGRESSING);
            boolean completeBefore = counted.replicas() == counted.updatedReplicas()
                    && present != null
                    && present.reason().equals(COMPLETE);
            if (!completeBefore) conditions = progressing(deployment, before, counted, newSet, now);
        }
        DeploymentCondition failure = failure(all, newSet);
        conditions = failure == null ? without(conditions, FAILURE) : set(conditions, failure);
        return counted.withConditions(conditions);
    }

    private static List<DeploymentCondition> progressing(
            Deployment deployment,
            DeploymentStatus before,
            DeploymentStatus counted,
            @Nullable ReplicaSet newSet,
            Instant now) {
        List<DeploymentCondition> conditions = counted.conditions();
        String subject = newSet == null
                ? "Deployment \"" + deployment.metadata().name() + "\""
                : "ReplicaSet \"" + newSet.metadata().name() + "\"";
        if (isComplete(deployment, counted)) {
            return set(
                    conditions,
                    condition(PROGRESSING, "True", COMPLETE, subject + " has successfully progressed.", now));
        }
        if (isBetter(before, counted)) {
            var progress = condition(PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.", now);
            DeploymentCondition present = find(before.conditions(), PROGRESSING);
            if (present != null && present.status().equals("True")) {
                progress = progress.withLastTransitionTime(present.lastTransitionTime());
            }
            // Always anew: the update time is what the deadline counts from.
            return set(without(conditions, PROGRESSING), progress);
        }
        if (isTimedOut(deployment, counted, now)) {
            return set(
                    conditions,
                    condition(PROGRESSING, "False", TIMED_OUT, subject + " has timed out progressing.", now));
        }
        return conditions;
    }

    static boolean isComplete(Deployment deployment, DeploymentStatus status) {
        int wanted = Share.wanted(deployment);
        return status.updatedReplicas() == wanted
                && status.replicas() == wanted
                && status.availableReplicas() == wanted
                && status.observedGeneration() >= deployment.metadata().generation();
    }

    private static boolean isBetter(DeploymentStatus before, DeploymentStatus after) {
        int oldBefore = before.replicas() - before.updatedReplicas();
        int oldAfter = after.replicas() - after.updatedReplicas();
        return after.updatedReplicas() > before.updatedReplicas()
                || oldAfter < oldBefore
                || after.readyReplicas() > before.readyReplicas()
                || after.availableReplicas() > before.availableReplicas();
    }

    private static boolean isTimedOut(Deployment deployment, DeploymentStatus status, Instant now) {
        DeploymentCondition present = find(status.conditions(), PROGRESSING);
        if (present == null || present.reason().equals(COMPLETE)) return false;
        if (present.reason().equals(TIMED_OUT)) return true;
        return present.lastUpdateTime().plus(deadline(deployment)).isBefore(now);
    }

    /// When the deadline has to be looked at again if nothing happens; null when it does not matter.
    static @Nullable Duration deadlineCheckAfter(Deployment deployment, DeploymentStatus status, Instant now) {
        DeploymentCondition present = find(status.conditions(), PROGRESSING);
        if (!hasDeadline(deployment) || present == null) return null;
        if (isComplete(deployment, status) || present.reason().equals(TIMED_OUT)) return null;
        Duration left = Duration.between(now, present.lastUpdateTime().plus(deadline(deployment)));
        // A second more, so that rounding to whole seconds does not make it come too early.
        return (left.isNegative() ? Duration.ZERO : left).plusSeconds(1);
    }

    private static Duration deadline(Deployment deployment) {
        Integer seconds = deployment.spec().progressDeadlineSeconds();
        return Duration.ofSeconds(seconds == null ? Integer.MAX_VALUE : seconds);
    }

    static boolean hasDeadline(Deployment deployment) {
        Integer seconds = deployment.spec().progressDeadlineSeconds();
        return seconds != null && seconds != Integer.MAX_VALUE;
    }

    /// The deadline's clock stands still while a deployment is paused, and starts anew when it is resumed.
    static DeploymentStatus paused(Deployment deployment, DeploymentStatus status, Instant now) {
        DeploymentCondition present = find(status.conditions(), PROGRESSING);
        if (!hasDeadline(deployment) || (present != null && present.reason().equals(TIMED_OUT))) return status;
        boolean isSaid = present != null && present.reason().equals(PAUSED);
        if (deployment.spec().paused() == isSaid) return status;
        DeploymentCondition news = deployment.spec().paused()
                ? condition(PROGRESSING, "Unknown", PAUSED, "Deployment is paused", now)
                : condition(PROGRESSING, "Unknown", "DeploymentResumed", "Deployment is resumed", now);
        return status.withConditions(set(status.conditions(), news));
    }

    static DeploymentStatus found(Deployment deployment, DeploymentStatus status, String set, Instant now) {
        if (!hasDeadline(deployment) || find(status.conditions(), PROGRESSING) != null) return status;
        String message = "Found new replica set \"" + set + "\"";
        return status.withConditions(
                set(status.conditions(), condition(PROGRESSING, "True", "FoundNewReplicaSet", message, now)));
    }

    static DeploymentStatus created(Deployment deployment, DeploymentStatus status, String set, Instant now) {
        if (!hasDeadline(deployment)) return status;
        String message = "Created new replica set \"" + set + "\"";
        return status.withConditions(
                set(status.conditions(), condition(PROGRESSING, "True", "NewReplicaSetCreated", message, now)));
    }

    static DeploymentStatus creationFailed(
            Deployment deployment, DeploymentStatus status, String message, Instant now) {
        if (!hasDeadline(deployment)) return status;
        return status.withConditions(
                set(status.conditions(), condition(PROGRESSING, "False", "ReplicaSetCreateError", message, now)));
    }

    private static @Nullable DeploymentCondition failure(List<ReplicaSet> all, @Nullable ReplicaSet newSet) {
        List<ReplicaSet> ordered = new ArrayList<>();
        if (newSet != null) ordered.add(newSet);
        ordered.addAll(all);
        for (ReplicaSet set : ordered) {
            for (ReplicaSetCondition condition : set.status().conditions()) {
                if (!condition.type().equals(FAILURE)) continue;
                return DeploymentCondition.EMPTY
                        .withType(FAILURE)
                        .withStatus(condition.status())
                        .withReason(condition.reason())
                        .withMessage(condition.message())
                        .withLastTransitionTime(condition.lastTransitionTime())
                        .withLastUpdateTime(condition.lastTransitionTime());
            }
        }
        return null;
    }

    static @Nullable DeploymentCondition find(List<DeploymentCondition> conditions, String type) {
        for (DeploymentCondition condition : conditions) {
            if (condition.type().equals(type)) return condition;
        }
        return null;
    }

    private static DeploymentCondition condition(
            String type, String status, String reason, String message, Instant now) {
        return DeploymentCondition.EMPTY
                .withType(type)
                .withStatus(status)
                .withLastUpdateTime(Times.toSeconds(now))
                .withLastTransitionTime(Times.toSeconds(now))
                .withReason(reason)
                .withMessage(message);
    }

    /// Unchanged when status and reason are the same; moved to the end otherwise, as upstream does.
    private static List<DeploymentCondition> set(List<DeploymentCondition> conditions, DeploymentCondition news) {
        DeploymentCondition present = find(conditions, news.type());
        DeploymentCondition added = news;
        if (present != null && present.status().equals(news.status())) {
            if (present.reason().equals(news.reason())) return conditions;
            added = news.withLastTransitionTime(present.lastTransitionTime());
        }
        List<DeploymentCondition> result = new ArrayList<>(without(conditions, news.type()));
        result.add(added);
        return result;
    }

    private static List<DeploymentCondition> without(List<DeploymentCondition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> !condition.type().equals(type))
                .toList();
    }
}
