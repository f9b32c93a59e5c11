package io.djong.cel;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.regex.Pattern;

/// Times and durations as texts, as Go reads them.
final class TimeTexts {
    private static final Pattern DURATION =
            Pattern.compile("[-+]?(0|((\\d++(\\.\\d*+)?|\\.\\d++)(ns|us|µs|μs|ms|s|m|h))++)");
    private static final Pattern PART = Pattern.compile("(\\d*+\\.?\\d*+)(ns|us|µs|μs|ms|s|m|h)");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d++)?(Z|[-+]\\d\\d:\\d\\d)");
    private static final Map<String, Long> NANOS = Map.of(
            "ns", 1L,
            "us", 1_000L,
            "µs", 1_000L,
            "μs", 1_000L,
            "ms", 1_000_000L,
            "s", 1_000_000_000L,
            "m", 60_000_000_000L,
            "h", 3_600_000_000_000L);
    private static final BigDecimal NANOS_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int YEAR_MIN = 1;

    private TimeTexts() {}

    /// Whether it is a duration of no more nanoseconds than 63 bits hold.
    static boolean isDuration(String text) {
        if (!DURATION.matcher(text).matches()) {
            return false;
        }
        var sum = PART.matcher(text)
                .results()
                .map(part -> new BigDecimal("0" + part.group(1) + (part.group(1).endsWith(".") ? "0" : ""))
                        .multiply(BigDecimal.valueOf(NANOS.getOrDefault(part.group(2), 0L))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return sum.compareTo(NANOS_MAX) <= 0;
    }

    /// Whether it is a time of RFC 3339, not before the year 1.
    static boolean isTime(String text) {
        if (!TIME.matcher(text).matches()) {
            return false;
        }
        try {
            return OffsetDateTime.parse(text).getYear() >= YEAR_MIN;
        } catch (DateTimeParseException e) {
            return false;
        }
    }
}
