package io.djong.base.log;

import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One line of a log, before it has a form.
///
/// @param time when
/// @param level how important
/// @param logger the class that logs, by its full name
/// @param file the source file of the line that logs
/// @param line its number in there, 0 when unknown
/// @param message the constant sentence
/// @param fields the variables, in the order given
/// @param failure what went wrong, if something did
public record LogEvent(
        Instant time,
        Level level,
        String logger,
        String file,
        int line,
        String message,
        List<LogField<?>> fields,
        @Nullable Throwable failure) {
    public LogEvent {
        fields = List.copyOf(fields);
    }

    /// Upstream's number for the detail of a line (`-v`): 0 for what is always shown.
    int verbosity() {
        return LogLevels.verbosity(level);
    }

    /// Whether the failure is a bug, whose stack is wanted.
    boolean showsStack() {
        return failure instanceof RuntimeException || failure instanceof Error;
    }

    /// What the failure says; a name of its kind when it says nothing.
    static String describe(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }
}
