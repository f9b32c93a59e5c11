package io.djong.http.stream;

/// Which streams a remote command has.
///
/// @param tty stdout and stderr are one, and sizes of the terminal come in; implies that there is no stderr
public record CommandStreams(boolean stdin, boolean stdout, boolean stderr, boolean tty) {
    public CommandStreams {
        if (tty && stderr) throw new IllegalArgumentException("with a terminal there is no stderr of its own");
        if (!stdin && !stdout && !stderr) throw new IllegalArgumentException("a command without any stream");
    }
}
