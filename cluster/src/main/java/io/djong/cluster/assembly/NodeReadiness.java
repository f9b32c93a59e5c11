package io.djong.cluster.assembly;

import io.djong.api.meta.ObjectKey;
import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeCondition;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Whether a node takes pods, as its object says.
final class NodeReadiness {
    private static final Duration RETRY = Duration.ofMillis(100);

    private NodeReadiness() {}

    /// Why it takes no pods; "" when it does.
    static String failure(Node node) {
        return node.status().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .findFirst()
                .map(ready -> ready.status().equals("True") ? "" : ready.reason() + ": " + ready.message())
                .orElse("it has not said that it is ready yet");
    }

    /// When the node said last how it is, as its object tells: until it says so again, that was an earlier
    /// kubelet.
    static Instant heartbeat(KubeClient client, String name) throws ApiException, InterruptedException {
        try {
            return heartbeat(client.of(CoreV1.NODES).get(new ObjectKey("", name)));
        } catch (ApiException e) {
            if (e.isNotFound()) {
                return Times.ZERO;
            }
            throw e;
        }
    }

    private static Instant heartbeat(Node node) {
        return node.status().conditions().stream()
                .filter(condition -> condition.type().equals("Ready"))
                .map(NodeCondition::lastHeartbeatTime)
                .findFirst()
                .orElse(Times.ZERO);
    }

    /// Returns when it does.
    ///
    /// @param earlier what [#heartbeat] said before the kubelet began
    static void await(Environment environment, KubeClient client, String name, Instant earlier)
            throws InterruptedException {
        var query = ListQuery.ALL.withFieldSelector("metadata.name=" + name);
        while (true) {
            try (var watch = client.of(CoreV1.NODES).watch(query)) {
                if (becomesReady(watch, earlier)) {
                    return;
                }
            } catch (ApiException e) {
                environment.timers().sleep(RETRY);
            }
        }
    }

    /// Follows it to the end of the watch at most.
    private static boolean becomesReady(WatchStream<Node> watch, Instant earlier)
            throws ApiException, InterruptedException {
        for (var event = watch.next(); event != null; event = watch.next()) {
            var node = node(event);
            if (node != null && failure(node).isEmpty() && !heartbeat(node).equals(earlier)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Node node(WatchEvent<Node> event) {
        return switch (event) {
            case WatchEvent.Added<Node>(Node node) -> node;
            case WatchEvent.Modified<Node>(Node node) -> node;
            case WatchEvent.Deleted<Node> deleted -> null;
            case WatchEvent.Bookmark<Node> bookmark -> null;
        };
    }
}
