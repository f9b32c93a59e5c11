package io.djong.djong.command;

import java.util.List;

/// The program's entry.
public final class Djong {
    private Djong() {}

    public static void main(String[] args) {
        var terminal = new Terminal(System.out, System.err);
        int status = new CommandTree(List.of(new VersionCommand())).run(args, terminal);
        System.exit(status);
    }
}
