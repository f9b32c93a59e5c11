package io.djong.kubelet.server;

import io.djong.api.codec.Json;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodList;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.kubelet.pods.KubeletPods;
import io.djong.kubelet.runtime.ContainerState;
import io.djong.kubelet.runtime.PodLifecycle;
import io.djong.kubelet.runtime.PodRuntimeStatus;
import io.djong.kubelet.runtime.rpc.RpcException;
import java.util.ArrayList;

/// `/pods`: what this kubelet was asked to run; `/runningpods/`: what the runtime runs.
final class PodLists {
    private final KubeletPods pods;
    private final PodLifecycle lifecycle;

    PodLists(KubeletPods pods, PodLifecycle lifecycle) {
        this.pods = pods;
        this.lifecycle = lifecycle;
    }

    void all(Exchange exchange) throws Refusal {
        exchange.requireMethod("GET");
        exchange.json(Json.write(PodList.EMPTY.withItems(pods.pods())));
    }

    void running(Exchange exchange) throws Refusal, InterruptedException {
        exchange.requireMethod("GET");
        var items = new ArrayList<Pod>();
        try {
            for (var each : lifecycle.pods()) {
                if (each.isRunning()) {
                    items.add(pod(each));
                }
            }
        } catch (RpcException e) {
            throw new Refusal(500, String.valueOf(e.getMessage()));
        }
        exchange.json(Json.write(PodList.EMPTY.withItems(items)));
    }

    private static Pod pod(PodRuntimeStatus status) {
        var containers = status.containers().stream()
                .filter(ContainerState::isRunning)
                .map(each -> Container.EMPTY.withName(each.name()).withImage(each.image()))
                .toList();
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withName(status.name())
                        .withNamespace(status.namespace())
                        .withUid(status.uid()))
                .withSpec(PodSpec.EMPTY.withContainers(containers));
    }
}
