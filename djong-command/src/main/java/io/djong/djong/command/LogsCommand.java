package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterOptions;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// `djong logs`: what the cluster's process wrote.
final class LogsCommand extends ClusterCommand {
    static final String SUMMARY = "Shows the log of the cluster.";

    private static final Option<Boolean> FOLLOW = Option.of("follow", OptionTypes.BOOL, false)
            .key("")
            .shorthand('f')
            .help("Goes on with what is written from now on.");
    private static final Option<Boolean> RUNTIME =
            Option.of("containerd", OptionTypes.BOOL, false).key("").help("The log of the container runtime instead.");
    private static final Duration POLL = Duration.ofMillis(200);
    private static final int CHUNK_BYTES = 1 << 16;

    LogsCommand() {
        super(
                "djong logs",
                SUMMARY,
                Options.of(FOLLOW, RUNTIME),
                Options.of(ClusterOptions.DATA_DIR, ClusterOptions.CONFIG_DIR));
    }

    @Override
    int work(Settings settings, CommandLine line, Terminal terminal) throws ClusterException, InterruptedException {
        var folders = folders(settings);
        var file = settings.get(RUNTIME) ? folders.runtimeLog() : folders.log();
        if (!Files.isReadable(file)) {
            throw new ClusterException(
                    Files.exists(file.getParent())
                            ? "there is no log at " + file + " yet"
                            : "there is no log at " + file + ", or it is root's to read; djong up starts a cluster");
        }
        try (var environment = RealEnvironment.create()) {
            copy(environment, file, settings.get(FOLLOW), terminal);
        } catch (IOException e) {
            throw new ClusterException(file + " cannot be read: " + Failure.sentence(e), e);
        }
        return DONE;
    }

    private static void copy(Environment environment, Path file, boolean follow, Terminal terminal)
            throws IOException, InterruptedException {
        var chunk = new byte[CHUNK_BYTES];
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            while (true) {
                int count = log.read(chunk);
                if (count > 0) {
                    terminal.out().write(chunk, 0, count);
                } else if (follow) {
                    terminal.out().flush();
                    environment.timers().sleep(POLL);
                } else {
                    terminal.out().flush();
                    return;
                }
            }
        }
    }
}
