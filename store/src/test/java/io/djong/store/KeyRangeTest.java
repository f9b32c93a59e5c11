package io.djong.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyRangeTest {
    private static final List<String> KEYS = List.of(
            "",
            "\0",
            "a",
            "a\0",
            "a\0\0",
            "aa",
            "b",
            "\u007f",
            "\u0080",
            "\ud7ff",
            "\ue000",
            "\uffff",
            "\ud800\udc00",
            "\ud83d\ude00a",
            "\udbff\udfff");

    @Test
    void theOrderIsThatOfTheUtf8Bytes() {
        for (String left : KEYS) {
            for (String right : KEYS) {
                assertThat(Integer.signum(KeyRange.compare(left, right)))
                        .as("%s and %s", left, right)
                        .isEqualTo(Integer.signum(Arrays.compareUnsigned(left.getBytes(UTF_8), right.getBytes(UTF_8))));
            }
        }
    }

    @Test
    void aPrefixHoldsWhatBeginsWithIt() {
        for (String prefix : KEYS) {
            for (String key : KEYS) {
                assertThat(KeyRange.prefix(prefix).contains(key))
                        .as("%s and %s", prefix, key)
                        .isEqualTo(key.startsWith(prefix));
                assertThat(KeyRange.prefix(prefix).contains(prefix + key)).isTrue();
            }
        }
        assertThat(KeyRange.prefix("/pods/").toExclusive()).isEqualTo("/pods0");
        assertThat(KeyRange.prefix("a\ud7ff").toExclusive()).isEqualTo("a\ue000");
        assertThat(KeyRange.prefix("a\udbff\udfff").toExclusive()).isEqualTo("b");
        assertThat(KeyRange.prefix("\udbff\udfff").toExclusive()).isEmpty();
    }

    @Test
    void theNextPageBeginsAfterTheLastKey() {
        var rest = new KeyRange("a", "c").after("b");
        assertThat(rest.contains("b")).isFalse();
        assertThat(rest.contains("b\0")).isTrue();
        assertThat(rest.contains("c")).isFalse();
    }

    @Test
    void aKeyHasAUtf8Form() {
        assertThatThrownBy(() -> KeyRange.checkKey("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyRange.checkKey("a\ud800")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> KeyRange.checkKey("a\udc00b")).isInstanceOf(IllegalArgumentException.class);
        KeyRange.checkKey("\ud83d\ude00");
    }
}
