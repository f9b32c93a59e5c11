package io.djong.base.log;

/// A form of log lines.
@FunctionalInterface
public interface LogFormat {
    /// The whole line (or lines), with the line break at the end.
    String format(LogEvent event);
}
