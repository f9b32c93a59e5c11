package io.djong.controllermanager.garbagecollector;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.api.types.meta.v1.PartialObjectMetadata;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ResourceClient;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.garbagecollector.CollectionPlan.Owner;
import io.djong.controllermanager.garbagecollector.CollectionPlan.OwnerState;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Does. Looks at one object, by its uid, that may have lost its owners or waits for its dependents; asks the
/// server for everything that it decides on.
final class CollectionReconciler implements Reconciler<String> {
    private final KubeClient client;
    private final Monitors monitors;
    private final Graph graph;
    private final AbsentOwners absentOwners;
    private final Work work;

    CollectionReconciler(KubeClient client, Monitors monitors, Graph graph, AbsentOwners absentOwners, Work work) {
        this.client = client;
        this.monitors = monitors;
        this.graph = graph;
        this.absentOwners = absentOwners;
        this.work = work;
    }

    @Override
    public Next reconcile(String uid) throws ApiException, InterruptedException {
        monitors.awaitReady();
        NodeView node = graph.node(uid);
        if (node == null) return Next.onChange();
        // Being deleted is a one-way trip: its end is what its dependents wait for.
        if (node.beingDeleted() && !node.deletingDependents()) return Next.onChange();
        Resource<?> resource =
                monitors.ofKind(node.identity().apiVersion(), node.identity().kind());
        if (resource == null) return Next.retry("no resource for " + node.identity());
        ResourceClient<PartialObjectMetadata> objects = client.metadata(resource);
        PartialObjectMetadata latest = find(objects, at(node.identity(), resource));
        if (latest == null) {
            work.take(graph.foundAbsent(node.identity()));
            return Next.onChange();
        }
        if (node.deletingDependents()) {
            perform(objects, node, latest, CollectionPlan.waiting(node));
            return Next.onChange();
        }
        List<Owner> owners = owners(node.identity(), latest.metadata());
        // A cluster-scoped object with a namespaced owner: not valid, and never deleted for it.
        if (owners == null) return Next.onChange();
        perform(objects, node, latest, CollectionPlan.owned(node, latest.metadata(), owners));
        return node.observed() ? Next.onChange() : Next.retry("no informer has seen " + node.identity());
    }

    /// References do not say whether their object has a namespace; the resource does.
    private static Identity at(Identity identity, Resource<?> resource) {
        return resource.namespaced()
                ? identity
                : new Identity(identity.apiVersion(), identity.kind(), identity.name(), identity.uid(), "");
    }

    /// The object as the server has it; null when it has none of this uid.
    private static @Nullable PartialObjectMetadata find(
            ResourceClient<PartialObjectMetadata> objects, Identity identity)
            throws ApiException, InterruptedException {
        try {
            PartialObjectMetadata latest = objects.get(identity.key());
            return latest.metadata().uid().equals(identity.uid()) ? latest : null;
        } catch (ApiException e) {
            if (e.isNotFound()) return null;
            throw e;
        }
    }

    private @Nullable List<Owner> owners(Identity dependent, ObjectMeta latest)
            throws ApiException, InterruptedException {
        List<Owner> result = new ArrayList<>();
        for (OwnerReference reference : latest.ownerReferences()) {
            OwnerState state = state(dependent, reference);
            if (state == null) return null;
            result.add(new Owner(reference.uid(), state));
        }
        return result;
    }

    /// Null when the reference can never hold.
    private @Nullable OwnerState state(Identity dependent, OwnerReference reference)
            throws ApiException, InterruptedException {
        Identity inCluster = Identity.of(reference, "");
        Identity inNamespace = Identity.of(reference, dependent.namespace());
        if (absentOwners.contains(inCluster) || absentOwners.contains(inNamespace)) return OwnerState.DANGLING;
        Resource<?> resource = monitors.ofKind(reference.apiVersion(), reference.kind());
        if (resource == null) {
            throw new ApiException.Undecodable(
                    "no resource for owner " + reference.apiVersion() + " " + reference.kind(), null);
        }
        if (resource.namespaced() && dependent.namespace().isEmpty()) return null;
        Identity owner = resource.namespaced() ? inNamespace : inCluster;
        PartialObjectMetadata latest = find(client.metadata(resource), owner);
        if (latest == null) {
            absentOwners.add(owner);
            return OwnerState.DANGLING;
        }
        boolean isWaiting = latest.metadata().deletionTimestamp() != null
                && latest.metadata().finalizers().contains(Graph.FOREGROUND);
        return isWaiting ? OwnerState.WAITING : OwnerState.SOLID;
    }

    private void perform(
            ResourceClient<PartialObjectMetadata> objects, NodeView node, PartialObjectMetadata latest, Step step)
            throws ApiException, InterruptedException {
        switch (step) {
            case Step.Keep(var reason) -> {}
            case Step.DropOwners(var uids) -> ignoreGone(() -> References.drop(objects, node.identity(), uids));
            case Step.Finish() -> References.removeFinalizer(objects, node.identity(), Graph.FOREGROUND);
            case Step.DeleteDependents(var uids) -> uids.forEach(work::attemptToDelete);
            case Step.Delete(var policy, var unblockFirst) -> {
                ignoreGone(() -> delete(objects, unblockFirst ? References.unblock(objects, latest) : latest, policy));
            }
        }
    }

    /// Only in the state in which it was decided.
    private static void delete(
            ResourceClient<PartialObjectMetadata> objects, PartialObjectMetadata latest, String policy)
            throws ApiException, InterruptedException {
        var preconditions = Preconditions.EMPTY
                .withUid(latest.metadata().uid())
                .withResourceVersion(latest.metadata().resourceVersion());
        objects.delete(
                ObjectKey.of(latest),
                DeleteOptions.EMPTY.withPreconditions(preconditions).withPropagationPolicy(policy));
    }

    private interface Call {
        void run() throws ApiException, InterruptedException;
    }

    private static void ignoreGone(Call call) throws ApiException, InterruptedException {
        try {
            call.run();
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
        }
    }
}
