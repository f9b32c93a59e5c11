package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoSpellingTest {
    @ParameterizedTest
    @CsvSource({
        "1.0, 1",
        "100.0, 100",
        "0.5, 0.5",
        "1e20, 100000000000000000000",
        "1e21, 1e+21",
        "1.5e300, 1.5e+300",
        "1e-6, 0.000001",
        "1e-7, 1e-7",
        "-1.25e-9, -1.25e-9",
        "-0.0, -0",
        "123456789.125, 123456789.125",
    })
    void doublesAreSpelledAsGoSpellsThem(double value, String text) {
        assertThat(JsonNumber.of(value).toJson()).isEqualTo(text);
    }

    @Test
    void integersBeyond64BitsBecomeDoubles() throws Exception {
        assertThat(JsonValue.parse("9223372036854775807")).isEqualTo(JsonNumber.of(Long.MAX_VALUE));
        assertThat(JsonValue.parse("-9223372036854775808").toJson()).isEqualTo("-9223372036854775808");
        assertThat(((JsonNumber) JsonValue.parse("9223372036854775808")).isInteger())
                .isFalse();
        assertThat(JsonValue.parse("1.0")).isEqualTo(JsonNumber.of(1));
    }

    @Test
    void quotesAreGos() {
        assertThat(GoQuote.quote("a\"\\\n\u0001\u00fc\u00a0\ud83d\ude00\u200b"))
                .isEqualTo("\"a\\\"\\\\\\n\\x01\u00fc\\u00a0\ud83d\ude00\\u200b\"");
    }

    @Test
    void whatIsNotUtf8BecomesReplacementCharactersOneByOne() throws Exception {
        byte[] json = {'"', (byte) 0xff, (byte) 0xe6, (byte) 0x97, 'x', (byte) 0xc0, (byte) 0x80, '"'};
        assertThat(((JsonString) JsonValue.parse(json)).value()).isEqualTo("\ufffd\ufffd\ufffdx\ufffd\ufffd");
        assertThat(((JsonString) JsonValue.parse("\"\\ud800\\ud83d\\ude00\\udc00\"".getBytes(UTF_8))).value())
                .isEqualTo("\ufffd\ud83d\ude00\ufffd");
    }

    @Test
    void mapsAreInTheOrderOfUtf8() {
        assertThat(OrderedMap.compare("\uffff", "\ud83d\ude00")).isNegative();
        assertThat(OrderedMap.compare("a", "ab")).isNegative();
        assertThat(OrderedMap.compare("b", "ab")).isPositive();
        var map = OrderedMap.of("b", 1).with("a", 2).with("b", 3);
        assertThat(map.toString()).isEqualTo("{a=2, b=3}");
        assertThat(map.without("a")).isEqualTo(OrderedMap.of("b", 3));
    }
}
