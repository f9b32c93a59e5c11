package io.djong.cluster.assembly;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Node;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.client.WatchStream;
import java.time.Duration;
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

    /// Returns when it does.
    static void await(Environment environment, KubeClient client, String name) throws InterruptedException {
        var query = ListQuery.ALL.withFieldSelector("metadata.name=" + name);
        while (true) {
            try (var watch = client.of(CoreV1.NODES).watch(query)) {
                if (becomesReady(watch)) {
                    return;
                }
            } catch (ApiException e) {
                environment.timers().sleep(RETRY);
            }
        }
    }

    /// Follows it to the end of the watch at most.
    private static boolean becomesReady(WatchStream<Node> watch) throws ApiException, InterruptedException {
        for (var event = watch.next(); event != null; event = watch.next()) {
            var node = node(event);
            if (node != null && failure(node).isEmpty()) {
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
