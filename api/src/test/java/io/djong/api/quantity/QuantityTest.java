package io.djong.api.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.quantity.QuantityException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0n, 0",
        "0Ki, 0",
        "0e9, 0",
        "-0, 0",
        "+, 0",
        "m, 0",
        "00, 0",
        "0.0, 0",
        "0.000000000000000000001Ei, 1152922n",
        "1, 1",
        "+1, +1",
        "01, 01",
        "1000m, 1",
        "1m, 1m",
        "1.5, 1500m",
        "1.500, 1.500",
        "0.1m, 100u",
        "0.1n, 1n",
        "-0.1n, -1n",
        "100m, 100m",
        "0.5, 500m",
        ".5, 500m",
        "5., 5.",
        "1k, 1k",
        "1000, 1k",
        "1000k, 1M",
        "12345, 12345",
        "1Ki, 1Ki",
        "1024Ki, 1Mi",
        "1000Ki, 1000Ki",
        "1536Mi, 1536Mi",
        "1.5Gi, 1536Mi",
        "0.5Ki, 512",
        "1.1Ki, 1126400m",
        "0.1Ki, 102400m",
        "-1.5Gi, -1536Mi",
        "8Ei, 9223372036854775807",
        "16Ei, 9223372036854775807",
        "7Ei, 7Ei",
        "1e3, 1e3",
        "1E3, 1E3",
        "1000e3, 1e6",
        "12e6, 12e6",
        "1e-3, 1e-3",
        "1e2, 100",
        "123.45e3, 123450",
        "1e30, 1e30",
        "1000E, 1",
        "1E, 1E",
        "999999999999999999, 999999999999999999",
        "9999999999999999999, 9999999999999999999",
        "123456789012345678901234567890, 123456789012345678901234567890",
        "1e-2147483647, 1e-9",
        "100e2147483000, 10e2147483001",
        "5e4294967296, 5e4294967296",
    })
    void printsTheCanonicalForm(String text, String printed) throws QuantityException {
        assertThat(Quantity.parse(text)).hasToString(printed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1 ", " 1", "1.1.1", "1e1.5", "1Ki1x", "1_000", "٣", "1,5", "0x10"})
    void refusesWhatHasNoShape(String text) {
        assertReason(text, Reason.FORMAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1K",
                "1mi",
                "1ki",
                "1e",
                "1e+",
                "1i",
                "1Kik",
                "1mm",
                "5+3",
                "1e99999999999999999999",
                "1ei",
                "--1",
                "1m-"
            })
    void refusesUnknownSuffixes(String text) {
        assertReason(text, Reason.SUFFIX);
    }

    @Test
    void refusesNumbersWithoutDigits() {
        assertReason(".e-20", Reason.NUMERIC);
        assertReason("9".repeat(QuantityParser.LENGTH_MAX + 1), Reason.NUMERIC);
    }

    private static void assertReason(String text, Reason reason) {
        assertThatThrownBy(() -> Quantity.parse(text))
                .isInstanceOfSatisfying(
                        QuantityException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void saysWhatUpstreamSays() {
        assertThatThrownBy(() -> Quantity.parse("x"))
                .hasMessage("quantities must match the regular expression"
                        + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'");
        assertThatThrownBy(() -> Quantity.parse("1K")).hasMessage("unable to parse quantity's suffix");
        assertThatThrownBy(() -> Quantity.of("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void comparesNumbersWhateverTheNotation() {
        assertThat(Quantity.of("1")).isEqualTo(Quantity.of("1000m")).hasSameHashCodeAs(Quantity.of("1000m"));
        assertThat(Quantity.of("1Ki")).isEqualTo(Quantity.of("1.024k")).hasSameHashCodeAs(Quantity.of("1.024e3"));
        assertThat(Quantity.of("1Gi")).isGreaterThan(Quantity.of("1G"));
        assertThat(Quantity.of("-1")).isLessThan(Quantity.ZERO);
        assertThat(Quantity.of("1e2147483647")).isGreaterThan(Quantity.of("16Ei"));
        assertThat(Quantity.of("99999999999999999999"))
                .isEqualTo(Quantity.of("99999999999999999999000m"))
                .hasSameHashCodeAs(Quantity.of("99999999999999999999000m"));
        assertThat(Quantity.of("1500m").compareTo(1)).isPositive();
    }

    @Test
    void readsAsLongsRoundingAwayFromZero() {
        assertThat(Quantity.of("1500m").value()).isEqualTo(2);
        assertThat(Quantity.of("-1500m").value()).isEqualTo(-2);
        assertThat(Quantity.of("1n").milliValue()).isEqualTo(1);
        assertThat(Quantity.of("2Gi").value()).isEqualTo(1L << 31);
        assertThat(Quantity.of("2Gi").milliValue()).isEqualTo(1000L << 31);
        assertThat(Quantity.of("1e30").value()).isEqualTo(Long.MAX_VALUE);
        assertThat(Quantity.of("-12345678901234567890123").milliValue()).isEqualTo(Long.MIN_VALUE);
        assertThat(Quantity.of("12345678901234567890123").scaledValue(9)).isEqualTo(12345678901235L);
        assertThat(Quantity.of("12345678901234567890123").scaledValue(40)).isEqualTo(1);
        assertThat(Quantity.of("1").scaledValue(40)).isEqualTo(1);
    }

    @Test
    void calculates() {
        assertThat(Quantity.of("1500m").add(Quantity.of("1"))).hasToString("2500m");
        assertThat(Quantity.ZERO.add(Quantity.of("1Gi"))).hasToString("1Gi");
        assertThat(Quantity.of("1Gi").subtract(Quantity.of("512Mi"))).hasToString("512Mi");
        assertThat(Quantity.ZERO.subtract(Quantity.of("1Gi"))).hasToString("-1Gi");
        assertThat(Quantity.of("9223372036854775807").add(Quantity.of("1"))).hasToString("9223372036854775808");
        assertThat(Quantity.of("1e2147483647").add(Quantity.of("1"))).isEqualTo(Quantity.of("1e2147483647"));
        assertThat(Quantity.of("250m").multiply(6)).hasToString("1500m");
        assertThat(Quantity.of("9223372036854775807").multiply(10)).hasToString("92233720368547758070");
        assertThat(Quantity.of("1234567u").roundUp(Quantity.MILLI)).hasToString("1235m");
        assertThat(Quantity.ofUnits(2048, QuantityFormat.BINARY_SI)).hasToString("2Ki");
        assertThat(Quantity.ofMilli(2500, QuantityFormat.DECIMAL_SI)).hasToString("2500m");
    }

    @Test
    void trimsAsJsonDoes() throws QuantityException {
        assertThat(Quantity.parseTrimmed(" \t1Gi\n")).hasToString("1Gi");
        assertThatThrownBy(() -> Quantity.parseTrimmed("  ")).isInstanceOf(QuantityException.class);
    }
}
