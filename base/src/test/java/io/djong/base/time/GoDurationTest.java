package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "+0, PT0S",
        "-0, PT0S",
        "5s, PT5S",
        "-5s, PT-5S",
        "1478s, PT24M38S",
        "5.0s, PT5S",
        "5.6s, PT5.6S",
        "5.s, PT5S",
        ".5s, PT0.5S",
        "1.004s, PT1.004S",
        "100.00100s, PT1M40.001S",
        "10ns, PT0.00000001S",
        "11us, PT0.000011S",
        "12µs, PT0.000012S",
        "12μs, PT0.000012S",
        "13ms, PT0.013S",
        "3h30m, PT3H30M",
        "10.5s4m, PT4M10.5S",
        "-2m3.4s, PT-2M-3.4S",
        "1h2m3s4ms5us6ns, PT1H2M3.004005006S",
        "0.3333333333333333333h, PT20M",
        "9223372036854775807ns, PT2562047H47M16.854775807S",
        "-9223372036854775808ns, PT-2562047H-47M-16.854775808S",
        "0.9223372036854775807h, PT55M20.413933267S",
    })
    void readsWhatGoReads(String text, Duration duration) throws GoDuration.Malformed {
        assertThat(GoDuration.parse(text)).isEqualTo(duration);
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "'' | time: invalid duration \"\"",
                "3 | time: missing unit in duration \"3\"",
                "- | time: invalid duration \"-\"",
                "s | time: invalid duration \"s\"",
                ". | time: invalid duration \".\"",
                ".s | time: invalid duration \".s\"",
                "+.s | time: invalid duration \"+.s\"",
                "1d | time: unknown unit \"d\" in duration \"1d\"",
                "3000000h | time: invalid duration \"3000000h\"",
                "9223372036854775808ns | time: invalid duration \"9223372036854775808ns\"",
                "-9223372036854775809ns | time: invalid duration \"-9223372036854775809ns\"",
                "1h x | time: unknown unit \"h x\" in duration \"1h x\"",
            },
            delimiter = '|')
    void refusesWhatGoRefuses(String text, String message) {
        assertThatThrownBy(() -> GoDuration.parse(text)).hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT0.000000001S, 1ns",
        "PT0.0000011S, 1.1µs",
        "PT0.0022S, 2.2ms",
        "PT3.3S, 3.3s",
        "PT4M5S, 4m5s",
        "PT4M5.001S, 4m5.001s",
        "PT5H6M7.001S, 5h6m7.001s",
        "PT8M0.000000001S, 8m0.000000001s",
        "PT1H, 1h0m0s",
        "PT-1.5S, -1.5s",
        "PT2562047H47M16.854775807S, 2562047h47m16.854775807s",
        "PT-2562047H-47M-16.854775808S, -2562047h47m16.854775808s",
    })
    void writesWhatGoWrites(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
    }

    @Test
    void readsWhatItWrites() throws GoDuration.Malformed {
        var random = new SplittableRandom(1);
        for (int i = 0; i < 10_000; i++) {
            var duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
            assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
        }
    }
}
