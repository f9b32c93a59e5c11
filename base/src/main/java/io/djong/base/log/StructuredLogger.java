package io.djong.base.log;

import java.lang.System.Logger;
import java.text.MessageFormat;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A logger that keeps fields apart from the message until the line gets its form. The program's
/// logger finder makes one for each name; what libraries log comes as a message without fields.
public final class StructuredLogger implements Logger {
    private static final StackWalker STACK = StackWalker.getInstance();
    private static final String OWN_NAME = StructuredLogger.class.getName();
    private static final String LOG_NAME = Log.class.getName();

    private final String name;
    private final InstantSource clock;
    private final Supplier<LogLevels> levels;
    private final Consumer<LogEvent> sink;

    /// @param name of the class that logs
    /// @param clock for the time of each line
    /// @param levels asked at each line, so that they may change while the program runs
    /// @param sink takes the lines; called by any thread, must not block for long
    public StructuredLogger(String name, InstantSource clock, Supplier<LogLevels> levels, Consumer<LogEvent> sink) {
        this.name = name;
        this.clock = clock;
        this.levels = levels;
        this.sink = sink;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean isLoggable(Level level) {
        return levels.get().isLoggable(name, level);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
        if (isLoggable(level)) log(level, localized(bundle, message), List.of(), thrown);
    }

    @Override
    public void log(
            Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... parameters) {
        if (!isLoggable(level)) return;
        String text = localized(bundle, format);
        boolean formats = parameters != null && parameters.length > 0 && text.indexOf('{') >= 0;
        log(level, formats ? formatted(text, parameters) : text, List.of(), null);
    }

    void log(Level level, String message, List<LogField<?>> fields, @Nullable Throwable failure) {
        var frame =
                STACK.walk(frames -> frames.filter(StructuredLogger::isCaller).findFirst());
        String file = frame.map(StackWalker.StackFrame::getFileName).orElse("unknown");
        int line = frame.map(StackWalker.StackFrame::getLineNumber).orElse(0);
        sink.accept(new LogEvent(clock.instant(), level, name, file, Math.max(0, line), message, fields, failure));
    }

    private static boolean isCaller(StackWalker.StackFrame frame) {
        String type = frame.getClassName();
        return !type.equals(OWN_NAME) && !type.equals(LOG_NAME) && !type.startsWith("java.lang.System$Logger");
    }

    private static String localized(@Nullable ResourceBundle bundle, @Nullable String message) {
        if (message == null) return "";
        try {
            return bundle == null ? message : bundle.getString(message);
        } catch (MissingResourceException e) {
            return message;
        }
    }

    private static String formatted(String text, @Nullable Object[] parameters) {
        try {
            return new MessageFormat(text, Locale.ROOT).format(parameters);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
