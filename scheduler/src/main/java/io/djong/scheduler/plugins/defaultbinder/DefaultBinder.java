package io.djong.scheduler.plugins.defaultbinder;

import io.djong.api.types.core.v1.Binding;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.ObjectReference;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.meta.v1.Status;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ResourceClient;
import io.djong.scheduler.framework.BindPlugin;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.snapshot.PodInfo;

/// Binds by `pods/binding`.
public final class DefaultBinder implements BindPlugin {
    /// The plug-in's name.
    public static final String NAME = "DefaultBinder";

    private final ResourceClient<Pod> pods;

    /// A binder that writes as this client's user.
    public DefaultBinder(KubeClient client) {
        pods = client.of(CoreV1.PODS);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public io.djong.scheduler.framework.Status bind(CycleState state, PodInfo pod, String node)
            throws InterruptedException {
        ObjectMeta metadata = ObjectMeta.EMPTY
                .withNamespace(pod.key().namespace())
                .withName(pod.key().name())
                .withUid(pod.uid());
        ObjectReference target = ObjectReference.EMPTY.withKind("Node").withName(node);
        try {
            pods.createSubresource(pod.key(), "binding", new Binding(metadata, target), Status.TYPE);
            return io.djong.scheduler.framework.Status.SUCCESS;
        } catch (ApiException e) {
            return io.djong.scheduler.framework.Status.error(NAME, e);
        }
    }
}
