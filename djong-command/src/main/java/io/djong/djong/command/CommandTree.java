package io.djong.djong.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The tree of subcommands: parses a command line, runs what it names, and turns the outcome into an exit status.
final class CommandTree {
    private static final int USAGE_STATUS = 2;

    private final Map<String, Subcommand> subcommands = new LinkedHashMap<>();
    private final CommandLine line;

    /// @param subcommands in the order in which `--help` lists them
    CommandTree(List<Subcommand> subcommands) {
        var root = CommandSpec.create().name("djong");
        root.usageMessage().description("Kubernetes in Java: every component, in one process or many.");
        root.addOption(help());
        for (Subcommand subcommand : subcommands) {
            var spec = subcommand.spec().addOption(help());
            this.subcommands.put(spec.name(), subcommand);
            root.addSubcommand(spec.name(), spec);
        }
        line = new CommandLine(root);
    }

    /// @return the exit status: 0 done, 1 failed, 2 the command line makes no sense
    int run(String[] args, Terminal terminal) {
        try {
            var parsed = line.parseArgs(args);
            if (CommandLine.printHelpIfRequested(parsed)) {
                return 0;
            }
            if (!parsed.hasSubcommand()) {
                line.usage(terminal.err());
                return USAGE_STATUS;
            }
            var chosen = parsed.subcommand();
            var subcommand =
                    Objects.requireNonNull(subcommands.get(chosen.commandSpec().name()));
            return subcommand.run(chosen, terminal);
        } catch (ParameterException e) {
            terminal.err().println("djong: " + e.getMessage());
            UnmatchedArgumentException.printSuggestions(e, terminal.err());
            return USAGE_STATUS;
        } catch (InterruptedException e) {
            terminal.err().println("djong: interrupted");
            return 1;
        }
    }

    private static CommandLine.Model.OptionSpec help() {
        return CommandLine.Model.OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .arity("0")
                .type(boolean.class)
                .description("Shows this text.")
                .build();
    }
}
