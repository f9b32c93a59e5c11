package io.djong.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Stands in for a machine with a cluster: a network namespace with an address and a way to a second namespace, the
/// world, and folders of its own. Everything that runs in it can reach nothing else. Gone with this process.
final class NodeMachine implements AutoCloseable {
    /// The machine's address.
    static final String ADDRESS = "192.0.2.10";
    /// The world's address, on the machine's only link.
    static final String WORLD = "192.0.2.1";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(100);

    private final Installation djong;
    private final Path folder;
    private final Process node;
    private final Process world;

    private NodeMachine(Installation djong, Path folder, Process node, Process world) {
        this.djong = djong;
        this.folder = folder;
        this.node = node;
        this.world = world;
    }

    /// A machine without a cluster, with a configuration file that keeps everything in the folder.
    static NodeMachine make(Installation djong, Path folder) throws Exception {
        Files.createDirectories(folder.resolve("config"));
        var machine = new NodeMachine(djong, folder.toRealPath(), namespace(), namespace());
        Files.writeString(folder.resolve("resolv.conf"), "nameserver " + WORLD + "\n");
        Files.writeString(machine.config(), """
                # Everything of this cluster lies in one folder.
                data-dir: %1$s/state
                run-dir: %1$s/run
                config-dir: %1$s/config
                pod-logs-dir: %1$s/log/pods
                container-logs-dir: %1$s/log/containers
                resolv-conf: %1$s/resolv.conf
                node-name: node-1
                eviction-hard: {memory.available: 50Mi, nodefs.available: 1%%, imagefs.available: 1%%}
                """.formatted(machine.folder));
        long own = machine.node.pid();
        long other = machine.world.pid();
        host("ip", "link", "add", "n0", "netns", "" + own, "type", "veth", "peer", "name", "w0", "netns", "" + other);
        machine.in("sysctl", "-qw", "net.ipv4.ip_forward=0");
        machine.in("ip", "link", "set", "lo", "up");
        machine.in("ip", "addr", "add", ADDRESS + "/24", "dev", "n0");
        machine.in("ip", "link", "set", "n0", "up");
        machine.in("ip", "route", "add", "default", "via", WORLD);
        machine.inWorld("ip", "link", "set", "lo", "up");
        machine.inWorld("ip", "addr", "add", WORLD + "/24", "dev", "w0");
        machine.inWorld("ip", "link", "set", "w0", "up");
        return machine;
    }

    /// Held by a process that ends with this one.
    private static Process namespace() throws IOException {
        var process = new ProcessBuilder("unshare", "--net", "sh", "-c", "echo; read end").start();
        process.getInputStream().read();
        return process;
    }

    Path config() {
        return folder.resolve("config/config.yaml");
    }

    Path folder() {
        return folder;
    }

    /// Where kubectl keeps what it remembers.
    private String home() {
        return folder.resolveSibling(folder.getFileName() + "-home").toString();
    }

    Path runtimeSocket() {
        return folder.resolve("run/containerd/containerd.sock");
    }

    /// One of the cluster's commands, which must succeed.
    String djong(String... arguments) throws Exception {
        return djongWith(Map.of(), arguments);
    }

    /// The same, with variables in its environment and that of what it starts.
    String djongWith(Map<String, String> variables, String... arguments) throws Exception {
        var result = tryDjong(variables, arguments);
        assertThat(result.status())
                .as("djong %s: %s%n%s", List.of(arguments), result.out(), tail())
                .isZero();
        return result.out();
    }

    /// One of the cluster's commands.
    Installation.Result tryDjong(String... arguments) throws IOException, InterruptedException {
        return tryDjong(Map.of(), arguments);
    }

    private Installation.Result tryDjong(Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        var all = new HashMap<>(variables);
        all.put("DJONG_CACHE_DIR", djong.caches().toString());
        return run(node, all, djongCommand(arguments));
    }

    /// One of the cluster's commands, started by another program that sees to its surroundings.
    Installation.Result tryDjongBy(List<String> starter, String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(starter);
        command.addAll(djongCommand(arguments));
        return run(node, Map.of("DJONG_CACHE_DIR", djong.caches().toString()), command);
    }

    /// One of the cluster's commands that goes on.
    Process startDjong(String... arguments) throws IOException {
        return start(node, Map.of("DJONG_CACHE_DIR", djong.caches().toString()), djongCommand(arguments));
    }

    private List<String> djongCommand(String... arguments) {
        var command =
                new ArrayList<>(List.of(djong.folder().resolve("bin/djong").toString()));
        command.addAll(List.of(arguments));
        if (arguments[0].equals("up")) {
            command.add("--train=false");
        }
        command.add(
                arguments[0].equals("image")
                        ? "--container-runtime-endpoint=unix://" + runtimeSocket()
                        : "--config=" + config());
        return command;
    }

