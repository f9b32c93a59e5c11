package io.djong.controllermanager.deployment;

import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.Pod;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.podcontrol.PodStates;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Decides. Pure: the same view gives the same plan.
///
/// A paused deployment is only scaled; one that was scaled is scaled before it rolls on; all others roll.
final class DeploymentPlan {
    private final DeploymentView view;
    private final Deployment deployment;
    private final Draft draft;
    private final Instant now;

    private DeploymentPlan(DeploymentView view, Instant now) {
        this.view = view;
        this.deployment = view.deployment();
        this.draft = new Draft(view);
        this.now = now;
    }

    static Plan plan(DeploymentView view, Instant now) {
        return new DeploymentPlan(view, now).plan();
    }

    private Plan plan() {
        if (deployment.metadata().deletionTimestamp() != null) {
            newSet(false);
            return finish(false);
        }
        draft.status = Progress.paused(deployment, draft.status, now);
        if (deployment.spec().paused() || wasScaled()) {
            newSet(false);
            scale();
            if (deployment.spec().paused()) trimHistory();
            return finish(false);
        }
        if (Share.isRolling(deployment)) {
            newSet(true);
            if (!growNew() && !shrinkOld() && Progress.isComplete(deployment, deployment.status())) trimHistory();
        } else {
            recreate();
        }
        return finish(true);
    }

    private Plan finish(boolean rollout) {
        ReplicaSet newSet = draft.newSet();
        var status = Progress.status(deployment, draft.status, draft.all(), newSet, now);
        if (rollout) status = Progress.ofRollout(deployment, draft.status, status, draft.all(), newSet, now);
        boolean same = status.equals(deployment.status());
        return new Plan(
                draft.steps,
                status,
                draft.revision,
                newSet == null ? "" : newSet.metadata().name(),
                rollout && same ? Progress.deadlineCheckAfter(deployment, status, now) : null);
    }

    /// Scaled since a set was last given its size.
    private boolean wasScaled() {
        for (ReplicaSet set : Sets.active(view.sets())) {
            Integer desired = Annotations.number(set, Annotations.DESIRED_REPLICAS);
            if (desired != null && desired != Share.wanted(deployment)) return true;
        }
        return false;
    }

    /// Brings the set of the present template up to date, or plans to make it.
    private void newSet(boolean create) {
        long newRevision = Annotations.latestRevision(draft.old()) + 1;
        ReplicaSet existing = draft.newSet();
        if (existing != null) {
            Map<String, String> present = existing.metadata().annotations();
            Map<String, String> annotations = Annotations.ofNewSet(deployment, present, newRevision);
            int minReadySeconds = deployment.spec().minReadySeconds();
            if (!annotations.equals(present) || existing.spec().minReadySeconds() != minReadySeconds) {
                draft.annotate(existing, annotations, minReadySeconds);
            }
            draft.revision = annotations.getOrDefault(Annotations.REVISION, "");
            draft.status =
                    Progress.found(deployment, draft.status, existing.metadata().name(), now);
        } else if (create) {
            ReplicaSet made = NewSet.make(deployment, newRevision);
            int size = Share.newSize(deployment, with(draft.old(), made), made);
            draft.create(made.withSpec(made.spec().withReplicas(size)));
            draft.revision = Long.toString(newRevision);
            draft.status =
                    Progress.created(deployment, draft.status, made.metadata().name(), now);
        }
    }

    private static List<ReplicaSet> with(List<ReplicaSet> sets, ReplicaSet one) {
        return Stream.concat(sets.stream(), Stream.of(one)).toList();
    }

    /// Gives the deployment's size to the only active set; spreads it in proportion when there are several.
    private void scale() {
        ReplicaSet newSet = draft.newSet();
        int wanted = Share.wanted(deployment);
        ReplicaSet only = Sets.activeOrLatest(newSet, draft.old());
        if (only != null) {
            if (Share.size(only) != wanted) draft.scale(only, wanted, "the deployment was scaled");
            return;
        }
        if (newSet != null && isSaturated(newSet)) {
            for (ReplicaSet set : Sets.active(draft.old())) draft.scale(set, 0, "the new set has all replicas");
            return;
        }
        if (Share.isRolling(deployment)) spread(wanted);
    }

    private void spread(int wanted) {
        List<ReplicaSet> active = Sets.active(draft.all());
        int allowed = wanted > 0 ? wanted + Share.surgeMax(deployment) : 0;
        int toAdd = allowed - Share.sizes(active);
        List<ReplicaSet> sorted = Sets.sorted(active, Sets.largestFirst(toAdd > 0));
        int added = 0;
        int[] sizes = new int[sorted.size()];
        for (int i = 0; i < sizes.length; i++) {
            int gain = toAdd == 0 ? 0 : Share.proportion(sorted.get(i), deployment, toAdd, added);
            sizes[i] = Share.size(sorted.get(i)) + gain;
            added += gain;
        }
        // What rounding left over goes to the largest.
        if (toAdd != 0 && sizes.length > 0) sizes[0] = Math.max(0, sizes[0] + toAdd - added);
        for (int i = 0; i < sizes.length; i++) {
            draft.scale(sorted.get(i), sizes[i], "its share after the deployment was scaled");
        }
    }

