package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.ConfigNode;
import io.djong.base.config.Option;
import io.djong.base.config.OptionTypes;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.log.LogOptions;
import io.djong.cluster.bootstrap.ClusterConfig;
import io.djong.cluster.bootstrap.ClusterException;
import io.djong.cluster.bootstrap.ClusterFolders;
import io.djong.cluster.bootstrap.ClusterOptions;
import io.djong.cluster.bootstrap.NodeAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the commands share that start, look at and end the cluster of this machine: its flags, and the file
/// that has the same ones as keys.
abstract class ClusterCommand extends OptionsCommand {
    static final Option<String> CONFIG = Option.of("config", OptionTypes.STRING, "")
            .key("")
            .help("The `file` with the same keys as flags; config.yaml in the configuration folder unless set.");

    /// All flags of the cluster are taken, so that a line that `djong up` was given can be given again.
    ///
    /// @param own flags of this command alone
    /// @param meant those of the cluster that make a difference to it: `--help` shows only these
    ClusterCommand(String path, String summary, Options own, Options meant) {
        super(
                path,
                summary,
                Arguments.NONE,
                () -> Options.of(CONFIG).and(own).and(ClusterOptions.OPTIONS).and(LogOptions.ALL),
                () -> Options.of(CONFIG).and(own).and(meant));
    }

    /// Does the work, or says in a sentence why it cannot.
    abstract int work(Settings settings, CommandLine line, Terminal terminal)
            throws ClusterException, InterruptedException;

    @Override
    @Nullable
    final ConfigNode file(Settings flags) throws IOException {
        var named = flags.get(CONFIG);
        var file =
                named.isEmpty() ? Path.of(flags.get(ClusterOptions.CONFIG_DIR)).resolve("config.yaml") : Path.of(named);
        return named.isEmpty() && !Files.exists(file) ? null : ConfigFile.read(file);
    }

    @Override
    final int run(Settings settings, List<String> arguments, Terminal terminal) {
        throw new UnsupportedOperationException("needs the line");
    }

    @Override
    final int run(Settings settings, CommandLine line, Terminal terminal) throws InterruptedException {
        try {
            return work(settings, line, terminal);
        } catch (ClusterException e) {
            return fail(terminal, String.valueOf(e.getMessage()));
        }
    }

    static ClusterFolders folders(Settings settings) {
        return ClusterOptions.folders(settings);
    }

    /// The configuration, with what the machine says where the user said nothing.
    static ClusterConfig config(Settings settings) throws ClusterException {
        var name = nodeName(settings);
        var problem = ClusterOptions.nodeNameProblem(name);
        if (problem != null) {
            throw new ClusterException("the name of this machine, " + name + ", cannot be a node's (it " + problem
                    + "); give the node a name with --node-name");
        }
        return ClusterOptions.config(settings, name, NodeAddress.ofMachine(settings));
    }

    /// As it was at the first start, else as the machine is called now.
    private static String nodeName(Settings settings) throws ClusterException {
        if (!settings.get(ClusterOptions.NODE_NAME).isEmpty()) {
            return settings.get(ClusterOptions.NODE_NAME);
        }
        var remembered = folders(settings).nodeName();
        try {
            return Files.exists(remembered) ? Files.readString(remembered).strip() : machineName();
        } catch (IOException e) {
            throw new ClusterException(remembered + " cannot be read: " + Failure.ofFile(e), e);
        }
    }

    /// What the machine calls itself, in small letters.
    static String machineName() {
        return RemoteCommand.machineName().toLowerCase(Locale.ROOT);
    }

    /// Most of what these commands do, only root may do.
    static void requireRoot(String what) throws ClusterException {
        if (!isRoot()) {
            throw new ClusterException(what + " needs root; run it again with sudo");
        }
    }

    /// Whether this process is root's. Without /proc nobody is.
    static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException e) {
            return false;
        }
    }
}
