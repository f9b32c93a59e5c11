package io.djong.djong.command;

import java.util.List;
import java.util.function.Supplier;

/// A subcommand whose class is loaded when it is chosen: `djong version` should not load what `djong
/// apiserver` needs.
///
/// @param summary a constant of the command's class, which the compiler copies here
record Deferred(String name, String summary, Supplier<Subcommand> command) implements Subcommand {
    @Override
    public int run(List<String> arguments, Terminal terminal) throws InterruptedException {
        return command.get().run(arguments, terminal);
    }
}
