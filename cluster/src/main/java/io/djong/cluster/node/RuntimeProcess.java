package io.djong.cluster.node;

import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The process of our containerd, found by its configuration file: whoever runs with that is ours.
public final class RuntimeProcess {
    private static final Duration END_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ClusterFolders folders;
    private final Path configuration;
    private volatile @Nullable ProcessHandle known;

    /// Of the cluster that keeps its things there.
    public RuntimeProcess(ClusterFolders folders) {
        this.folders = folders;
        this.configuration = folders.runtimeState().resolve("config.toml");
    }

    /// Writes the configuration.
    ///
    /// @return whether it was there already
    boolean configure(String toml) throws IOException {
        Files.createDirectories(folders.runtimeState());
        if (Files.exists(configuration) && Files.readString(configuration).equals(toml)) {
            return true;
        }
        Files.writeString(configuration, toml);
        return false;
    }

    /// The process, when it runs. All processes of the machine are looked at only when the one found last has ended.
    public Optional<ProcessHandle> running() {
        var last = known;
        if (last != null && last.isAlive()) {
            return Optional.of(last);
        }
        var found = ProcessHandle.allProcesses().filter(this::isOurs).findFirst();
        known = found.orElse(null);
        return found;
    }

    private boolean isOurs(ProcessHandle process) {
        var words = commandLine(process.pid());
        // In the first moments it is setsid that is about to become it.
        return words.size() >= 3
                && words.subList(0, 2).stream().anyMatch(word -> word.endsWith("containerd"))
                && words.contains(configuration.toString());
    }

    /// The shims of our containers: they call back our socket.
    List<ProcessHandle> shims() {
        return ProcessHandle.allProcesses()
                .filter(process -> {
                    var words = commandLine(process.pid());
                    return !words.isEmpty()
                            && words.getFirst().contains("containerd-shim")
                            && words.contains(folders.runtimeSocket().toString());
                })
                .toList();
    }

    /// Whether any containerd of this machine runs, ours or another, or a shim of one.
    static boolean anyRuns() {
        return ProcessHandle.allProcesses()
                .map(process -> commandLine(process.pid()))
                .filter(words -> !words.isEmpty())
                .map(words -> Path.of(words.getFirst()).getFileName())
                .anyMatch(name -> name != null
                        && (name.toString().equals("containerd")
                                || name.toString().startsWith("containerd-shim")));
    }

    static List<String> commandLine(long pid) {
        try {
            var bytes = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline"));
            return List.of(new String(bytes, StandardCharsets.UTF_8).split("\0"));
        } catch (IOException e) {
            return List.of();
        }
    }

    /// Starts it. It answers some time later.
    void launch() throws ClusterException, IOException {
        var program = RuntimeMachine.program("containerd")
                .orElseThrow(() -> new ClusterException(
                        "there is no containerd on this machine; \"djong up\" installs it on Debian, or install it with"
                                + " your package manager"));
        Files.createDirectories(folders.runtime());
        Files.createDirectories(folders.logs());
        var builder = new ProcessBuilder("setsid", program.toString(), "--config", configuration.toString())
                .directory(folders.runtime().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folders.runtimeLog().toFile()));
        var variables = builder.environment();
        variables.put("PATH", RuntimeMachine.searchPath(variables));
        builder.start();
    }

    /// Ends containerd and leaves its containers running.
    void endOnly(Environment environment) throws InterruptedException {
        var process = running();
        if (process.isPresent()) {
            end(environment, process.get());
        }
    }

    /// Ends containerd, then whatever is left of its containers.
    public void end(Environment environment) throws InterruptedException {
        endOnly(environment);
        for (ProcessHandle shim : shims()) {
            shim.descendants().forEach(ProcessHandle::destroyForcibly);
            end(environment, shim);
        }
    }

    private static void end(Environment environment, ProcessHandle process) throws InterruptedException {
        process.destroy();
        var deadline = Deadline.after(environment.ticker(), END_LIMIT);
        while (process.isAlive()) {
            if (deadline.isPast()) {
                process.destroyForcibly();
            }
            environment.timers().sleep(POLL);
        }
    }
}
