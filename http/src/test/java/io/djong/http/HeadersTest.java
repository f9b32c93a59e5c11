package io.djong.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeadersTest {
    private final Headers headers = Headers.of("Accept", "a, b", "X", "1", "accept", "c,,d ");

    @Test
    void findsWithoutCase() {
        assertThat(headers.first("ACCEPT")).isEqualTo("a, b");
        assertThat(headers.all("Accept")).containsExactly("a, b", "c,,d ");
        assertThat(headers.tokens("Accept")).containsExactly("a", "b", "c", "d");
        assertThat(headers.hasToken("accept", "D")).isTrue();
        assertThat(headers.hasToken("accept", "c,")).isFalse();
        assertThat(headers.first("none")).isNull();
        assertThat(headers.first("none", "other")).isEqualTo("other");
        assertThat(headers.all("none")).isEmpty();
    }

    @Test
    void changesByMakingOthers() {
        assertThat(headers.with("Accept", "e")).isEqualTo(Headers.of("X", "1", "Accept", "e"));
        assertThat(headers.plus("X", "2").all("x")).containsExactly("1", "2");
        assertThat(headers.without("accept")).isEqualTo(Headers.of("X", "1"));
        assertThat(headers.size()).isEqualTo(3);
        assertThat(headers.without("none")).isSameAs(headers);
    }

    @Test
    void holdsNothingThatBreaksTheFraming() {
        for (var name : new String[] {"", "a b", "a:", "a\r", "ä"}) {
            assertThatThrownBy(() -> Headers.of(name, "x")).isInstanceOf(IllegalArgumentException.class);
        }
        for (var value : new String[] {"a\r\nb: c", "a\n", "\0", "\u007f"}) {
            assertThatThrownBy(() -> Headers.of("x", value)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(Headers.of("x", "tab\tis fine, so is ü").size()).isEqualTo(1);
    }

    @Test
    void showsNoValues() {
        assertThat(Headers.of("Authorization", "Bearer secret")).hasToString("[Authorization]");
    }
}
