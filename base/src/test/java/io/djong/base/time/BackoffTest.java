package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static List<Long> seconds(Backoff backoff, int count) {
        var result = new ArrayList<Long>();
        var rest = backoff;
        for (int i = 0; i < count; i++) {
            var step = rest.step(new SeededRandom(1));
            result.add(step.delay().toSeconds());
            rest = step.rest();
        }
        return result;
    }

    private static Backoff seconds(long delay, double factor, int steps, long cap) {
        return new Backoff(Duration.ofSeconds(delay), factor, 0, steps, Duration.ofSeconds(cap));
    }

    @Test
    void growsForItsStepsThenStays() {
        assertThat(seconds(seconds(1, 2, 3, 0), 6)).containsExactly(1L, 2L, 4L, 8L, 8L, 8L);
        assertThat(seconds(seconds(1, 10, 5, 60), 5)).containsExactly(1L, 10L, 60L, 60L, 60L);
        assertThat(seconds(seconds(1, 0, 5, 0), 3)).containsExactly(1L, 1L, 1L);
        assertThat(seconds(seconds(1, 2, 0, 0), 3)).containsExactly(1L, 1L, 1L);
    }

    @Test
    void neverOverflows() {
        assertThat(seconds(seconds(1, 1e9, 100, 0), 100)).allMatch(s -> s > 0);
    }

    @Test
    void jitterOnlyAdds() {
        var backoff = new Backoff(Duration.ofSeconds(10), 1, 0.5, 1, Duration.ZERO);
        var random = new SeededRandom(3);
        for (int i = 0; i < 1000; i++) {
            assertThat(backoff.step(random).delay()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(15));
        }
    }

    @Test
    void refusesNegativeValues() {
        assertThatThrownBy(() -> seconds(-1, 1, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aDeadlineComesCloser() throws Exception {
        try (var environment = VirtualEnvironment.open(1)) {
            var deadline = Deadline.after(environment.ticker(), Duration.ofSeconds(5));
            environment.advance(Duration.ofSeconds(2));
            assertThat(deadline.remaining()).isEqualTo(Duration.ofSeconds(3));
            assertThat(deadline.isPast()).isFalse();
            environment.advance(Duration.ofSeconds(4));
            assertThat(deadline.remaining()).isZero();
            assertThat(deadline.isPast()).isTrue();
            assertThat(Deadline.never().isPast()).isFalse();
            assertThat(Deadline.after(environment.ticker(), Duration.ofSeconds(Long.MAX_VALUE))
                            .isNever())
                    .isTrue();
        }
    }
}
