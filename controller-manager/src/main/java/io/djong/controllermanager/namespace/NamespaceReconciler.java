package io.djong.controllermanager.namespace;

import io.djong.api.meta.GroupVersion;
import io.djong.api.meta.KubeObject;
import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Resource;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.NamespaceStatus;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.ResourceClient;
import io.djong.client.discovery.Discovery;
import io.djong.client.discovery.ServedResources;
import io.djong.client.reconcile.Next;
import io.djong.client.reconcile.Reconciler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Does. Works on what the server says now, not on a cache: nothing may be missed.
final class NamespaceReconciler implements Reconciler<ObjectKey> {
    private static final DeleteOptions BACKGROUND = DeleteOptions.EMPTY.withPropagationPolicy("Background");

    private final Environment environment;
    private final KubeClient client;
    private final ResourceClient<Namespace> namespaces;

    NamespaceReconciler(Environment environment, KubeClient client) {
        this.environment = environment;
        this.client = client;
        this.namespaces = client.of(CoreV1.NAMESPACES);
    }

    @Override
    public Next reconcile(ObjectKey key) throws ApiException, InterruptedException {
        Namespace namespace;
        try {
            namespace = namespaces.get(key);
        } catch (ApiException e) {
            if (e.isNotFound()) return Next.onChange();
            throw e;
        }
        Instant deletedAt = namespace.metadata().deletionTimestamp();
        if (deletedAt == null) return Next.onChange();
        if (!namespace.status().phase().equals("Terminating")) {
            NamespaceStatus terminating = namespace.status().withPhase("Terminating");
            namespace = namespaces.updateStatus(namespace.withStatus(terminating));
        }
        if (namespace.spec().finalizers().isEmpty()) return Next.onChange();
        Content content = deleteContent(key.name(), deletedAt);
        NamespaceStatus status =
                NamespacePlan.status(namespace, content, environment.clock().instant());
        if (!status.equals(namespace.status())) namespace = namespaces.updateStatus(namespace.withStatus(status));
        if (content.hasFailed()) return Next.retry("deletion failed for some resources");
        if (!content.isEmpty()) return Next.after(NamespacePlan.lookAgainAfter(content.estimateSeconds()));
        finish(namespace);
        return Next.onChange();
    }

    private Content deleteContent(String namespace, Instant deletedAt) throws ApiException, InterruptedException {
        var content = new Content();
        ServedResources served = Discovery.read(client);
        for (GroupVersion stale : served.stale()) content.discoveryFailures.add(stale + ": stale");
        List<Resource<?>> deletable = new ArrayList<>();
        for (Resource<?> resource : served.preferred()) {
            if (resource.namespaced() && resource.verbs().contains("delete")) deletable.add(resource);
        }
        // Pods first: policies and secrets that protect them stay as long as they run.
        for (Resource<?> resource : deletable) {
            if (isPods(resource)) delete(namespace, deletedAt, resource, content);
        }
        if (content.hasFailed() || !content.isEmpty()) return content;
        for (Resource<?> resource : deletable) {
            if (!isPods(resource)) delete(namespace, deletedAt, resource, content);
        }
        return content;
    }

    private static boolean isPods(Resource<?> resource) {
        return resource.group().isEmpty() && resource.plural().equals("pods");
    }

    private void delete(String namespace, Instant deletedAt, Resource<?> resource, Content content)
            throws InterruptedException {
        try {
            long grace = isPods(resource) ? graceSeconds(namespace, deletedAt) : 0;
            deleteAll(namespace, client.of(resource));
            if (!resource.verbs().contains("list")) return;
            List<List<String>> finalizers = new ArrayList<>();
            for (var left :
                    client.metadata(resource).list(ListQuery.in(namespace)).items()) {
                finalizers.add(left.metadata().finalizers());
            }
            content.remains(resource.groupResource(), finalizers, grace);
        } catch (ApiException e) {
            // The resource itself went, or has no such verb.
            if (e.isNotFound() || e.isMethodNotSupported()) return;
            content.deletionFailures.add(resource.groupResource() + ": " + e.getMessage());
        }
    }

    private long graceSeconds(String namespace, Instant deletedAt) throws ApiException, InterruptedException {
        var pods = client.of(CoreV1.PODS).list(ListQuery.in(namespace)).items();
        return NamespacePlan.graceSeconds(pods, deletedAt, environment.clock().instant());
    }

    private static <T extends KubeObject> void deleteAll(String namespace, ResourceClient<T> client)
            throws ApiException, InterruptedException {
        if (client.resource().verbs().contains("deletecollection")) {
            client.deleteCollection(ListQuery.in(namespace), BACKGROUND);
            return;
        }
        for (T object : client.list(ListQuery.in(namespace)).items()) {
            try {
                client.delete(ObjectKey.of(object), BACKGROUND);
            } catch (ApiException e) {
                if (!e.isNotFound() && !e.isMethodNotSupported()) throw e;
            }
        }
    }

    private void finish(Namespace namespace) throws ApiException, InterruptedException {
        List<String> others = new ArrayList<>(namespace.spec().finalizers());
        others.remove(NamespacePlan.FINALIZER);
        try {
            namespaces.updateSubresource(
                    ObjectKey.of(namespace),
                    "finalize",
                    namespace.withSpec(namespace.spec().withFinalizers(others)));
        } catch (ApiException e) {
            if (!e.isNotFound()) throw e;
        }
    }
}
