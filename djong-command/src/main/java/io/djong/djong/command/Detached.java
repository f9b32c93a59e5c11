package io.djong.djong.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A program in a session of its own, that goes on when this one ends, with its output in a file.
///
/// It is no child of this process: a JVM that has a child waits for 0.3 seconds before it exits.
///
/// @param pid its number
record Detached(long pid) {
    /// The shell ends at once; `setsid` becomes the program, and keeps its number.
    private static final String SCRIPT = "setsid \"$@\" >>\"$0\" 2>&1 </dev/null & echo $!";

    /// Starts a program.
    ///
    /// @param log gets what it writes, after what is there
    static Detached start(Path log, List<String> command) throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        var line = new ArrayList<>(List.of("sh", "-c", SCRIPT, log.toString()));
        line.addAll(command);
        var shell = new ProcessBuilder(line)
                .directory(Path.of("/").toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        shell.getOutputStream().close();
        var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        try {
            return new Detached(Long.parseLong(said));
        } catch (NumberFormatException e) {
            throw new IOException(log + " cannot be written, or there is no setsid", e);
        }
    }

    /// Whether it runs. One that has ended and that nobody asked about is still in the table of processes.
    boolean isAlive() {
        try {
            var state = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return state.charAt(state.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }
}
