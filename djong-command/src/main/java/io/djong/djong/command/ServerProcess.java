package io.djong.djong.command;

import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.linux.LinuxException;
import io.djong.linux.file.FolderLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The process of `djong server` in the background: whoever holds the lock of the run folder.
final class ServerProcess {
    private static final Duration END_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(20);

    private final ClusterFolders folders;

    ServerProcess(ClusterFolders folders) {
        this.folders = folders;
    }

    /// The process, when it runs.
    Optional<ProcessHandle> running() throws ClusterException {
        if (!Files.exists(folders.lock())) {
            return Optional.empty();
        }
        try {
            var lock = FolderLock.tryTake(folders.lock());
            if (lock.isPresent()) {
                lock.get().close();
                return Optional.empty();
            }
            var pid = Files.readString(folders.pidFile()).strip();
            return ProcessHandle.of(Long.parseLong(pid));
        } catch (LinuxException | IOException | NumberFormatException e) {
            throw new ClusterException(
                    "it cannot be seen whether a cluster runs: " + Failure.sentence(e) + "; look into " + folders.run(),
                    e);
        }
    }

    /// Starts it in a session of its own, with its output in the log.
    ///
    /// @param flags of `djong server`
    Detached launch(List<String> flags) throws ClusterException {
        var home = System.getProperty("djong.home");
        if (home == null) {
            throw new ClusterException("the program was not started by bin/djong, so it cannot start itself again");
        }
        var command = new ArrayList<>(List.of(Path.of(home, "bin/djong").toString(), "server"));
        command.addAll(flags);
        try {
            return Detached.start(folders.log(), command);
        } catch (IOException e) {
            throw new ClusterException("the cluster could not be started: " + Failure.sentence(e), e);
        }
    }

    /// Ends it: asks, and after a minute does not ask any more.
    ///
    /// @return whether it ran
    boolean end(Environment environment) throws ClusterException, InterruptedException {
        var process = running();
        if (process.isEmpty()) {
            return false;
        }
        process.get().destroy();
        var deadline = Deadline.after(environment.ticker(), END_LIMIT);
        while (process.get().isAlive()) {
            if (deadline.isPast()) {
                process.get().destroyForcibly();
            }
            environment.timers().sleep(POLL);
        }
        return true;
    }
}
