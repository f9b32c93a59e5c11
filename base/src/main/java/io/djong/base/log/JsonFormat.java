package io.djong.base.log;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Upstream's JSON form (`--logging-format=json`): `ts` in milliseconds, `caller`, `msg`, `v` (not
/// of errors), the fields, `err`.
public final class JsonFormat implements LogFormat {
    @Override
    public String format(LogEvent event) {
        var out = new StringBuilder(200);
        out.append("{\"ts\":").append(millis(event.time()));
        out.append(",\"caller\":");
        string(out, caller(event));
        out.append(",\"msg\":");
        string(out, event.message());
        Throwable failure = event.failure();
        boolean isError = event.level() == System.Logger.Level.ERROR;
        if (!isError) out.append(",\"v\":").append(event.verbosity());
        for (LogField<?> field : event.fields()) {
            out.append(',');
            string(out, field.key().text());
            out.append(':');
            if (field.key().isReference() && field.value() != null) {
                reference(out, field.value().toString());
            } else {
                value(out, field.value());
            }
        }
        if (failure != null) {
            out.append(",\"err\":");
            string(out, LogEvent.describe(failure));
            if (event.showsStack()) {
                out.append(",\"stacktrace\":");
                string(out, KlogFormat.stack(failure));
            }
        }
        return out.append("}\n").toString();
    }

    /// `package/File.java:12`, as upstream's `package/file.go:12`.
    private static String caller(LogEvent event) {
        String[] names = event.logger().split("\\.", -1);
        String room = names.length > 1 ? names[names.length - 2] + "/" : "";
        return room + event.file() + ":" + event.line();
    }

    private static String millis(Instant time) {
        return BigDecimal.valueOf(time.getEpochSecond())
                .scaleByPowerOfTen(3)
                .add(BigDecimal.valueOf(time.getNano() / 1000, 3))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static void reference(StringBuilder out, String text) {
        int slash = text.indexOf('/');
        out.append("{\"name\":");
        string(out, text.substring(slash + 1));
        if (slash > 0) {
            out.append(",\"namespace\":");
            string(out, text.substring(0, slash));
        }
        out.append('}');
    }

    private static void value(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Double number when !Double.isFinite(number) -> string(out, number.toString());
            case Float number when !Float.isFinite(number) -> string(out, number.toString());
            case Number number -> out.append(number);
            case Boolean bool -> out.append(bool);
            case Duration duration -> string(out, KlogFormat.duration(duration));
            case Collection<?> items -> {
                out.append('[');
                String separator = "";
                for (Object item : items) {
                    out.append(separator);
                    value(out, item);
                    separator = ",";
                }
                out.append(']');
            }
            case Throwable failure -> string(out, LogEvent.describe(failure));
            default -> string(out, value.toString());
        }
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
