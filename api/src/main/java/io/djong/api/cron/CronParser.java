package io.djong.api.cron;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads schedules.
final class CronParser {
    private static final String EVERY = "@every ";
    private static final long FIRST = 1;

    private CronParser() {}

    static CronSchedule parse(String text) throws CronException {
        if (text.isEmpty()) {
            throw new CronException("empty spec string");
        }
        String rest = text;
        @Nullable ZoneId zone = null;
        if (text.startsWith("TZ=") || text.startsWith("CRON_TZ=")) {
            int space = text.indexOf(' ');
            if (space < 0) {
                throw new CronException("invalid schedule format: runtime error: slice bounds out of range [:-1]");
            }
            zone = zone(text.substring(text.indexOf('=') + 1, space));
            rest = text.substring(space).strip();
        }
        return rest.startsWith("@") ? word(rest, zone) : fields(rest, zone);
    }

    private static @Nullable ZoneId zone(String name) throws CronException {
        if (name.equals("Local")) {
            return null;
        }
        var zone = TimeZones.find(name);
        if (zone == null) {
            throw new CronException("provided bad location " + name + ": " + TimeZones.refusal(name));
        }
        return zone;
    }

    private static CronSchedule fields(String text, @Nullable ZoneId zone) throws CronException {
        var fields = words(text);
        if (fields.size() != 5) {
            throw new CronException(
                    "expected exactly 5 fields, found " + fields.size() + ": [" + String.join(" ", fields) + "]");
        }
        long minutes = CronField.MINUTES.read(fields.get(0));
        long hours = CronField.HOURS.read(fields.get(1));
        long days = CronField.DAYS.read(fields.get(2));
        long months = CronField.MONTHS.read(fields.get(3));
        long weekdays = CronField.WEEKDAYS.read(fields.get(4));
        return new CronSchedule(minutes, hours, new CronDays(days, months, weekdays), zone);
    }

    private static List<String> words(String text) {
        var words = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean space = i == text.length() || isSpace(text.charAt(i));
            if (space && start >= 0) {
                words.add(text.substring(start, i));
                start = -1;
            } else if (!space && start < 0) {
                start = i;
            }
        }
        return words;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private static CronSchedule word(String text, @Nullable ZoneId zone) throws CronException {
        long anyDay = CronField.DAYS.all();
        long anyMonth = CronField.MONTHS.all();
        long anyWeekday = CronField.WEEKDAYS.all();
        long anyHour = CronField.HOURS.all();
        return switch (text) {
            case "@yearly", "@annually" ->
                new CronSchedule(FIRST, FIRST, new CronDays(FIRST << 1, FIRST << 1, anyWeekday), zone);
            case "@monthly" -> new CronSchedule(FIRST, FIRST, new CronDays(FIRST << 1, anyMonth, anyWeekday), zone);
            case "@weekly" -> new CronSchedule(FIRST, FIRST, new CronDays(anyDay, anyMonth, FIRST), zone);
            case "@daily", "@midnight" ->
                new CronSchedule(FIRST, FIRST, new CronDays(anyDay, anyMonth, anyWeekday), zone);
            case "@hourly" -> new CronSchedule(FIRST, anyHour, new CronDays(anyDay, anyMonth, anyWeekday), zone);
            default -> {
                if (text.startsWith(EVERY)) {
                    yield new CronSchedule(every(text));
                }
                throw new CronException("unrecognized descriptor: " + text);
            }
        };
    }

    /// Whole seconds, one at least.
    private static Duration every(String text) throws CronException {
        try {
            long seconds = GoDurations.parse(text.substring(EVERY.length())).toSeconds();
            return Duration.ofSeconds(Math.max(1, seconds));
        } catch (CronException e) {
            throw new CronException("failed to parse duration " + text + ": " + e.getMessage());
        }
    }
}
