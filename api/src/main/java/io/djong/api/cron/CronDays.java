package io.djong.api.cron;

import java.time.ZonedDateTime;

/// The days of a schedule, as sets of bits.
///
/// @param ofMonth 1 to 31
/// @param months 1 to 12
/// @param ofWeek 0, which is Sunday, to 6
record CronDays(long ofMonth, long months, long ofWeek) {
    /// In a set: the field was a star, or the like.
    static final long STAR = 1L << 63;

    static final CronDays NONE = new CronDays(0, 0, 0);

    static boolean isSet(long bits, int number) {
        return (bits >>> number & 1) == 1;
    }

    boolean inMonth(int month) {
        return isSet(months, month);
    }

    /// Where both kinds of days are restricted, one of them is enough.
    boolean contains(ZonedDateTime time) {
        boolean month = isSet(ofMonth, time.getDayOfMonth());
        boolean week = isSet(ofWeek, time.getDayOfWeek().getValue() % 7);
        return (ofMonth & STAR) != 0 || (ofWeek & STAR) != 0 ? month && week : month || week;
    }
}
