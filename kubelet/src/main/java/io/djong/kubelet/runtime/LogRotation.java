package io.djong.kubelet.runtime;

import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import io.djong.kubelet.runtime.rpc.RpcException;
import io.djong.kubelet.runtime.service.RuntimeService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Keeps the logs of running containers short: one that is too long is moved away, under the time
/// of that, and the runtime begins a new one; of those moved away the newest stays as it is, for
/// who reads it, older ones are packed, and the oldest removed.
///
/// Source: kubernetes.io/docs/concepts/cluster-administration/logging, "Log rotation".
public final class LogRotation extends Service {
    private static final Log LOG = Log.of(LogRotation.class);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final String PACKED = ".gz";
    private static final String UNFINISHED = ".tmp";

    private final Environment environment;
    private final PodLifecycle pods;
    private final RuntimeService runtime;
    private final Settings settings;
    private @Nullable Timer timer;

    /// When logs are too long, and too many.
    ///
    /// @param sizeBytesMax upstream's `containerLogMaxSize`; negative for no rotation
    /// @param filesMax of one container, the current one included: upstream's `containerLogMaxFiles`; at least 2
    /// @param workersMax how many logs are worked on at a time: upstream's `containerLogMaxWorkers`
    /// @param period between two looks: upstream's `containerLogMonitorInterval`
    public record Settings(long sizeBytesMax, int filesMax, int workersMax, Duration period) {

        public Settings {
            if (filesMax < 2) {
                throw new IllegalArgumentException("invalid MaxFiles " + filesMax + ", must be > 1");
            }
        }
    }

    public LogRotation(Environment environment, PodLifecycle pods, RuntimeService runtime, Settings settings) {
        super("log-rotation");
        this.environment = environment;
        this.pods = pods;
        this.runtime = runtime;
        this.settings = settings;
    }

    @Override
    protected void onStart() {
        if (settings.sizeBytesMax() >= 0) {
            timer = environment.timers().every(settings.period(), () -> {
                try {
                    rotate();
                } catch (RpcException e) {
                    if (!e.isUnavailable()) {
                        LOG.error("Failed to rotate container logs", e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
    }

    @Override
    protected void onStop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    /// Looks at all logs once.
    void rotate() throws RpcException, InterruptedException {
        var containers = new ConcurrentLinkedQueue<ContainerState>();
        for (PodRuntimeStatus pod : pods.pods()) {
            for (ContainerState container : pod.containers()) {
                if (container.isRunning() && !container.logPath().isEmpty()) {
                    containers.add(container);
                }
            }
        }
        var helpers = new ArrayList<BoundedRun>();
        for (int i = 1; i < Math.min(settings.workersMax(), containers.size()); i++) {
            helpers.add(new BoundedRun(environment, "log-rotation-" + i, () -> lookAtAll(containers)));
        }
        lookAtAll(containers);
        for (BoundedRun helper : helpers) {
            helper.await();
        }
    }

    private void lookAtAll(Queue<ContainerState> containers) throws InterruptedException {
        for (var container = containers.poll(); container != null; container = containers.poll()) {
            look(container);
        }
    }

    private void look(ContainerState container) throws InterruptedException {
        var log = Path.of(container.logPath());
        try {
            if (!Files.exists(log)) {
                // Somebody moved it away and did not tell the runtime.
                runtime.reopenLog(container.id());
                return;
            }
            if (Files.size(log) >= settings.sizeBytesMax()) {
                environment.threads().cpu(() -> {
                    tidy(log);
                    return null;
                });
                moveAway(log, container.id());
            }
        } catch (IOException | RpcException e) {
            LOG.error("Failed to rotate log for container", e, LogKey.PATH.is(log));
        }
    }

    /// Room for one more: what was left unfinished goes, then the oldest, and what stays is packed.
    private void tidy(Path log) throws IOException {
        var kept = new ArrayList<Path>();
        for (Path file : rotated(log)) {
            boolean done = !file.toString().endsWith(PACKED) && Files.exists(packed(file));
            if (file.toString().endsWith(UNFINISHED) || done) {
                Files.deleteIfExists(file);
            } else {
                kept.add(file);
            }
        }
        int keptMax = Math.max(0, settings.filesMax() - 2);
        while (kept.size() > keptMax) {
            Files.deleteIfExists(kept.removeFirst());
        }
        for (Path file : kept) {
            if (!file.toString().endsWith(PACKED)) {
                pack(file);
            }
        }
    }

    private static List<Path> rotated(Path log) throws IOException {
        var files = new ArrayList<Path>();
        try (DirectoryStream<Path> found =
                Files.newDirectoryStream(log.toAbsolutePath().getParent(), log.getFileName() + ".*")) {
            found.forEach(files::add);
        }
        files.sort(null);
        return files;
    }

    private static void pack(Path file) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (InputStream in = Files.newInputStream(file);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
            in.transferTo(out);
        }
        Files.move(unfinished, packed(file), StandardCopyOption.ATOMIC_MOVE);
        Files.delete(file);
    }

    private static Path packed(Path file) {
        return file.resolveSibling(file.getFileName() + PACKED);
    }

    private void moveAway(Path log, String containerId) throws IOException, RpcException, InterruptedException {
        var away = log.resolveSibling(
                log.getFileName() + "." + TIME.format(environment.clock().instant()));
        Files.move(log, away, StandardCopyOption.ATOMIC_MOVE);
        try {
            runtime.reopenLog(containerId);
        } catch (RpcException e) {
            // So that the next look finds it too long again.
            Files.move(away, log, StandardCopyOption.ATOMIC_MOVE);
            throw e;
        }
    }
}
