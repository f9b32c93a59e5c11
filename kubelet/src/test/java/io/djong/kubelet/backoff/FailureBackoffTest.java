package io.djong.kubelet.backoff;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureBackoffTest {
    private final FailureBackoff backoff = new FailureBackoff(Duration.ofSeconds(10), Duration.ofSeconds(300));

    @Test
    void doublesUpToTheLongest() {
        var expected = new long[] {10, 20, 40, 80, 160, 300, 300};
        for (long seconds : expected) {
            backoff.failed("k", at(0), at(0));
            assertThat(backoff.delay("k")).hasSeconds(seconds);
        }
    }

    @Test
    void waitsFromTheEvent() {
        backoff.failed("k", at(0), at(0));

        assertThat(backoff.leftSince("k", at(5), at(8))).hasSeconds(7);
        assertThat(backoff.leftSince("k", at(5), at(15))).isZero();
        assertThat(backoff.leftSince("other", at(5), at(8))).isZero();
    }

    @Test
    void beginsAnewAfterALongQuiet() {
        backoff.failed("k", at(0), at(0));
        backoff.failed("k", at(0), at(0));

        assertThat(backoff.leftSince("k", at(601), at(602))).isZero();
        backoff.failed("k", at(601), at(602));
        assertThat(backoff.delay("k")).hasSeconds(10);
    }

    @Test
    void forgets() {
        backoff.failed("pod/a", at(0), at(0));

        backoff.forget(key -> key.startsWith("pod/"));

        assertThat(backoff.leftSinceFailure("pod/a", at(1))).isZero();
    }

    private static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
