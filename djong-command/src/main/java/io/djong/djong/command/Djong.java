package io.djong.djong.command;

import java.util.List;

/// The program's entry.
public final class Djong {
    private Djong() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    /// Runs one command line in this process.
    ///
    /// @return the exit status: 0 done, 1 failed, 2 the command line makes no sense
    public static int run(String[] args) {
        var terminal = new Terminal(System.out, System.err);
        return new CommandTree(List.of(new VersionCommand())).run(args, terminal);
    }
}
