package io.djong.base.log;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a class logs. The message is a constant sentence without a full stop, variables are fields:
///
/// ```java
/// private static final Log LOG = Log.of(PodWorker.class);
/// LOG.info("Pod deleted", POD.is(key), REASON.is(reason));
/// ```
///
/// Error: a human must act. Warning: something is wrong, and handled. Info: state changed. Debug:
/// per request. Trace: per step. Never log secrets, and never the same failure at two levels.
public final class Log {
    private final Logger logger;

    private Log(Logger logger) {
        this.logger = logger;
    }

    /// The log of a class.
    public static Log of(Class<?> type) {
        return new Log(System.getLogger(type.getName()));
    }

    /// A log that goes to this logger.
    static Log to(Logger logger) {
        return new Log(logger);
    }

    public void error(String message, LogField<?>... fields) {
        write(Level.ERROR, message, null, fields);
    }

    /// A failure somebody must act upon. Of a checked exception the message is told, of an
    /// unchecked one, which is a bug of ours, the stack as well.
    public void error(String message, Throwable failure, LogField<?>... fields) {
        write(Level.ERROR, message, failure, fields);
    }

    public void warning(String message, LogField<?>... fields) {
        write(Level.WARNING, message, null, fields);
    }

    public void warning(String message, Throwable failure, LogField<?>... fields) {
        write(Level.WARNING, message, failure, fields);
    }

    public void info(String message, LogField<?>... fields) {
        write(Level.INFO, message, null, fields);
    }

    public void debug(String message, LogField<?>... fields) {
        write(Level.DEBUG, message, null, fields);
    }

    public void debug(String message, Throwable failure, LogField<?>... fields) {
        write(Level.DEBUG, message, failure, fields);
    }

    public void trace(String message, LogField<?>... fields) {
        write(Level.TRACE, message, null, fields);
    }

    /// Whether debug lines are written, for those whose fields cost something.
    public boolean isDebug() {
        return logger.isLoggable(Level.DEBUG);
    }

    /// Whether trace lines are written.
    public boolean isTrace() {
        return logger.isLoggable(Level.TRACE);
    }

    private void write(Level level, String message, @Nullable Throwable failure, LogField<?>... fields) {
        if (!logger.isLoggable(level)) return;
        List<LogField<?>> list = Arrays.asList(fields);
        if (logger instanceof StructuredLogger structured) {
            structured.log(level, message, list, failure);
            return;
        }
        // Some other logger, of a test or of a program that embeds us: all in one text.
        String text = KlogFormat.text(message, list);
        if (failure == null) {
            logger.log(level, text);
        } else {
            logger.log(level, text, failure);
        }
    }
}
