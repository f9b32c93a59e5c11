package io.djong.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {
    @Test
    void takesTargetsApart() {
        assertThat(RequestTarget.parse("GET", "/a%2fb/%E2%82%AC+?x=%20&y#z"))
                .isEqualTo(new RequestTarget("/a%2fb/%E2%82%AC+", "/a/b/€+", "x=%20&y#z", ""));
        assertThat(RequestTarget.parse("GET", "/")).isEqualTo(new RequestTarget("/", "/", "", ""));
        assertThat(RequestTarget.parse("GET", "/?")).isEqualTo(new RequestTarget("/", "/", "", ""));
        assertThat(RequestTarget.parse("GET", "http://h:1/p?q")).isEqualTo(new RequestTarget("/p", "/p", "q", "h:1"));
        assertThat(RequestTarget.parse("GET", "HTTPS://h")).isEqualTo(new RequestTarget("/", "/", "", "h"));
        assertThat(RequestTarget.parse("GET", "http://h?q")).isEqualTo(new RequestTarget("/", "/", "q", "h"));
        assertThat(RequestTarget.parse("OPTIONS", "*")).isEqualTo(new RequestTarget("*", "*", "", ""));
        // Raw bytes above ASCII are one char each here.
        assertThat(RequestTarget.parse("GET", "/\u00e2\u0082\u00ac"))
                .extracting(target -> target.path())
                .isEqualTo("/€");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "*", "a", "/%", "/%4", "/%zz", "/%ff", "/a b", "/a\u0000", "http://", "ftp://h/", "h:80"})
    void refusesWhatIsMalformed(String target) {
        assertThat(RequestTarget.parse("GET", target)).isNull();
    }
}
