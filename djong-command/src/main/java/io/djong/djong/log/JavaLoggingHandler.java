package io.djong.djong.log;

import io.djong.base.log.LogEvent;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.jspecify.annotations.Nullable;

/// Takes what libraries log by `java.util.logging` to where our own lines go, in their form.
public final class JavaLoggingHandler extends Handler {
    private final @Nullable LogFinder own;
    private final Formatter messages = new SimpleFormatter();

    /// For the JVM, which makes one when a library first logs (see [JavaLoggingConfig]).
    public JavaLoggingHandler() {
        this(System.LoggerFinder.getLoggerFinder() instanceof LogFinder found ? found : null);
    }

    JavaLoggingHandler(@Nullable LogFinder own) {
        this.own = own;
    }

    @Override
    public void publish(@Nullable LogRecord record) {
        if (record == null || own == null) return;
        own.write(new LogEvent(
                record.getInstant(),
                level(record.getLevel()),
                record.getLoggerName() == null ? "" : record.getLoggerName(),
                file(record),
                0,
                messages.formatMessage(record),
                List.of(),
                record.getThrown()));
    }

    /// The library's class stands for its file: asking the stack for a line costs more than it tells.
    private static String file(LogRecord record) {
        var name = record.getLoggerName() == null ? "library" : record.getLoggerName();
        return name.substring(name.lastIndexOf('.') + 1) + ".java";
    }

    private static Level level(java.util.logging.Level level) {
        int value = level.intValue();
        if (value >= java.util.logging.Level.SEVERE.intValue()) return Level.ERROR;
        if (value >= java.util.logging.Level.WARNING.intValue()) return Level.WARNING;
        if (value >= java.util.logging.Level.INFO.intValue()) return Level.INFO;
        return value >= java.util.logging.Level.FINE.intValue() ? Level.DEBUG : Level.TRACE;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
