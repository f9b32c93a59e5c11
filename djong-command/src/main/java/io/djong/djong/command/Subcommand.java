package io.djong.djong.command;

import java.util.List;

/// One subcommand of `djong`. A component's subcommand hands its arguments
/// untouched to the component's own flag parser; the others extend [OptionsCommand] or are a [CommandGroup].
interface Subcommand {
    /// The outcome of a command that did what it was asked.
    int DONE = 0;
    /// The outcome of one that could not.
    int FAILED = 1;
    /// The outcome of a command line that makes no sense.
    int MISUSED = 2;

    /// The last word of the command: `load` of `djong image load`.
    String name();

    /// One line for `--help` of the group.
    String summary();

    /// Runs.
    ///
    /// @param arguments what follows the name
    /// @return the exit status
    int run(List<String> arguments, Terminal terminal) throws InterruptedException;
}
