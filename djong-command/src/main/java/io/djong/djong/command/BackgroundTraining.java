package io.djong.djong.command;

import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Has the AOT cache made that lets the next start be quick, beside a cluster that runs: `djong train`, which does
/// nothing when the cache is there.
final class BackgroundTraining {
    /// The lowest priority: the cluster goes first.
    private static final String NICENESS = "19";

    private BackgroundTraining() {}

    static void start(ClusterConfig config) throws ClusterException {
        var home = System.getProperty("djong.home");
        if (home == null) {
            return;
        }
        var log = config.folders().logs().resolve("training.log");
        try {
            Files.deleteIfExists(log);
            var command =
                    List.of("nice", "-n", NICENESS, Path.of(home, "bin/djong").toString(), "train");
            Files.writeString(
                    pidFile(config), Long.toString(Detached.start(log, command).pid()));
        } catch (IOException e) {
            throw new ClusterException("the training of the AOT cache could not be started: " + Failure.sentence(e), e);
        }
    }

    /// Ends a training that goes on: its cache is about to be deleted.
    static void end(ClusterConfig config) {
        try {
            var pid = Long.parseLong(Files.readString(pidFile(config)).strip());
            ProcessHandle.of(pid)
                    .filter(process -> process.info().commandLine().orElse("").contains("djong"))
                    .ifPresent(process -> {
                        process.descendants().forEach(ProcessHandle::destroyForcibly);
                        process.destroyForcibly();
                    });
        } catch (IOException | NumberFormatException e) {
            // None was started, or it has been forgotten with the run folder.
        }
    }

    private static Path pidFile(ClusterConfig config) {
        return config.folders().run().resolve("training.pid");
    }
}
