package io.djong.controllermanager.replicaset;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.apps.v1.ReplicaSetStatus;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Claims;
import io.djong.controllermanager.podcontrol.Expectations;
import io.djong.controllermanager.podcontrol.OwnerPatch;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.podcontrol.PodControl;
import io.djong.controllermanager.podcontrol.PodIndexes;
import io.djong.controllermanager.podcontrol.PodStates;
import io.djong.controllermanager.podcontrol.SlowStart;
import io.djong.controllermanager.podcontrol.WrittenVersions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Does. Reads listers, plans, performs.
final class ReplicaSetReconciler implements Reconciler<ObjectKey> {
    private final Environment environment;
    private final Lister<ReplicaSet> sets;
    private final Lister<Pod> pods;
    private final ResourceClient<ReplicaSet> client;
    private final PodControl control;
    private final ReplicaSetMetrics metrics;
    private final Expectations expectations;
    private final WrittenVersions writtenPods = new WrittenVersions();
    private final WrittenVersions writtenSets = new WrittenVersions();

    ReplicaSetReconciler(
            ControllerContext context, Lister<ReplicaSet> sets, Lister<Pod> pods, Expectations expectations) {
        this.environment = context.environment();
        this.sets = sets;
        this.pods = pods;
        this.client = context.client().of(AppsV1.REPLICA_SETS);
        this.control = new PodControl(context.client().of(CoreV1.PODS), context.events());
        this.metrics = new ReplicaSetMetrics(context.metrics());
        this.expectations = expectations;
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        ReplicaSet set = sets.get(key);
        if (set == null) {
            forget(key);
            return Next.onChange();
        }
        if (!writtenPods.seenBy(key, pods.resourceVersion()) || !writtenSets.seenBy(key, sets.resourceVersion())) {
            metrics.staleSkip();
            return Next.retry("its own last writes are not seen yet");
        }
        // Before the pods are read: what is observed in between is then in the view as well.
        boolean settled = expectations.satisfied(key);
        ReplicaSetView view = view(set, settled);
        if (view == null) return Next.retry("it was deleted just now");
        Instant now = environment.clock().instant();
        ApiException failure = null;
        for (Step step : ReplicaSetPlan.plan(view, now)) {
            failure = perform(set, step, now);
        }
        ReplicaSetStatus status =
                ReplicaSetPlan.status(view, failure == null ? null : String.valueOf(failure.getMessage()), now);
        if (!status.equals(set.status())) updateStatus(key, set, status);
        if (failure != null) throw failure;
        Duration recheck = ReplicaSetPlan.recheckAfter(view, status, now);
        return recheck == null ? Next.onChange() : Next.after(recheck);
    }

    private void forget(ObjectKey key) {
        expectations.forget(key);
        writtenPods.forget(key);
        writtenSets.forget(key);
    }

    /// Null when the set turns out to be deleted.
    private @Nullable ReplicaSetView view(ReplicaSet set, boolean settled) throws ApiException, InterruptedException {
        Selector selector = LabelSelectors.of(set.spec().selector());
        List<Pod> candidates = new ArrayList<>(
                pods.byIndex(PodIndexes.BY_CONTROLLER.name(), set.metadata().uid()));
        candidates.addAll(pods.byIndex(
                PodIndexes.BY_CONTROLLER.name(),
                PodIndexes.orphans(set.metadata().namespace())));
        List<Pod> active = claim(
                set, selector, candidates.stream().filter(PodStates::isActive).toList());
        if (active == null) return null;
        List<Pod> terminating = candidates.stream()
                .filter(PodStates::isTerminating)
                .filter(pod -> Owners.isControlledBy(pod, set))
                .filter(pod -> selector.matches(pod.metadata().labels()))
                .toList();
        return new ReplicaSetView(set, active, terminating, related(set), settled);
    }

