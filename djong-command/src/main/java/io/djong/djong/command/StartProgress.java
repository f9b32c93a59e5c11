package io.djong.djong.command;

import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// How far a cluster that starts in the background has come: a file that it writes and `djong up` reads.
final class StartProgress {
    private static final String STEP = "step ";
    private static final String FAILED = "failed ";
    private static final String DONE = "done";
    private static final String READY = "ready";

    private final Path file;

    private StartProgress(Path file) {
        this.file = file;
    }

    /// What was reached so far.
    ///
    /// @param steps in order
    /// @param failure why it ended; "" when it did not
    /// @param done whether all parts run
    /// @param nodeReady whether the node takes pods
    record Reached(List<String> steps, String failure, boolean done, boolean nodeReady) {}

    /// Of the cluster that keeps its things there.
    static StartProgress of(ClusterFolders folders) {
        return new StartProgress(folders.run().resolve("progress"));
    }

    /// Of one that starts now: what an earlier one wrote goes.
    static StartProgress begin(ClusterFolders folders) throws ClusterException {
        try {
            Files.createDirectories(folders.run());
            var progress = of(folders);
            Files.writeString(progress.file, "");
            return progress;
        } catch (IOException e) {
            throw new ClusterException("the folder " + folders.run() + " cannot be written: " + e.getMessage(), e);
        }
    }

    void reached(String step) {
        write(STEP + step);
    }

    void failed(String sentence) {
        write(FAILED + sentence.replace('\n', ' '));
    }

    void done() {
        write(DONE);
    }

    void nodeReady() {
        write(READY);
    }

    /// Nobody's work fails because its progress cannot be told.
    private void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.APPEND, StandardOpenOption.CREATE);
        } catch (IOException e) {
            System.err.println("djong server: " + file + " cannot be written: " + e.getMessage());
        }
    }

    /// What the file says now.
    Reached read() {
        List<String> lines;
        try {
            lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            lines = List.of();
        }
        var failure = lines.stream()
                .filter(line -> line.startsWith(FAILED))
                .map(line -> line.substring(FAILED.length()))
                .findFirst();
        return new Reached(
                lines.stream()
                        .filter(line -> line.startsWith(STEP))
                        .map(line -> line.substring(STEP.length()))
                        .toList(),
                failure.orElse(""),
                lines.contains(DONE),
                lines.contains(READY));
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.err.println("djong: " + file + " cannot be deleted: " + e.getMessage());
        }
    }
}
