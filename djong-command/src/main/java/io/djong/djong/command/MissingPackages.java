package io.djong.djong.command;

import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.Traces;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Installs what a node needs and this machine lacks, by the script that ships with the program,
/// and notes it, so that a reset can tell.
final class MissingPackages {
    private static final String INSTALLED = "installed ";

    private MissingPackages() {}

    static void install(ClusterConfig config, Terminal terminal) throws ClusterException, InterruptedException {
        var lacking = UpCommand.needed().stream()
                .filter(entry -> !Files.exists(Path.of(entry.substring(entry.indexOf(':') + 1))))
                .toList();
        if (lacking.isEmpty() || !config.runtimeEndpoint().isEmpty()) {
            return;
        }
        var names = lacking.stream()
                .map(entry -> entry.substring(0, entry.indexOf(':')))
                .toList();
        terminal.out().println("          installing " + String.join(", ", names) + " …");
        var command = new ArrayList<>(List.of(
                "bash",
                Path.of(System.getProperty("djong.home", ""), "lib/packages.bash")
                        .toString()));
        command.addAll(lacking);
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() != 0) {
                throw new ClusterException(said);
            }
            var lines = said.lines().filter(line -> line.startsWith(INSTALLED)).toList();
            for (String line : lines) {
                new Traces(config.folders().traces())
                        .noteInstalled(
                                List.of(line.substring(INSTALLED.length()).split(" ")));
            }
        } catch (IOException e) {
            throw new ClusterException("the packages could not be installed: " + Failure.sentence(e), e);
        }
    }
}
