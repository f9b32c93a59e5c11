package io.djong.djong.command;

import io.djong.base.config.CommandLine;
import io.djong.base.config.ConfigNode;
import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.io.IOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A subcommand with flags and arguments of its own: takes the line apart, answers `--help`, and refuses what
/// makes no sense before anything is done.
abstract class OptionsCommand implements Subcommand {
    private final String path;
    private final String summary;
    private final Supplier<Options> options;
    private final Supplier<Options> shown;
    private final Arguments arguments;

    /// What a command takes besides flags.
    ///
    /// @param names as `--help` shows them, such as `FILE...`; "" for none
    /// @param least how many there must be
    /// @param most how many there may be
    record Arguments(String names, int least, int most) {
        static final Arguments NONE = new Arguments("", 0, 0);
    }

    /// @param path all words of the command: `djong image load`
    /// @param options asked for when the command is chosen: a component has many, and `djong version` should not
    ///     wait for them
    OptionsCommand(String path, String summary, Arguments arguments, Supplier<Options> options) {
        this(path, summary, arguments, options, options);
    }

    /// @param shown the options that change something; the others are taken as well, and `--help` leaves them out
    OptionsCommand(
            String path, String summary, Arguments arguments, Supplier<Options> options, Supplier<Options> shown) {
        this.path = path;
        this.summary = summary;
        this.arguments = arguments;
        this.options = options;
        this.shown = shown;
    }

    /// Does the work, with arguments that are as many as they should be and settings without errors.
    abstract int run(Settings settings, List<String> arguments, Terminal terminal) throws InterruptedException;

    /// What a file says besides the flags; null when there is none.
    ///
    /// @param flags what the flags alone say
    /// @throws IOException whose message says which file is wrong, and where
    @Nullable
    ConfigNode file(Settings flags) throws IOException {
        return null;
    }

    /// The same, for who needs the line as it was given.
    int run(Settings settings, CommandLine line, Terminal terminal) throws InterruptedException {
        return run(settings, line.arguments(), terminal);
    }

    @Override
    public final String name() {
        return path.substring(path.lastIndexOf(' ') + 1);
    }

    @Override
    public final String summary() {
        return summary;
    }

    @Override
    public final int run(List<String> line, Terminal terminal) throws InterruptedException {
        var known = options.get();
        var parsed = known.parse(line);
        if (parsed.wantsHelp()) {
            terminal.out().print(help(shown.get().help(terminal.columns())));
            return DONE;
        }
        Settings settings;
        try {
            settings = known.settings(parsed, file(known.settings(parsed, null)));
        } catch (IOException e) {
            terminal.err().println(path + ": " + e.getMessage());
            return FAILED;
        }
        settings.errors().forEach(error -> terminal.err().println(path + ": " + error));
        settings.warnings().forEach(warning -> terminal.err().println(path + ": " + warning));
        if (!settings.errors().isEmpty()) {
            return MISUSED;
        }
        int count = parsed.arguments().size();
        if (count < arguments.least() || count > arguments.most()) {
            var wanted = arguments.names().isEmpty() ? "takes no argument" : "wants " + arguments.names();
            terminal.err().println(path + ": " + wanted + "; see " + path + " --help");
            return MISUSED;
        }
        return run(settings, parsed, terminal);
    }

    /// Says why nothing was done.
    final int fail(Terminal terminal, String sentence) {
        terminal.err().println(path + ": " + sentence);
        return FAILED;
    }

    private String help(String flags) {
        return summary + "\n\nUsage: " + path + (flags.isEmpty() ? "" : " [flags]")
                + (arguments.names().isEmpty() ? "" : " " + arguments.names()) + "\n"
                + (flags.isEmpty() ? "" : "\n" + flags);
    }
}
