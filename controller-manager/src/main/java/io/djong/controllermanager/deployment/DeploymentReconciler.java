package io.djong.controllermanager.deployment;

import io.djong.api.meta.ObjectKey;
import io.djong.api.selector.LabelSelectors;
import io.djong.api.selector.Selector;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.apps.v1.Deployment;
import io.djong.api.types.apps.v1.DeploymentStatus;
import io.djong.api.types.apps.v1.ReplicaSet;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.context.ControllerContext;
import io.djong.controllermanager.podcontrol.Claims;
import io.djong.controllermanager.podcontrol.OwnerPatch;
import io.djong.controllermanager.podcontrol.Owners;
import io.djong.controllermanager.podcontrol.PodIndexes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Does. Reads listers, plans, performs.
final class DeploymentReconciler implements Reconciler<ObjectKey> {
    private final Environment environment;
    private final Lister<Deployment> deployments;
    private final Lister<ReplicaSet> sets;
    private final Lister<Pod> pods;
    private final ResourceClient<Deployment> client;
    private final ResourceClient<ReplicaSet> setClient;
    private final EventRecorder events;

    DeploymentReconciler(
            ControllerContext context, Lister<Deployment> deployments, Lister<ReplicaSet> sets, Lister<Pod> pods) {
        this.environment = context.environment();
        this.deployments = deployments;
        this.sets = sets;
        this.pods = pods;
        this.client = context.client().of(AppsV1.DEPLOYMENTS);
        this.setClient = context.client().of(AppsV1.REPLICA_SETS);
        this.events = context.events();
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Deployment deployment = deployments.get(key);
        if (deployment == null) return Next.onChange();
        if (selectsAll(deployment)) {
            refuse(deployment);
            return Next.onChange();
        }
        List<ReplicaSet> owned = claim(deployment);
        if (owned == null) return Next.retry("it was deleted just now");
        Instant now = environment.clock().instant();
        var view = new DeploymentView(deployment, owned, Share.isRolling(deployment) ? List.of() : podsOf(owned));
        Plan plan = DeploymentPlan.plan(view, now);
        Map<String, ReplicaSet> latest = new HashMap<>();
        for (ReplicaSet set : owned) latest.put(set.metadata().name(), set);
        for (Step step : plan.steps()) {
            if (!perform(deployment, step, latest, now)) return Next.onChange();
        }
        updateStatus(deployment, plan);
        return plan.recheckAfter() == null ? Next.onChange() : Next.after(plan.recheckAfter());
    }

    private static boolean selectsAll(Deployment deployment) {
        LabelSelector selector = deployment.spec().selector();
        return selector != null && selector.equals(LabelSelector.EMPTY);
    }

    private void refuse(Deployment deployment) throws ApiException, InterruptedException {
        events.warning(
                deployment, "SelectingAll", "This deployment is selecting all pods. A non-empty selector is required.");
        long generation = deployment.metadata().generation();
        if (deployment.status().observedGeneration() < generation) {
            client.updateStatus(deployment.withStatus(deployment.status().withObservedGeneration(generation)));
        }
    }

    /// Its sets, after orphans were taken over and strangers were let go; null when it turns out to be deleted.
    private @Nullable List<ReplicaSet> claim(Deployment deployment) throws ApiException, InterruptedException {
        Selector selector = LabelSelectors.of(deployment.spec().selector());
        Claims<ReplicaSet> claims = Claims.of(
                deployment,
                set -> selector.matches(set.metadata().labels()),
                sets.in(deployment.metadata().namespace()));
        List<ReplicaSet> owned = new ArrayList<>(claims.owned());
        for (ReplicaSet set : claims.released()) OwnerPatch.release(setClient, set, deployment);
        if (claims.adoptable().isEmpty()) return owned;
        Deployment fresh = client.get(ObjectKey.of(deployment));
        boolean isAlive = fresh.metadata().uid().equals(deployment.metadata().uid())
                && fresh.metadata().deletionTimestamp() == null;
        if (!isAlive) return null;
        for (ReplicaSet set : claims.adoptable()) {
            if (OwnerPatch.adopt(setClient, set, deployment)) owned.add(set);
        }
        return owned;
    }

