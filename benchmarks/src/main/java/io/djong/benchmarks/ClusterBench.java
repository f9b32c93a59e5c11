package io.djong.benchmarks;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import io.djong.client.WatchEvent;
import io.djong.client.kubeconfig.Access;
import io.djong.client.kubeconfig.KubeconfigFiles;
import io.djong.client.remote.HttpKubeClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a cluster of one node costs: `djong up` cold and with an AOT cache, both to node Ready; memory and CPU while
/// nothing happens; from a pod's create to its container running, the image being there.
///
/// `ClusterBench PATH_OF_DJONG [pods]`: the path is that of `bin/djong` in a distribution. Everything lies in a
/// folder of its own, and is reset at the end; ports and control groups are the usual ones, so no other cluster may
/// run on the machine. Needs root.
public final class ClusterBench {
    private static final int SETTLE_SECONDS = 20;
    private static final int IDLE_SECONDS = 60;

    private final Path command;
    private final Path folder;
    private final Path config;

    private ClusterBench(Path command, Path folder) {
        this.command = command;
        this.folder = folder;
        config = folder.resolve("config/config.yaml");
    }

    public static void main(String[] arguments) throws Exception {
        int pods = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        var bench = new ClusterBench(Path.of(arguments[0]), Files.createTempDirectory("djong-bench"));
        Files.createDirectories(bench.config.getParent());
        Files.writeString(bench.config, """
                data-dir: %1$s/state
                run-dir: %1$s/run
                config-dir: %1$s/config
                pod-logs-dir: %1$s/log/pods
                container-logs-dir: %1$s/log/containers
                """.formatted(bench.folder));
        try (var environment = RealEnvironment.create()) {
            bench.run(environment, pods);
        } finally {
            bench.djong("reset");
        }
    }

    private void run(Environment environment, int pods) throws Exception {
        up("without an AOT cache, first start");
        djong("down");
        up("without an AOT cache");
        djong("down");
        djong("train");
        up("with an AOT cache");
        var server = ProcessHandle.of(Long.parseLong(
                        Files.readString(folder.resolve("run/djong.pid")).strip()))
                .orElseThrow();
        idle(server.pid());
        var access = Access.of(KubeconfigFiles.read(folder.resolve("config/kubeconfig")), "", environment);
        try (var client = new HttpKubeClient(environment, access, new MetricRegistry())) {
            pods(client, pods);
        }
    }

    private void up(String what) throws Exception {
        long start = System.nanoTime();
        djong("up", "--train=false");
        System.out.printf("up, %s: %.2f s to node Ready%n", what, (System.nanoTime() - start) / 1e9);
    }

    private void djong(String verb, String... arguments) throws IOException, InterruptedException {
        var line = new ArrayList<>(List.of(command.toString(), verb));
        line.addAll(List.of(arguments));
        if (!verb.equals("train")) line.add("--config=" + config);
        var log = folder.resolveSibling(folder.getFileName() + ".log").toFile();
        var process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
        if (process.waitFor() != 0) throw new IOException("djong " + verb + " failed; what it said is in " + log);
    }

    private static void idle(long pid) throws Exception {
        Thread.sleep(SETTLE_SECONDS * 1000L);
        long cpu = ProcessFigures.cpuMicros(pid);
        Thread.sleep(IDLE_SECONDS * 1000L);
        cpu = ProcessFigures.cpuMicros(pid) - cpu;
        System.out.printf(
                "idle: %,d kB resident, %.2f %% of a core%n", ProcessFigures.residentKb(pid), cpu / 1e4 / IDLE_SECONDS);
    }

    private static boolean isRunning(@Nullable WatchEvent<Pod> event) {
        if (event == null) throw new IllegalStateException("the watch has ended");
        return event instanceof WatchEvent.Modified<Pod>(Pod pod)
                && pod.status().phase().equals("Running");
    }

    /// One at a time.
    private static void pods(KubeClient client, int count) throws Exception {
        var pods = client.of(CoreV1.PODS);
        var millis = new double[count];
        for (int i = 0; i < count; i++) {
            var name = "bench-" + i;
            var pod = Pod.EMPTY
                    .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace("default"))
                    .withSpec(PodSpec.EMPTY
                            .withTerminationGracePeriodSeconds(1L)
                            .withContainers(List.of(Container.EMPTY
                                    .withName("main")
                                    .withImage("localhost/djong/hello:1")
                                    .withImagePullPolicy("IfNotPresent"))));
            try (var watch = pods.watch(ListQuery.in("default").withFieldSelector("metadata.name=" + name))) {
                long start = System.nanoTime();
                var _ = pods.create(pod);
                while (!isRunning(watch.next())) {
                    // Not yet.
                }
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
            pods.delete(new ObjectKey("default", name), DeleteOptions.EMPTY);
        }
        Arrays.sort(millis);
        System.out.printf(
                "create to running, %d pods one at a time: p50 %.0f ms, p99 %.0f ms, least %.0f ms%n",
                count, millis[count / 2], millis[Math.min(count - 1, count * 99 / 100)], millis[0]);
    }
}
