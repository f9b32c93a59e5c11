package io.djong.controllermanager.garbagecollector;

import io.djong.api.meta.Resource;
import io.djong.base.time.Threads;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import io.djong.controllermanager.podcontrol.SlowStart;
import java.util.List;

/// Does. Sets the dependents of an object, by its uid, free before it goes.
final class OrphanReconciler implements Reconciler<String> {
    private final Threads threads;
    private final KubeClient client;
    private final Monitors monitors;
    private final Graph graph;

    OrphanReconciler(Threads threads, KubeClient client, Monitors monitors, Graph graph) {
        this.threads = threads;
        this.client = client;
        this.monitors = monitors;
        this.graph = graph;
    }

    @Override
    public Next reconcile(String uid) throws ApiException, InterruptedException {
        monitors.awaitReady();
        NodeView owner = graph.node(uid);
        if (owner == null) return Next.onChange();
        List<NodeView.Dependent> dependents = owner.dependents();
        List<ApiException> failures = SlowStart.together(
                threads,
                dependents.size(),
                number -> free(dependents.get(number).identity(), uid));
        if (!failures.isEmpty()) throw failures.getFirst();
        Resource<?> resource = need(owner.identity());
        References.removeFinalizer(client.metadata(resource), owner.identity(), Graph.ORPHAN);
        return Next.onChange();
    }

    private void free(Identity dependent, String ownerUid) throws ApiException, InterruptedException {
        try {
            References.drop(client.metadata(need(dependent)), dependent, List.of(ownerUid));
        } catch (ApiException e) {
            // Gone, or another object by now.
            if (!e.isNotFound() && !e.isConflict()) throw e;
        }
    }

    private Resource<?> need(Identity object) throws ApiException, InterruptedException {
        Resource<?> resource = monitors.ofKind(object.apiVersion(), object.kind());
        if (resource == null) throw new ApiException.Undecodable("no resource for " + object, null);
        return resource;
    }
}
