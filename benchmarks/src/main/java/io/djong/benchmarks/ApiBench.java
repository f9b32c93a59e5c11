package io.djong.benchmarks;

import io.djong.api.types.core.v1.ConfigMap;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EnvVar;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.rbac.v1.ClusterRoleBinding;
import io.djong.api.types.rbac.v1.RbacV1;
import io.djong.api.types.rbac.v1.RoleRef;
import io.djong.api.types.rbac.v1.Subject;
import io.djong.base.time.RealEnvironment;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.RawRequest;
import io.djong.client.remote.ClientConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What the API server costs: its start, creates by 1 and 64 writers, gets, a LIST of 10,000 pods, and an event to
/// 1,000 watchers; over TLS, as a user whom RBAC lets, on SQLite with every write synced.
///
/// `ApiBench PATH_OF_DJONG [pods]`: the path is that of `bin/djong` in a distribution. The server runs in a process
/// of its own, whose CPU time is the figure; its clients share the machine.
public final class ApiBench {
    private static final String NAMESPACE = "default";
    private static final int WATCHERS = 1_000;
    private static final int EVENTS = 200;

    private ApiBench() {}

    public static void main(String[] arguments) throws Exception {
        var command = Path.of(arguments[0]);
        int pods = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10_000;
        var folder = Files.createTempDirectory("djong-bench");
        try (var environment = RealEnvironment.create()) {
            try (var server = ApiBenchServer.start(environment, command, folder)) {
                started("empty store", server);
                allow(server);
                try (var client = server.user()) {
                    writes(server, client);
                    lists(server, client, pods);
                    watches(server, client);
                }
            }
            try (var server = ApiBenchServer.start(environment, command, folder)) {
                started("store with " + pods + " pods", server);
            }
        }
    }

    private static void started(String what, ApiBenchServer server) throws Exception {
        long cpu = ProcessFigures.cpuMicros(server.process());
        System.out.printf(
                "ready, %s: %.2f s, %.2f s of CPU, %,d kB resident%n",
                what, server.readySeconds(), cpu / 1e6, ProcessFigures.residentKb(server.process()));
    }

    private static void allow(ApiBenchServer server) throws Exception {
        try (var client = server.administrator()) {
            // No controller makes it, and pods without one are refused.
            client.of(CoreV1.SERVICE_ACCOUNTS)
                    .create(ServiceAccount.EMPTY.withMetadata(
                            ObjectMeta.EMPTY.withName("default").withNamespace(NAMESPACE)));
            client.of(RbacV1.CLUSTER_ROLE_BINDINGS)
                    .create(ClusterRoleBinding.EMPTY
                            .withMetadata(ObjectMeta.EMPTY.withName("bench"))
                            .withRoleRef(new RoleRef("rbac.authorization.k8s.io", "ClusterRole", "cluster-admin"))
                            .withSubjects(List.of(new Subject("User", "rbac.authorization.k8s.io", "bench", ""))));
        }
    }

    /// One request of many alike.
    private interface Operation {
        void run(int index) throws ApiException, InterruptedException;
    }

    private static void measure(String what, ApiBenchServer server, int workers, int count, Operation operation)
            throws Exception {
        var next = new AtomicInteger();
        var failed = new AtomicInteger();
        var nanos = new long[count];
        long cpu = ProcessFigures.cpuMicros(server.process());
        long start = System.nanoTime();
        var threads = new ArrayList<Thread>();
        for (int worker = 0; worker < workers; worker++) {
            threads.add(Thread.ofVirtual().start(() -> {
                int index;
                while ((index = next.getAndIncrement()) < count) {
                    long from = System.nanoTime();
                    try {
                        operation.run(index);
                    } catch (ApiException e) {
                        failed.incrementAndGet();
                    } catch (InterruptedException e) {
                        return;
                    }
                    nanos[index] = System.nanoTime() - from;
                }
            }));
        }
        for (var thread : threads) thread.join();
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = ProcessFigures.cpuMicros(server.process()) - cpu;
        Arrays.sort(nanos);
        System.out.printf(
                "%s: %,.0f/s, %.0f us of server CPU each, p50 %.2f ms, p99 %.2f ms, %d failed%n",
                what,
                count / seconds,
                (double) cpu / count,
                nanos[count / 2] / 1e6,
                nanos[count * 99 / 100] / 1e6,
                failed.get());
    }

