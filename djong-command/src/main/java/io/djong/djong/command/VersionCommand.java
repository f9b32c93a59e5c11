package io.djong.djong.command;

import io.djong.base.config.Options;
import io.djong.base.config.Settings;
import java.util.List;
import java.util.Objects;

/// `djong version`: the version of Djong and of the Java that runs it.
final class VersionCommand extends OptionsCommand {
    VersionCommand() {
        super(
                "djong version",
                "Prints the versions of Djong and of the Java that runs it.",
                Arguments.NONE,
                () -> Options.of());
    }

    @Override
    int run(Settings settings, List<String> arguments, Terminal terminal) {
        terminal.out().println("djong " + version());
        terminal.out().println("java  " + Runtime.version());
        return DONE;
    }

    /// The version in the jar's manifest; classes that Maven has not packed have none.
    static String version() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "unpacked");
    }
}
