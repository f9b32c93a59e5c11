package io.djong.djong.command;

import java.util.Objects;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// `djong version`: the version of Djong and of the Java that runs it.
final class VersionCommand implements Subcommand {
    @Override
    public CommandSpec spec() {
        var spec = CommandSpec.create().name("version");
        spec.usageMessage().description("Prints the versions of Djong and of the Java that runs it.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Terminal terminal) {
        terminal.out().println("djong " + version());
        terminal.out().println("java  " + Runtime.version());
        return 0;
    }

    /// The version in the jar's manifest; classes that Maven has not packed have none.
    static String version() {
        return Objects.requireNonNullElse(VersionCommand.class.getPackage().getImplementationVersion(), "unpacked");
    }
}