    /// Owned pods, after orphans were taken over and strangers were let go; null when the set turns out to be
    /// deleted.
    private @Nullable List<Pod> claim(ReplicaSet set, Selector selector, List<Pod> candidates)
            throws ApiException, InterruptedException {
        Claims<Pod> claims =
                Claims.of(set, pod -> selector.matches(pod.metadata().labels()), candidates);
        List<Pod> owned = new ArrayList<>(claims.owned());
        for (Pod pod : claims.released()) OwnerPatch.release(control.client(), pod, set);
        if (!claims.adoptable().isEmpty()) {
            if (!isAlive(set)) return null;
            for (Pod pod : claims.adoptable()) {
                if (OwnerPatch.adopt(control.client(), pod, set)) owned.add(pod);
            }
        }
        return owned;
    }

    /// An adoption by a set that was just deleted would hand the pod to the garbage collector: ask the server
    /// itself.
    private boolean isAlive(ReplicaSet set) throws ApiException, InterruptedException {
        ReplicaSet fresh = client.get(ObjectKey.of(set));
        return fresh.metadata().uid().equals(set.metadata().uid())
                && fresh.metadata().deletionTimestamp() == null;
    }

    /// Pods of all sets that have the same owner as this one.
    private List<Pod> related(ReplicaSet set) {
        OwnerReference owner = Owners.controllerOf(set);
        if (owner == null) return List.of();
        Map<String, Pod> byUid = new LinkedHashMap<>();
        for (ReplicaSet sibling : sets.byIndex(ReplicaSetController.SETS_BY_CONTROLLER, owner.uid())) {
            for (Pod pod : pods.byIndex(
                    PodIndexes.BY_CONTROLLER.name(), sibling.metadata().uid())) {
                byUid.put(pod.metadata().uid(), pod);
            }
        }
        return List.copyOf(byUid.values());
    }

    private @Nullable ApiException perform(ReplicaSet set, Step step, Instant now) throws InterruptedException {
        return switch (step) {
            case Step.Create(var count, var reason) -> create(set, count);
            case Step.Delete(var chosen, var reason) -> delete(set, chosen, now);
        };
    }

    private @Nullable ApiException create(ReplicaSet set, int count) throws InterruptedException {
        ObjectKey key = ObjectKey.of(set);
        expectations.expectCreations(key, count);
        SlowStart.Result result = SlowStart.run(environment.threads(), count, 1, number -> {
            try {
                Pod created = control.create(set.spec().template(), set);
                writtenPods.wrote(key, created.metadata().resourceVersion());
            } catch (ApiException e) {
                // Nothing can be created in a namespace that is being deleted: not a failure of the set.
                if (!e.hasCause("NamespaceTerminating")) throw e;
            }
        });
        // What failed or was skipped will not be seen.
        for (int i = result.succeeded(); i < count; i++) expectations.creationObserved(key);
        return result.failure();
    }

    private @Nullable ApiException delete(ReplicaSet set, List<Pod> chosen, Instant now) throws InterruptedException {
        ObjectKey key = ObjectKey.of(set);
        metrics.deleting(
                chosen,
                pods.byIndex(PodIndexes.BY_CONTROLLER.name(), set.metadata().uid()),
                now);
        expectations.expectDeletions(
                key, chosen.stream().map(pod -> pod.metadata().uid()).toList());
        List<ApiException> failures = SlowStart.together(environment.threads(), chosen.size(), number -> {
            Pod pod = chosen.get(number);
            try {
                control.delete(pod, set);
            } catch (ApiException e) {
                expectations.deletionObserved(key, pod.metadata().uid());
                if (!e.isNotFound()) throw e;
            }
        });
        return failures.isEmpty() ? null : failures.getFirst();
    }

    /// Once more with the set as the server has it, when somebody was faster.
    private void updateStatus(ObjectKey key, ReplicaSet set, ReplicaSetStatus status)
            throws ApiException, InterruptedException {
        ReplicaSet updated;
        try {
            updated = client.updateStatus(set.withStatus(status));
        } catch (ApiException e) {
            if (!e.isConflict()) throw e;
            updated = client.updateStatus(client.get(key).withStatus(status));
        }
        writtenSets.wrote(key, updated.metadata().resourceVersion());
    }
}
