package io.djong.kubelet.staticpods;

import static io.djong.base.log.LogKey.MESSAGE;
import static io.djong.base.log.LogKey.PATH;

import io.djong.api.meta.Times;
import io.djong.api.types.core.v1.Pod;
import io.djong.base.lifecycle.Service;
import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.base.time.Timer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads the manifests of a folder: at the start, and again when a look at the files' times shows
/// that something has changed. A file that is no manifest is told of and passed over; files whose
/// names begin with a dot do not count.
public final class StaticPodFolder extends Service {
    private static final Log LOG = Log.of(StaticPodFolder.class);
    private static final Duration GLANCE = Duration.ofSeconds(1);

    private final Environment environment;
    private final Path folder;
    private final String node;
    private final Duration period;
    private final Consumer<List<Pod>> pods;
    private final ReentrantLock turn = new ReentrantLock();
    private final Map<String, Instant> firstSeen = new TreeMap<>();
    private @Nullable Map<Path, String> glanced;
    private @Nullable Timer timer;

    /// @param node the node's name, which ends the names of its static pods
    /// @param period how often the folder is looked at, at least
    /// @param pods is told all static pods that there are, whenever they have changed
    public StaticPodFolder(
            Environment environment, Path folder, String node, Duration period, Consumer<List<Pod>> pods) {
        super("static-pods");
        this.environment = environment;
        this.folder = folder;
        this.node = node;
        this.period = period.compareTo(GLANCE) < 0 ? period : GLANCE;
        this.pods = pods;
    }

    @Override
    protected void onStart() {
        look();
        timer = environment.timers().every(period, this::look);
    }

    @Override
    protected void onStop() {
        if (timer != null) {
            timer.cancel();
        }
    }

    private void look() {
        turn.lock();
        try {
            var now = glance();
            if (!now.equals(glanced)) {
                glanced = now;
                pods.accept(read(now));
            }
        } catch (IOException e) {
            LOG.warning("Unable to read config path", PATH.is(folder.toString()), MESSAGE.is(e.toString()));
        } finally {
            turn.unlock();
        }
    }

    /// Name, size and time of each file.
    private Map<Path, String> glance() throws IOException {
        Map<Path, String> files = new TreeMap<>();
        try (var entries = Files.newDirectoryStream(folder)) {
            for (Path file : entries) {
                var name = String.valueOf(file.getFileName());
                if (!name.startsWith(".") && Files.isRegularFile(file)) {
                    files.put(file, Files.size(file) + " " + Files.getLastModifiedTime(file));
                }
            }
        } catch (NoSuchFileException e) {
            return Map.of();
        }
        return files;
    }

    private List<Pod> read(Map<Path, String> files) {
        List<Pod> found = new ArrayList<>();
        var now = Times.toSeconds(environment.clock().instant());
        for (Path file : files.keySet()) {
            try {
                var content = Files.readAllBytes(file);
                var pod = StaticPodManifest.read(file.toString(), content, node, now);
                var seen = firstSeen.computeIfAbsent(pod.metadata().uid(), uid -> now);
                found.add(seen.equals(now) ? pod : StaticPodManifest.read(file.toString(), content, node, seen));
            } catch (IOException | StaticPodException e) {
                LOG.error(
                        "Can't process manifest file",
                        PATH.is(file.toString()),
                        MESSAGE.is(String.valueOf(e.getMessage())));
            }
        }
        return found;
    }
}
