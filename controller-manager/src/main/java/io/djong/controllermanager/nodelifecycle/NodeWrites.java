package io.djong.controllermanager.nodelifecycle;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ResourceClient;
import io.djong.client.events.EventRecorder;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// What this controller writes: nodes, with what changed in the meantime kept, and the readiness of their pods.
final class NodeWrites {
    private static final int CONFLICTS_MAX = 5;

    private final ResourceClient<Node> nodes;
    private final ResourceClient<Pod> pods;
    private final EventRecorder events;

    NodeWrites(KubeClient client, EventRecorder events) {
        this.nodes = client.of(CoreV1.NODES);
        this.pods = client.of(CoreV1.PODS);
        this.events = events;
    }

    /// Changes the node, again from its present state when somebody was faster; does nothing when the change is
    /// none, or the node is gone.
    void change(Node known, UnaryOperator<Node> change) throws ApiException, InterruptedException {
        Node node = known;
        for (int attempt = 1; ; attempt++) {
            Node changed = change.apply(node);
            if (changed.equals(node)) return;
            try {
                nodes.update(changed);
                return;
            } catch (ApiException e) {
                if (e.isNotFound()) return;
                if (!e.isConflict() || attempt == CONFLICTS_MAX) throw e;
                node = nodes.get(ObjectKey.of(known));
            }
        }
    }

    /// Writes the node's status if nothing changed in the meantime.
    void updateStatus(Node node) throws ApiException, InterruptedException {
        nodes.updateStatus(node);
    }

    /// Says of each pod that is ready that it is not: its node is not.
    void markNotReady(List<Pod> onNode, Instant now) throws ApiException, InterruptedException {
        for (Pod pod : onNode) {
            Pod marked = withoutReady(pod, now);
            if (marked.equals(pod)) continue;
            try {
                pods.updateStatus(marked);
                events.warning(pod, "NodeNotReady", "Node is not ready");
            } catch (ApiException e) {
                if (!e.isNotFound()) throw e;
            }
        }
    }

    private static Pod withoutReady(Pod pod, Instant now) {
        List<PodCondition> conditions = pod.status().conditions().stream()
                .map(condition -> {
                    boolean isReady = condition.type().equals("Ready")
                            && !condition.status().equals("False");
                    return isReady
                            ? condition.withStatus("False").withLastTransitionTime(Times.toSeconds(now))
                            : condition;
                })
                .toList();
        return pod.withStatus(pod.status().withConditions(conditions));
    }
}
