package io.djong.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a cluster of one node costs: `djong up` cold and with an AOT cache, both to node Ready; memory and CPU while
/// nothing happens; how soon pods run and are gone, see [PodStartBench].
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
        try {
            bench.run(pods);
        } finally {
            bench.djong("reset");
        }
    }

    private void run(int pods) throws Exception {
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
        PodStartBench.measure(
                folder.resolve("config/kubeconfig"), folder.resolve("run/containerd/containerd.sock"), pods);
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
}
