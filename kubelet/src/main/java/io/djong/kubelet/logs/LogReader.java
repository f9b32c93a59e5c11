package io.djong.kubelet.logs;

import io.djong.base.time.Environment;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;

/// Reads containers' logs.
///
/// Promises: each selected line once, in the file's order, also when the file is rotated while it
/// is followed; when the container ends, what it wrote last is still given. Lines that are not in
/// the CRI's format are passed over, as upstream does. Non-promise: rotated files are not read when
/// reading begins.
public final class LogReader {
    /// How soon a follower sees what was written.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    /// After so many looks without news the container is asked whether it still runs.
    private static final int LOOKS_PER_QUESTION = 5;

    private final Environment environment;

    public LogReader(Environment environment) {
        this.environment = environment;
    }

    /// Whether more may come.
    @FunctionalInterface
    public interface Writing {
        /// False when the container has ended. Blocks (parks) the caller.
        boolean goesOn() throws InterruptedException;
    }

    /// Copies what is selected; stdout and stderr alike. Blocks (parks) the caller, while following
    /// for as long as `writing` goes on or until `out` fails.
    ///
    /// @param path of the log file, or a link to it
    /// @param out flushed by itself: each line is written at once
    /// @throws IOException when the file cannot be read or `out` not be written
    public void copy(Path path, LogSelection selection, Writing writing, OutputStream out)
            throws IOException, InterruptedException {
        var output = new LogOutput(out, selection);
        try (var file = LogFile.open(path)) {
            if (selection.tailLines() != null) {
                file.seekTail(selection.tailLines());
            }
            if (!lines(file, output, lineLimit(selection))) {
                return;
            }
            if (!selection.follow()) {
                rest(file, output);
                return;
            }
            follow(file, writing, output);
        }
    }

    /// Lines that are added while the last ones are read are not among the last ones.
    private static long lineLimit(LogSelection selection) {
        return selection.tailLines() == null || selection.follow() ? Long.MAX_VALUE : selection.tailLines();
    }

    private void follow(LogFile file, Writing writing, LogOutput output) throws IOException, InterruptedException {
        boolean goesOn = true;
        for (int looks = 1; ; looks++) {
            if (!lines(file, output, Long.MAX_VALUE)) {
                return;
            }
            if (!goesOn) {
                rest(file, output);
                return;
            }
            if (file.isReplaced()) {
                // Nobody writes to the old file any more, but somebody may have done so since it was read.
                if (!lines(file, output, Long.MAX_VALUE)) {
                    return;
                }
                rest(file, output);
                file.reopen();
            } else if (looks % LOOKS_PER_QUESTION == 0) {
                goesOn = writing.goesOn(); // If not, what was written meanwhile is read.
            } else {
                environment.timers().sleep(LOOK_AGAIN);
            }
        }
    }

    /// @return false when the output takes no more
    private static boolean lines(LogFile file, LogOutput output, long limit) throws IOException {
        for (long i = 0; i < limit; i++) {
            var line = file.next();
            if (line == null) {
                return true;
            }
            if (!write(line, output)) {
                return false;
            }
        }
        return limit == Long.MAX_VALUE;
    }

    /// A last line without an end.
    private static void rest(LogFile file, LogOutput output) throws IOException {
        var rest = file.rest();
        if (rest != null) {
            var _ = write(rest, output);
        }
    }

    private static boolean write(byte[] line, LogOutput output) throws IOException {
        var parsed = LogLine.parse(line);
        return parsed == null || output.write(parsed);
    }
}
