package io.djong.djong.command;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import io.djong.base.log.LogOptions;
import io.djong.djong.log.LogFinder;
import java.util.List;
import java.util.function.Supplier;

/// A subcommand that runs a component until the process is told to end. It has the log flags besides the
/// component's own, and they hold from the first line that the component logs.
abstract class ComponentCommand extends OptionsCommand {
    /// @param options the component's, without those of the log
    ComponentCommand(String path, String summary, Supplier<Options> options) {
        super(path, summary, Arguments.NONE, () -> options.get().and(LogOptions.ALL));
    }

    /// Starts the component, waits for the end, stops it.
    abstract int serve(Settings settings, Terminal terminal) throws InterruptedException;

    @Override
    final int run(Settings settings, List<String> arguments, Terminal terminal) throws InterruptedException {
        LogFinder.configure(LogOptions.of(settings));
        return serve(settings, terminal);
    }
}