    private List<Pod> podsOf(List<ReplicaSet> owned) {
        List<Pod> result = new ArrayList<>();
        for (ReplicaSet set : owned) {
            result.addAll(
                    pods.byIndex(PodIndexes.BY_CONTROLLER.name(), set.metadata().uid()));
        }
        return result;
    }

    /// @return whether the rest of the plan still holds
    private boolean perform(Deployment deployment, Step step, Map<String, ReplicaSet> latest, Instant now)
            throws ApiException, InterruptedException {
        switch (step) {
            case Step.Create(var set) -> {
                return create(deployment, set, latest, now);
            }
            case Step.Annotate(var name, var annotations, var minReadySeconds) -> {
                ReplicaSet set = need(latest, name);
                latest.put(
                        name,
                        setClient.update(set.withMetadata(set.metadata().withAnnotations(annotations))
                                .withSpec(set.spec().withMinReadySeconds(minReadySeconds))));
            }
            case Step.Scale(var name, var from, var to, var annotations, var reason) -> {
                ReplicaSet set = need(latest, name);
                latest.put(
                        name,
                        setClient.update(set.withMetadata(set.metadata().withAnnotations(annotations))
                                .withSpec(set.spec().withReplicas(to))));
                if (from != to) scaled(deployment, name, from, to);
            }
            case Step.Delete(var name, var reason) -> delete(need(latest, name));
        }
        return true;
    }

    private static ReplicaSet need(Map<String, ReplicaSet> latest, String name) {
        ReplicaSet set = latest.get(name);
        if (set == null) throw new IllegalStateException("the plan names an unknown set " + name);
        return set;
    }

    private void scaled(Deployment deployment, String set, int from, int to) {
        String direction = from < to ? "up" : "down";
        events.normal(
                deployment,
                "ScalingReplicaSet",
                "Scaled " + direction + " replica set " + set + " from " + from + " to " + to);
    }

    private void delete(ReplicaSet set) throws ApiException, InterruptedException {
        try {
            setClient.delete(ObjectKey.of(set));
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
        }
    }

    private boolean create(Deployment deployment, ReplicaSet set, Map<String, ReplicaSet> latest, Instant now)
            throws ApiException, InterruptedException {
        String name = set.metadata().name();
        try {
            latest.put(name, setClient.create(set));
            Integer size = set.spec().replicas();
            if (size != null && size > 0) scaled(deployment, name, 0, size);
            return true;
        } catch (ApiException e) {
            if (e.isAlreadyExists()) return taken(deployment, set, latest);
            if (!e.hasCause("NamespaceTerminating")) {
                String message = "Failed to create new replica set \"" + name + "\": " + e.getMessage();
                DeploymentStatus failed = Progress.creationFailed(deployment, deployment.status(), message, now);
                if (!failed.equals(deployment.status())) {
                    try {
                        client.updateStatus(deployment.withStatus(failed));
                    } catch (ApiException second) {
                        e.addSuppressed(second);
                    }
                }
                events.warning(deployment, "ReplicaSetCreateError", message);
            }
            throw e;
        }
    }

    /// The name is in use: by our own set, which the view did not have yet; or two templates have the same hash.
    private boolean taken(Deployment deployment, ReplicaSet set, Map<String, ReplicaSet> latest)
            throws ApiException, InterruptedException {
        ReplicaSet existing = setClient.get(ObjectKey.of(set));
        if (Owners.isControlledBy(existing, deployment) && Sets.isOfTemplate(existing, deployment)) {
            latest.put(set.metadata().name(), existing);
            return true;
        }
        // The name differs with the next count; the update brings the deployment back.
        Integer count = deployment.status().collisionCount();
        client.updateStatus(
                deployment.withStatus(deployment.status().withCollisionCount(count == null ? 1 : count + 1)));
        return false;
    }

    private void updateStatus(Deployment deployment, Plan plan) throws ApiException, InterruptedException {
        ObjectMeta metadata = deployment.metadata();
        Map<String, String> annotations = new TreeMap<>(metadata.annotations());
        if (!plan.revision().isEmpty()) annotations.put(Annotations.REVISION, plan.revision());
        if (plan.status().equals(deployment.status()) && annotations.equals(metadata.annotations())) return;
        client.updateStatus(
                deployment.withMetadata(metadata.withAnnotations(annotations)).withStatus(plan.status()));
    }
}