    private static void writes(ApiBenchServer server, KubeClient client) throws Exception {
        var maps = client.of(CoreV1.CONFIG_MAPS);
        measure("create, 8 writers, cold", server, 8, 10_000, i -> maps.create(map("cold-" + i)));
        measure("create, 1 writer", server, 1, 3_000, i -> maps.create(map("one-" + i)));
        measure("create, 64 writers", server, 64, 20_000, i -> maps.create(map("many-" + i)));
        measure("get, 1 reader", server, 1, 5_000, i -> maps.get(NAMESPACE, "many-" + i));
        measure("get, 32 readers", server, 32, 20_000, i -> maps.get(NAMESPACE, "many-" + i));
    }

    private static ConfigMap map(String name) {
        return ConfigMap.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace(NAMESPACE))
                .withData(Map.of("text", "x".repeat(1024)));
    }

    private static void lists(ApiBenchServer server, KubeClient client, int count) throws Exception {
        var pods = client.of(CoreV1.PODS);
        measure("create pod, 64 writers", server, 64, count, i -> pods.create(pod("pod-" + i)));
        for (var form : List.of(ClientConfig.JSON, ClientConfig.PROTOBUF)) {
            var request =
                    RawRequest.get("/api/v1/namespaces/" + NAMESPACE + "/pods").withAccept(form);
            long bytes = client.raw(request).body().size();
            measure(
                    "list of " + count + " pods, " + form + ", " + bytes / 1_000_000 + " MB",
                    server,
                    1,
                    10,
                    i -> client.raw(request));
        }
    }

    private static Pod pod(String name) {
        var variables = new ArrayList<EnvVar>();
        for (int i = 0; i < 10; i++) {
            variables.add(EnvVar.EMPTY.withName("VARIABLE_" + i).withValue("the value of variable number " + i));
        }
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY
                        .withName(name)
                        .withNamespace(NAMESPACE)
                        .withLabels(Map.of("app", "bench", "tier", "front")))
                .withSpec(PodSpec.EMPTY.withContainers(List.of(Container.EMPTY
                        .withName("main")
                        .withImage("registry.example/bench:1")
                        .withEnv(variables))));
    }

    /// From the moment of the first write until the last watcher has the last event.
    private static void watches(ApiBenchServer server, KubeClient client) throws Exception {
        var maps = client.of(CoreV1.CONFIG_MAPS);
        var query = ListQuery.in(NAMESPACE).withLabelSelector("bench=watched");
        var opened = new CountDownLatch(WATCHERS);
        var done = new CountDownLatch(WATCHERS);
        for (int i = 0; i < WATCHERS; i++) {
            var _ = Thread.ofVirtual().start(() -> {
                try (var watch = maps.watch(query)) {
                    opened.countDown();
                    for (int event = 0; event < EVENTS; event++) {
                        var _ = watch.next();
                    }
                } catch (ApiException | InterruptedException e) {
                    System.out.println("a watcher failed: " + e);
                }
                done.countDown();
            });
        }
        opened.await();
        long cpu = ProcessFigures.cpuMicros(server.process());
        long start = System.nanoTime();
        for (int i = 0; i < EVENTS; i++) {
            var map = map("watched-" + i);
            maps.create(map.withMetadata(map.metadata().withLabels(Map.of("bench", "watched"))));
        }
        done.await();
        double seconds = (System.nanoTime() - start) / 1e9;
        cpu = ProcessFigures.cpuMicros(server.process()) - cpu;
        System.out.printf(
                "%,d watchers: %,.0f events/s, %.1f us of server CPU an event%n",
                WATCHERS, WATCHERS * EVENTS / seconds, (double) cpu / WATCHERS / EVENTS);
    }
}
