package io.djong.apiserver.registry.pods;

import io.djong.api.meta.KubeType;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ListMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.api.types.policy.v1.Eviction;
import io.djong.apiserver.request.Failures;
import io.djong.apiserver.request.OperationContext;
import io.djong.apiserver.resource.ObjectStore;
import io.djong.apiserver.resource.Subresource;
import io.djong.client.ApiException;
import io.djong.client.WriteOptions;
import java.util.function.Supplier;

/// Asks a pod to go, as a drain does. PodDisruptionBudgets are not served yet, so none can object.
public final class PodEviction implements Subresource.Action<Pod, Eviction> {
    private final Supplier<ObjectStore<Pod>> pods;

    /// @param pods asked when a pod is evicted
    public PodEviction(Supplier<ObjectStore<Pod>> pods) {
        this.pods = pods;
    }

    @Override
    public String name() {
        return "eviction";
    }

    @Override
    public KubeType<Eviction> type() {
        return Eviction.TYPE;
    }

    @Override
    public Status perform(ObjectKey key, Eviction eviction, OperationContext context)
            throws ApiException, InterruptedException {
        var name = eviction.metadata().name();
        if (!name.isEmpty() && !name.equals(key.name())) {
            throw Failures.badRequest("name in URL does not match name in Eviction object");
        }
        var asked = eviction.deleteOptions();
        var options = asked == null ? DeleteOptions.EMPTY : asked;
        var dry = context.dryRun() || !options.dryRun().isEmpty();
        pods.get().delete(key, options, dry ? withDryRun(context) : context);
        return new Status(ListMeta.EMPTY, "Success", "", "", null, 201);
    }

    private static OperationContext withDryRun(OperationContext context) {
        return context.withOptions(WriteOptions.DRY_RUN);
    }
}
