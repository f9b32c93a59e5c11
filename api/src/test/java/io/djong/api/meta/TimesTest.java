package io.djong.api.meta;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimesTest {
    @ParameterizedTest
    @CsvSource({
        "2024-02-29T01:02:03Z, 2024-02-29T01:02:03Z",
        "2024-02-29T01:02:03.987654321Z, 2024-02-29T01:02:03.987654321Z",
        "2024-02-29T01:02:03+01:30, 2024-02-28T23:32:03Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
    })
    void rfc3339IsRead(String text, Instant time) {
        assertThat(Times.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x | parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"",
                "2024-13-01T00:00:00Z | parsing time \"2024-13-01T00:00:00Z\": month out of range",
                "2023-02-29T00:00:00Z | parsing time \"2023-02-29T00:00:00Z\": day out of range",
                "2024-01-01 00:00:00Z | parsing time \"2024-01-01 00:00:00Z\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \" 00:00:00Z\" as \"T\"",
                "2024-01-01T25:00:00Z | parsing time \"2024-01-01T25:00:00Z\": hour out of range",
                "2024-01-01T00:00:00 | parsing time \"2024-01-01T00:00:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"Z07:00\"",
                "2024-01-01T00:00:00Zx | parsing time \"2024-01-01T00:00:00Zx\": extra text: \"x\"",
            })
    void errorsAreGos(String text, String error) {
        assertThat(Times.parse(text)).isNull();
        assertThat(Times.parseError(text, false)).isEqualTo(error);
    }

    @Test
    void microTimesNeedSixDigits() {
        assertThat(Times.parseMicros("2024-01-01T00:00:00.123456Z"))
                .isEqualTo(Instant.parse("2024-01-01T00:00:00.123456Z"));
        assertThat(Times.parseError("2024-01-01T00:00:00Z", true))
                .isEqualTo(
                        "parsing time \"2024-01-01T00:00:00Z\" as \"2006-01-02T15:04:05.000000Z07:00\": cannot parse \"Z\" as \".000000\"");
    }

    @Test
    void spellingIsUpstreams() {
        var time = Instant.parse("2024-03-04T05:06:07.080910123Z");
        assertThat(Times.seconds(time)).isEqualTo("2024-03-04T05:06:07Z");
        assertThat(Times.micros(time)).isEqualTo("2024-03-04T05:06:07.080910Z");
        assertThat(Times.seconds(Instant.parse("+12345-01-01T00:00:00Z"))).isEqualTo("12345-01-01T00:00:00Z");
        assertThat(Times.seconds(Instant.parse("-0012-01-01T00:00:00Z"))).isEqualTo("-0012-01-01T00:00:00Z");
        assertThat(Times.toMicros(time)).isEqualTo(Instant.parse("2024-03-04T05:06:07.080910Z"));
    }
}