    private boolean isSaturated(ReplicaSet set) {
        int wanted = Share.wanted(deployment);
        Integer desired = Annotations.number(set, Annotations.DESIRED_REPLICAS);
        return desired != null
                && desired == wanted
                && Share.size(set) == wanted
                && set.status().availableReplicas() == wanted;
    }

    /// @return whether the new set's size changes
    private boolean growNew() {
        ReplicaSet newSet = draft.newSet();
        if (newSet == null) return false;
        int size = Share.size(newSet);
        int wanted = Share.wanted(deployment);
        int next = size > wanted ? wanted : Share.newSize(deployment, draft.all(), newSet);
        if (next == size) return false;
        draft.scale(newSet, next, "the surge allows it");
        return true;
    }

    /// First what is not available anyway, then as much as availability allows; never for pods of the new set that
    /// are not available yet.
    ///
    /// @return whether any old set's size changes
    private boolean shrinkOld() {
        ReplicaSet newSet = draft.newSet();
        if (newSet == null || Share.sizes(draft.old()) == 0) return false;
        int availableMin = Share.wanted(deployment) - Share.unavailableMax(deployment);
        int newUnavailable = Share.size(newSet) - newSet.status().availableReplicas();
        int removable = Share.sizes(draft.all()) - availableMin - newUnavailable;
        if (removable <= 0) return false;
        int steps = draft.steps.size();
        int removed = removeUnavailable(removable);
        // Both bounds are the same unless a set's status lags behind its size; then the lower one is true.
        removeAvailable(Math.min(Sets.available(draft.all()) - availableMin, removable - removed));
        return draft.steps.size() > steps;
    }

    /// @return how many
    private int removeUnavailable(int most) {
        int left = most;
        for (ReplicaSet set : Sets.sorted(Sets.active(draft.old()), Sets.OLDEST_FIRST)) {
            int size = Share.size(set);
            int count = Math.min(left, size - set.status().availableReplicas());
            if (count <= 0) continue;
            draft.scale(set, size - count, "these pods are not available");
            left -= count;
        }
        return most - left;
    }

    private void removeAvailable(int most) {
        int left = most;
        for (ReplicaSet set : Sets.sorted(Sets.active(draft.old()), Sets.OLDEST_FIRST)) {
            int count = Math.min(left, Share.size(set));
            if (count <= 0) continue;
            draft.scale(set, Share.size(set) - count, "enough pods are available");
            left -= count;
        }
    }

    /// All old pods end before the first new one begins.
    private void recreate() {
        newSet(false);
        List<ReplicaSet> active = Sets.active(draft.old());
        for (ReplicaSet set : active) draft.scale(set, 0, "all old pods end first");
        if (!active.isEmpty() || oldPodsRun()) return;
        newSet(true);
        ReplicaSet newSet = draft.newSet();
        if (newSet != null && Share.size(newSet) != Share.wanted(deployment)) {
            draft.scale(newSet, Share.wanted(deployment), "no old pod runs");
        }
        if (Progress.isComplete(deployment, deployment.status())) trimHistory();
    }

    private boolean oldPodsRun() {
        for (ReplicaSet set : draft.old()) {
            if (set.status().replicas() > 0) return true;
        }
        @Nullable ReplicaSet newSet = draft.newSet();
        for (Pod pod : view.pods()) {
            boolean isNew = newSet != null && Owners.isControlledBy(pod, newSet);
            if (!isNew && !PodStates.isTerminal(pod)) return true;
        }
        return false;
    }

    /// Deletes the oldest revisions beyond the limit; only sets without pods, whose controller has seen that.
    private void trimHistory() {
        Integer limit = deployment.spec().revisionHistoryLimit();
        if (limit == null || limit == Integer.MAX_VALUE) return;
        List<ReplicaSet> alive = draft.old().stream()
                .filter(set -> set.metadata().deletionTimestamp() == null)
                .sorted(Comparator.comparingLong(Annotations::revision).thenComparing(Sets.OLDEST_FIRST))
                .toList();
        for (ReplicaSet set : alive.subList(0, Math.max(0, alive.size() - limit))) {
            boolean inUse = set.status().replicas() != 0 || Share.size(set) != 0;
            boolean unseen = set.metadata().generation() > set.status().observedGeneration();
            if (!inUse && !unseen)
                draft.steps.add(new Step.Delete(set.metadata().name(), "history limit " + limit));
        }
    }
}
