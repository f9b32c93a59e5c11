package io.djong.djong.dist;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigException;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.remote.HttpKubeClient;
import io.djong.djong.command.Djong;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.RouteSocket;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What `djong up` starts, in this process: a cluster of one node up to where the node is ready, and
/// what happens in it when somebody makes Deployments and Services. No container runs.
///
/// For a process in network, mount and process namespaces of its own, which end with it; `bin/djong
/// train` makes them. There the cluster meets no other one, and what it sets up is gone with them.
/// Control groups have no such borders: the kubelet makes none.
final class ClusterTraining {
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Environment environment;
    private final Path folder;

    /// @param folder for everything that the cluster writes
    ClusterTraining(Environment environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
    }

    /// A new network namespace has a loopback device that is down.
    static void raiseLoopback() throws LinuxException {
        try (var routes = RouteSocket.open()) {
            var links = routes.links();
            links.setUp(links.byName("lo").orElseThrow().index());
        }
    }

    /// Returns with the cluster running; it ends as it would on SIGTERM.
    ///
    /// @return whether it became ready in time
    boolean run() throws IOException, InterruptedException, ApiException {
        Files.writeString(folder.resolve("resolv.conf"), "nameserver 127.0.0.1\n");
        var line = List.of(
                "server",
                "--data-dir=" + folder.resolve("state"),
                "--run-dir=" + folder.resolve("run"),
                "--config-dir=" + folder.resolve("config"),
                "--pod-logs-dir=" + folder.resolve("pods"),
                "--container-logs-dir=" + folder.resolve("containers"),
                "--resolv-conf=" + folder.resolve("resolv.conf"),
                "--node-name=training",
                "--cgroups-per-qos=false");
        Thread.ofPlatform().daemon().name("cluster").start(() -> Djong.run(line));
        var began = environment.ticker().nanos();
        while (environment.ticker().nanos() - began < START_LIMIT.toNanos()) {
            if (Files.exists(folder.resolve("run/progress")) && Files.exists(kubeconfig())) {
                return withClient(began);
            }
            environment.timers().sleep(POLL);
        }
        return false;
    }

    private Path kubeconfig() {
        return folder.resolve("config/kubeconfig");
    }

    private boolean withClient(long began) throws IOException, InterruptedException, ApiException {
        try (var client = client()) {
            while (!isReady(client)) {
                if (environment.ticker().nanos() - began > START_LIMIT.toNanos()) {
                    return false;
                }
                environment.timers().sleep(POLL);
            }
            new TrainingWorkload(client).run();
            return true;
        }
    }

    private HttpKubeClient client() throws IOException {
        try {
            var access = Access.of(KubeconfigFiles.read(kubeconfig()), "", environment);
            return new HttpKubeClient(environment, access, new MetricRegistry());
        } catch (KubeconfigException e) {
            throw new IOException(e);
        }
    }

    private static boolean isReady(KubeClient client) throws InterruptedException {
        try {
            return client.of(CoreV1.NODES).list(ListQuery.ALL).items().stream()
                    .flatMap(node -> node.status().conditions().stream())
                    .anyMatch(condition -> condition.type().equals("Ready")
                            && condition.status().equals("True"));
        } catch (ApiException e) {
            return false;
        }
    }
}
