package io.djong.api.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronScheduleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        * * * * *                   | 2026-01-31T23:59:30Z | 2026-02-01T00:00:00Z
        */15 * * * *                | 2026-01-31T23:45:00Z | 2026-02-01T00:00:00Z
        30 4 1,15 * 5               | 2026-11-21T00:00:00Z | 2026-11-27T04:30:00Z
        0 0 29 2 *                  | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z
        0 9-17/4 * jan-mar mon-fri  | 2026-03-31T17:00:00Z | 2027-01-01T09:00:00Z
        @hourly                     | 2026-01-01T00:00:00Z | 2026-01-01T01:00:00Z
        @weekly                     | 2026-11-21T00:00:00Z | 2026-11-22T00:00:00Z
        @monthly                    | 2026-11-21T00:00:00Z | 2026-12-01T00:00:00Z
        @yearly                     | 2026-11-21T00:00:00Z | 2027-01-01T00:00:00Z
        @every 1h30m                | 2026-01-01T00:00:00.5Z | 2026-01-01T01:30:00Z
        TZ=Europe/Berlin 0 3 * * *  | 2026-07-01T12:00:00Z | 2026-07-02T01:00:00Z
        CRON_TZ=America/New_York 30 2 8 3 * | 2026-01-01T00:00:00Z | 2027-03-08T07:30:00Z
        """)
    void theNextTime(String schedule, Instant after, Instant next) throws CronException {
        assertThat(CronSchedule.parse(schedule).next(after, UTC)).isEqualTo(next);
    }

    @Test
    void aDayThatIsInNoYear() throws CronException {
        assertThat(CronSchedule.parse("0 0 31 2 *").next(Instant.parse("2026-01-01T00:00:00Z"), UTC))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        60 * * * *      | end of range (60) above maximum (59): 60
        * * 0 * *       | beginning of range (0) below minimum (1): 0
        5-1 * * * *     | beginning of range (5) beyond end of range (1): 5-1
        */0 * * * *     | step of range should be a positive number: */0
        1-2-3 * * * *   | too many hyphens: 1-2-3
        1/2/3 * * * *   | too many slashes: 1/2/3
        x * * * *       | failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax
        * * * *         | expected exactly 5 fields, found 4: [* * * *]
        @reboot         | unrecognized descriptor: @reboot
        @every x        | failed to parse duration @every x: time: invalid duration "x"
        @every 5        | failed to parse duration @every 5: time: missing unit in duration "5"
        @every 5q       | failed to parse duration @every 5q: time: unknown unit "q" in duration "5q"
        TZ=UTC          | invalid schedule format: runtime error: slice bounds out of range [:-1]
        TZ=Nope @daily  | provided bad location Nope: unknown time zone Nope
        """)
    void whatIsNoSchedule(String schedule, String why) {
        assertThatThrownBy(() -> CronSchedule.parse(schedule)).hasMessage(why);
    }
}
