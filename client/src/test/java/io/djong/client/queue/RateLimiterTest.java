package io.djong.client.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimiterTest {
    @Test
    void exponentialWaitStopsAtItsMaximumHoweverOftenItFails() {
        var limiter = new ExponentialFailureLimiter<String>(Duration.ofMillis(1), Duration.ofSeconds(1));
        for (int i = 0; i < 10; i++) assertThat(limiter.when("a")).isEqualTo(Duration.ofMillis(1L << i));
        for (int i = 0; i < 100; i++) assertThat(limiter.when("a")).isEqualTo(Duration.ofSeconds(1));
        assertThat(limiter.when("b")).isEqualTo(Duration.ofMillis(1));
        limiter.forget("a");
        assertThat(limiter.when("a")).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void bucketLetsABurstThroughAndThenOneAtATime() {
        long[] now = {-5};
        var limiter = new BucketLimiter<String>(() -> now[0], 10, 3);
        for (int i = 0; i < 3; i++) assertThat(limiter.when("a")).isZero();
        assertThat(limiter.when("a")).isEqualTo(Duration.ofMillis(100));
        assertThat(limiter.when("b")).isEqualTo(Duration.ofMillis(200));
        now[0] += Duration.ofMillis(500).toNanos();
        assertThat(limiter.when("a")).isZero();
    }
}
