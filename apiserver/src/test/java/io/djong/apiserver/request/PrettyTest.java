package io.djong.apiserver.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.apiserver.pipeline.FakeHttp;
import io.djong.http.Headers;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrettyTest {
    @ParameterizedTest
    @CsvSource({
        "'', kubectl/v1.36.3, false",
        "'', curl/8.5, true",
        "'', Wget, true",
        "'', Mozilla/5.0 (X11), true",
        "?pretty=false, curl/8.5, false",
        "?pretty=true, kubectl/v1.36.3, true",
        "?pretty=1, kubectl/v1.36.3, true",
        "?pretty=yes, curl/8.5, false",
        "?pretty=, curl/8.5, true",
    })
    void laysOutForPeople(String query, String program, boolean pretty) {
        var http = new FakeHttp("GET", "/api/v1/pods" + query, Headers.of("User-Agent", program), "");

        assertThat(new ApiExchange(http, http, "1", Instant.EPOCH).pretty()).isEqualTo(pretty);
    }
}
