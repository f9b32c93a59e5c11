package io.djong.kubelet.pods;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.OwnerReference;
import io.djong.api.types.meta.v1.Preconditions;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ResourceClient;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Shows static pods to the API server: each has a mirror pod there, which nobody runs.
///
/// Source: kubernetes.io/docs/tasks/configure-pod-container/static-pod.
public final class MirrorPods {
    private static final Log LOG = Log.of(MirrorPods.class);
    private static final String HASH = "kubernetes.io/config.hash";
    private static final String MIRROR = "kubernetes.io/config.mirror";

    private final ResourceClient<Pod> client;
    private final Supplier<@Nullable Node> node;

    /// @param client as the node
    /// @param node this node's object, which owns the mirror pods; null while it is not known
    public MirrorPods(KubeClient client, Supplier<@Nullable Node> node) {
        this.client = client.of(CoreV1.PODS);
        this.node = node;
    }

    /// Makes the mirror pod of a static pod right: makes it, or takes an outdated one away so that the
    /// next call can.
    ///
    /// @param existing the object of that name, or null
    void ensure(Pod known, @Nullable Pod existing) throws InterruptedException {
        try {
            if (existing != null && !DesiredPods.isRight(existing, known)) {
                delete(existing);
            } else if (existing == null) {
                create(known);
            }
        } catch (ApiException e) {
            // The pod runs with or without it.
            if (!e.isAlreadyExists()) {
                LOG.warning(
                        "Failed creating a mirror pod",
                        LogKey.POD.is(ObjectKey.of(known)),
                        LogKey.MESSAGE.is(String.valueOf(e.getMessage())));
            }
        }
    }

    private void create(Pod known) throws ApiException, InterruptedException {
        var owner = node.get();
        if (owner == null) {
            return;
        }
        var annotations = new TreeMap<>(known.metadata().annotations());
        annotations.put(MIRROR, annotations.getOrDefault(HASH, ""));
        var reference = OwnerReference.EMPTY
                .withApiVersion("v1")
                .withKind("Node")
                .withName(owner.metadata().name())
                .withUid(owner.metadata().uid())
                .withController(true);
        client.create(known.withMetadata(
                known.metadata().withUid("").withAnnotations(annotations).withOwnerReferences(List.of(reference))));
    }

    /// Takes a mirror pod away at once.
    void delete(Pod mirror) throws ApiException, InterruptedException {
        var options = DeleteOptions.EMPTY
                .withGracePeriodSeconds(0L)
                .withPreconditions(Preconditions.EMPTY.withUid(mirror.metadata().uid()));
        try {
            client.delete(ObjectKey.of(mirror), options);
        } catch (ApiException e) {
            if (!e.isNotFound() && !e.isConflict()) {
                throw e;
            }
        }
    }
}
