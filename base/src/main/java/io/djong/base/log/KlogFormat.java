package io.djong.base.log;

import io.djong.base.time.GoDuration;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Upstream's text form (`--logging-format=text`, klog): `I1121 10:04:05.067890   12345
/// PodWorker.java:123] "Pod deleted" pod="default/web"`.
public final class KlogFormat implements LogFormat {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("MMdd HH:mm:ss.SSSSSS", Locale.ROOT);

    /// The process id stands right-aligned in so many columns.
    private static final int PID_COLUMNS = 7;

    private final long processId;
    private final ZoneId zone;

    /// @param zone in which times are written; upstream's is the machine's
    public KlogFormat(long processId, ZoneId zone) {
        this.processId = processId;
        this.zone = zone;
    }

    @Override
    public String format(LogEvent event) {
        var out = new StringBuilder(160);
        out.append(
                switch (event.level()) {
                    case ERROR -> 'E';
                    case WARNING -> 'W';
                    case ALL, TRACE, DEBUG, INFO, OFF -> 'I';
                });
        TIME.formatTo(event.time().atZone(zone), out);
        String pid = Long.toString(processId);
        out.append(' ').repeat(' ', Math.max(0, PID_COLUMNS - pid.length())).append(pid);
        out.append(' ').append(event.file()).append(':').append(event.line()).append("] ");
        quote(out, event.message());
        Throwable failure = event.failure();
        if (failure != null) text(out.append(" err"), LogEvent.describe(failure));
        fields(out, event.fields());
        if (failure != null && event.showsStack()) text(out.append(" stacktrace"), stack(failure));
        return out.append('\n').toString();
    }

    /// Message and fields, for loggers that know no fields.
    static String text(String message, List<LogField<?>> fields) {
        var out = new StringBuilder(message);
        fields(out, fields);
        return out.toString();
    }

    private static void fields(StringBuilder out, List<LogField<?>> fields) {
        for (LogField<?> field : fields) {
            out.append(' ').append(field.key().text());
            value(out, field.value());
        }
    }

    private static void value(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("=null");
            case Number number -> out.append('=').append(number);
            case Boolean bool -> out.append('=').append(bool);
            case Duration duration -> text(out, duration(duration));
            case Collection<?> items -> {
                out.append("=[");
                String separator = "";
                for (Object item : items) {
                    out.append(separator).append(item);
                    separator = " ";
                }
                out.append(']');
            }
            case Throwable failure -> text(out, LogEvent.describe(failure));
            default -> text(out, value.toString());
        }
    }

    /// A text in quotes; one of several lines as a block that is indented by a tab.
    private static void text(StringBuilder out, String value) {
        if (value.indexOf('\n') < 0) {
            out.append('=');
            quote(out, value);
            return;
        }
        out.append("=<\n");
        String body = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        for (String line : body.split("\n", -1)) out.append('\t').append(line).append('\n');
        out.append(" >");
    }

    static String duration(Duration duration) {
        try {
            return GoDuration.format(duration);
        } catch (ArithmeticException e) {
            return duration.toString();
        }
    }

    static String stack(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /// As Go's `strconv.Quote`.
    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            switch (point) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case 7 -> out.append("\\a");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case 11 -> out.append("\\v");
                default -> {
                    if (isPrintable(point)) {
                        out.appendCodePoint(point);
                    } else if (point < 0x80) {
                        out.append(String.format(Locale.ROOT, "\\x%02x", point));
                    } else if (point < 0x10000) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", point));
                    } else {
                        out.append(String.format(Locale.ROOT, "\\U%08x", point));
                    }
                }
            }
        }
        out.append('"');
    }

    private static boolean isPrintable(int point) {
        if (point == ' ') return true;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
