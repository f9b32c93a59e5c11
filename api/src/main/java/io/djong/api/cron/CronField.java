package io.djong.api.cron;

import io.djong.api.json.GoQuote;
import java.util.List;
import java.util.Locale;

/// One of the five fields.
///
/// @param names of the numbers from `low` on, in lower case; none when they have none
record CronField(int low, int high, List<String> names) {
    static final CronField MINUTES = new CronField(0, 59, List.of());
    static final CronField HOURS = new CronField(0, 23, List.of());
    static final CronField DAYS = new CronField(1, 31, List.of());
    static final CronField MONTHS = new CronField(
            1, 12, List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
    static final CronField WEEKDAYS = new CronField(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

    /// The set of the numbers that the text means: ranges, and commas between them.
    long read(String text) throws CronException {
        long bits = 0;
        for (String range : text.split(",")) {
            if (!range.isEmpty()) {
                bits |= range(range);
            }
        }
        return bits;
    }

    /// All numbers, as a star means them.
    long all() {
        return bits(low, high, 1) | CronDays.STAR;
    }

    private long range(String text) throws CronException {
        var parts = text.split("/", -1);
        var ends = parts[0].split("-", -1);
        long star = 0;
        long start;
        long end;
        if (ends[0].equals("*") || ends[0].equals("?")) {
            start = low;
            end = high;
            star = CronDays.STAR;
        } else {
            start = number(ends[0]);
            end = switch (ends.length) {
                case 1 -> start;
                case 2 -> number(ends[1]);
                default -> throw new CronException("too many hyphens: " + text);
            };
        }
        long step = 1;
        if (parts.length == 2) {
            step = digits(parts[1]);
            end = ends.length == 1 ? high : end;
            star = step > 1 ? 0 : star;
        } else if (parts.length > 2) {
            throw new CronException("too many slashes: " + text);
        }
        check(text, start, end, step);
        return bits(start, end, step) | star;
    }

    private void check(String text, long start, long end, long step) throws CronException {
        if (start < low) {
            throw new CronException("beginning of range (" + start + ") below minimum (" + low + "): " + text);
        }
        if (end > high) {
            throw new CronException("end of range (" + end + ") above maximum (" + high + "): " + text);
        }
        if (start > end) {
            throw new CronException("beginning of range (" + start + ") beyond end of range (" + end + "): " + text);
        }
        if (step == 0) {
            throw new CronException("step of range should be a positive number: " + text);
        }
    }

    private static long bits(long start, long end, long step) {
        long bits = 0;
        for (long i = start; i <= end; i += Math.min(step, 64)) {
            bits |= 1L << i;
        }
        return bits;
    }

    private long number(String text) throws CronException {
        int index = names.indexOf(text.toLowerCase(Locale.ROOT));
        return index < 0 ? digits(text) : low + index;
    }

    private static long digits(String text) throws CronException {
        int from = text.startsWith("+") || text.startsWith("-") ? 1 : 0;
        boolean valid = text.length() > from;
        for (int i = from; i < text.length() && valid; i++) {
            valid = text.charAt(i) >= '0' && text.charAt(i) <= '9';
        }
        if (!valid) {
            throw unread(text, "invalid syntax");
        }
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw unread(text, "value out of range");
        }
        if (number < 0) {
            throw new CronException("negative number (" + number + ") not allowed: " + text);
        }
        return number;
    }

    private static CronException unread(String text, String why) {
        return new CronException(
                "failed to parse int from " + text + ": strconv.Atoi: parsing " + GoQuote.quote(text) + ": " + why);
    }
}
