package io.djong.cluster.node;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.kubelet.containerd.google.Empty;
import io.djong.kubelet.containerd.version.VersionMethods;
import io.djong.kubelet.containerd.version.VersionResponse;
import io.djong.kubelet.cri.PodSandboxFilter;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.rpc.RpcSocket;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Our own containerd: a process in a session of its own with its own log, so that it outlives us. One that runs
/// already with the same configuration is taken over; one that ends is started again. Stopping this service leaves it
/// running; [RuntimeProcess#end] ends it.
public final class Containerd extends Service {
    private static final Log LOG = Log.of(Containerd.class);
    private static final Duration WATCH_PERIOD = Duration.ofSeconds(1);
    private static final Duration START_LIMIT = Duration.ofMinutes(1);
    private static final Duration CALL_LIMIT = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final int QUIET_PERIODS_MAX = 60;

    private final Environment environment;
    private final ClusterFolders folders;
    private final RuntimeProcess process;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Timer watch;
    private int failures;
    private int periodsToWait;

    public Containerd(Environment environment, ClusterFolders folders) {
        super("containerd");
        this.environment = environment;
        this.folders = folders;
        this.process = new RuntimeProcess(folders);
    }

    @Override
    protected void onStart() throws Exception {
        var configuration = new RuntimeConfiguration(
                        folders, RuntimeMachine.plugins(), RuntimeMachine.restrictsOomScore(), RuntimeMachine.overlay())
                .toml();
        Files.createDirectories(RuntimeConfiguration.networkConfiguration(folders));
        boolean same = process.configure(configuration);
        var running = process.running();
        if (running.isPresent() && !same) {
            LOG.info("containerd gets another configuration and is started again");
            process.endOnly(environment);
            running = Optional.empty();
        }
        if (running.isEmpty()) {
            process.launch();
        }
        watch = environment.timers().every(WATCH_PERIOD, this::look);
    }

    private void look() {
        turn.lock();
        try {
            if (process.running().isPresent()) {
                failures = 0;
                return;
            }
            if (periodsToWait-- > 0) {
                return;
            }
            LOG.error("containerd has ended and is started again", LogKey.PATH.is(folders.runtimeLog()));
            failures++;
            periodsToWait = Math.min(QUIET_PERIODS_MAX, (1 << Math.min(failures, 6)) - 2);
            process.launch();
        } catch (ClusterException | IOException e) {
            LOG.error("containerd cannot be started", e);
        } finally {
            turn.unlock();
        }
    }

    /// Waits until it answers.
    ///
    /// @throws ClusterException when it does not within a minute, or ends
    public void awaitReady() throws ClusterException, InterruptedException {
        var deadline = Deadline.after(environment.ticker(), START_LIMIT);
        try (var socket = RpcSocket.open(environment, folders.runtimeSocket())) {
            while (!answers(socket)) {
                boolean ended = process.running().isEmpty();
                if (ended || deadline.isPast()) {
                    throw new ClusterException((ended ? "containerd ended" : "containerd does not answer") + ": "
                            + lastLine(folders.runtimeLog()) + "; djong logs --containerd shows all that it wrote");
                }
                environment.timers().sleep(POLL);
            }
        }
    }

    /// Brings in the images that are made on this machine, where they are missing.
    ///
    /// @throws ClusterException when one cannot be made or brought in
    public void bringImages() throws ClusterException, InterruptedException {
        try {
            new LocalImages(environment, folders.runtimeState().resolve("images.stamp"))
                    .ensure(folders.runtimeSocket());
        } catch (IOException | RpcException e) {
            throw new ClusterException("the images of this machine could not be made: " + e.getMessage(), e);
        }
    }

    /// Its part for pods is ready a moment later than the rest, and refuses to list them until then.
    private static boolean answers(RpcSocket socket) throws InterruptedException {
        try {
            new RuntimeService(socket).sandboxes(PodSandboxFilter.EMPTY);
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    /// The version that the container runtime behind a socket says it has; empty when none answers.
    public static Optional<String> version(Environment environment, Path socketFile) throws InterruptedException {
        try (var socket = RpcSocket.open(environment, socketFile)) {
            return Optional.of(
                    socket.call(VersionMethods.VERSION, Empty.EMPTY.toBytes(), VersionResponse::parse, CALL_LIMIT)
                            .version());
        } catch (RpcException e) {
            return Optional.empty();
        }
    }

    private static String lastLine(Path log) {
        try {
            List<String> lines = Files.readAllLines(log);
            return lines.isEmpty() ? "it wrote nothing" : lines.getLast();
        } catch (IOException e) {
            return "it wrote nothing";
        }
    }

    @Override
    protected void onStop() {
        if (watch != null) {
            watch.cancel();
        }
    }
}
