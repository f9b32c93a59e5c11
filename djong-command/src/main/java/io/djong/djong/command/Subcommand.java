package io.djong.djong.command;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One subcommand of `djong`: what it accepts, and what it does.
interface Subcommand {
    /// The name, options, positional parameters and help text. Built without annotations: picocli's reflection costs
    /// 0.3 s of every call.
    CommandSpec spec();

    /// Runs with arguments that fit [#spec()].
    ///
    /// @return the exit status: 0 done, 1 failed
    int run(ParseResult arguments, Terminal terminal) throws InterruptedException;
}
