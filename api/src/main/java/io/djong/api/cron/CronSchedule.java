package io.djong.api.cron;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// When something is due, as upstream's parser reads it: minute, hour, day of the month, month, day of the week; or
/// `@daily` and its like; or `@every 1h30m`. A zone may stand before it (`TZ=…` or `CRON_TZ=…`). Immutable.
///
/// Source: the page "CronJob" of Kubernetes and the behaviour of its API server.
public final class CronSchedule {
    /// A schedule that is not met in so many years is never met.
    private static final int YEARS = 5;

    private final long minutes;
    private final long hours;
    private final CronDays days;
    private final @Nullable ZoneId zone;
    private final @Nullable Duration period;

    CronSchedule(long minutes, long hours, CronDays days, @Nullable ZoneId zone) {
        this.minutes = minutes;
        this.hours = hours;
        this.days = days;
        this.zone = zone;
        this.period = null;
    }

    CronSchedule(Duration period) {
        this.minutes = 0;
        this.hours = 0;
        this.days = CronDays.NONE;
        this.zone = null;
        this.period = period;
    }

    /// Reads a schedule.
    ///
    /// @throws CronException when it is none
    public static CronSchedule parse(String text) throws CronException {
        return CronParser.parse(text);
    }

    /// The first time after this one.
    ///
    /// @param local the zone in which a schedule without a zone is meant
    /// @return null when there is none in the next five years
    public @Nullable Instant next(Instant after, ZoneId local) {
        if (period != null) {
            return after.truncatedTo(ChronoUnit.SECONDS).plus(period);
        }
        var here = zone == null ? local : zone;
        var time = ZonedDateTime.ofInstant(after, here)
                .truncatedTo(ChronoUnit.MINUTES)
                .plusMinutes(1);
        int lastYear = time.getYear() + YEARS;
        while (time.getYear() <= lastYear) {
            if (!days.inMonth(time.getMonthValue())) {
                time = startOfDay(time.toLocalDateTime().withDayOfMonth(1).plusMonths(1), here);
            } else if (!days.contains(time)) {
                time = startOfDay(time.toLocalDateTime().plusDays(1), here);
            } else if (!CronDays.isSet(hours, time.getHour())) {
                time = time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!CronDays.isSet(minutes, time.getMinute())) {
                time = time.plusMinutes(1);
            } else {
                return time.toInstant();
            }
        }
        return null;
    }

    private static ZonedDateTime startOfDay(LocalDateTime day, ZoneId zone) {
        return day.toLocalDate().atStartOfDay(zone);
    }
}