    /// What a stock kubectl prints as the administrator; it must succeed.
    String kubectl(String... arguments) throws Exception {
        var result = tryKubectl(arguments);
        assertThat(result.status())
                .as("kubectl %s: %s%n%s", List.of(arguments), result.out(), tail())
                .isZero();
        return result.out();
    }

    /// What a stock kubectl prints as the administrator, and its status.
    Installation.Result tryKubectl(String... arguments) throws Exception {
        return kubectlAs(folder.resolve("config/kubeconfig"), arguments);
    }

    /// What a stock kubectl prints with another kubeconfig.
    Installation.Result kubectlAs(Path kubeconfig, String... arguments) throws Exception {
        return run(node, Map.of("HOME", home()), kubectlCommand(kubeconfig, arguments));
    }

    /// A kubectl that goes on.
    Process startKubectl(String... arguments) throws IOException {
        return start(node, Map.of("HOME", home()), kubectlCommand(folder.resolve("config/kubeconfig"), arguments));
    }

    private static List<String> kubectlCommand(Path kubeconfig, String... arguments) {
        var command = new ArrayList<>(List.of("kubectl", "--kubeconfig=" + kubeconfig));
        command.addAll(List.of(arguments));
        return command;
    }

    /// A program on the machine, which must succeed.
    String in(String... command) throws Exception {
        return succeeded(run(node, Map.of(), List.of(command)), command);
    }

    /// A program on the machine.
    Installation.Result tryIn(String... command) throws Exception {
        return run(node, Map.of(), List.of(command));
    }

    /// A program on the machine that goes on.
    Process startIn(String... command) throws IOException {
        return start(node, Map.of(), List.of(command));
    }

    /// A program in the world, which must succeed.
    String inWorld(String... command) throws Exception {
        return succeeded(run(world, Map.of(), List.of(command)), command);
    }

    /// A program in the world that goes on.
    Process startInWorld(Map<String, String> variables, String... command) throws IOException {
        return start(world, variables, List.of(command));
    }

    private static String succeeded(Installation.Result result, String... command) {
        assertThat(result.status()).as("%s: %s", List.of(command), result.out()).isZero();
        return result.out();
    }

    private static void host(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s: %s", List.of(command), out).isZero();
    }

    private static Installation.Result run(Process namespace, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        var process = start(namespace, variables, command);
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Installation.Result(process.waitFor(), out);
    }

    private static Process start(Process namespace, Map<String, String> variables, List<String> command)
            throws IOException {
        var all = new ArrayList<>(List.of("nsenter", "--net", "--target", Long.toString(namespace.pid()), "--"));
        all.addAll(command);
        var builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /// What a reboot does: every process of the cluster dies at once, its mounts and what lay in /run are gone.
    void reboot() throws Exception {
        var own = folder.toString();
        for (int round = 0; round < 3; round++) {
            ProcessHandle.allProcesses()
                    .filter(process -> belongs(process.pid(), own))
                    .forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(POLL.toMillis());
        }
        var mounts = Files.readString(Path.of("/proc/self/mountinfo"))
                .lines()
                .map(line -> line.split(" ")[4])
                .filter(point -> point.startsWith(own))
                .sorted(java.util.Comparator.reverseOrder())
                .toList();
        for (String point : mounts) {
            host("umount", "-l", point);
        }
        host("rm", "-rf", own + "/run");
    }

    /// Processes of the cluster name its folder; those of its containers have a parent that does.
    private static boolean belongs(long pid, String folder) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process ->
                        java.util.stream.Stream.concat(java.util.stream.Stream.of(process), process.parent().stream()))
                .anyMatch(process -> {
                    var line = commandLine(process.pid());
                    return line.contains(folder)
                            && (line.contains("containerd") || line.contains("io.djong.djong.command.Djong"));
                });
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /// A look at something that changes.
    @FunctionalInterface
    interface Look {
        String now() throws Exception;
    }

    /// Looks until what is seen contains a text, and fails with what is seen last and the cluster's log.
    String await(String wanted, Look look) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        var seen = look.now();
        while (!seen.contains(wanted) && System.nanoTime() < end) {
            Thread.sleep(POLL.toMillis());
            seen = look.now();
        }
        assertThat(seen).as(tail()).contains(wanted);
        return seen;
    }

    /// The end of the cluster's log, for tests that fail.
    String tail() throws IOException {
        var log = folder.resolve("state/logs/djong.log");
        if (!Files.exists(log)) {
            return "there is no log";
        }
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    /// The cluster goes without a trace, and the namespaces with their holders.
    @Override
    public void close() throws IOException {
        try {
            tryDjong("reset");
            for (Process holder : List.of(node, world)) {
                holder.getOutputStream().close();
                holder.waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
