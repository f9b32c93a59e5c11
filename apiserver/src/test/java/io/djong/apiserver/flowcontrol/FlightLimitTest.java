package io.djong.apiserver.flowcontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FlightLimitTest {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Test
    void seatsAreGivenUntilThereAreNone() throws Exception {
        run(environment -> {
            var limit = new FlightLimit(environment, 2, PATIENCE);
            assertThat(limit.enter()).isTrue();
            assertThat(limit.enter()).isTrue();
            var before = environment.ticker().nanos();
            assertThat(limit.enter()).isFalse();
            assertThat(environment.ticker().nanos() - before).isGreaterThanOrEqualTo(PATIENCE.toNanos());
            limit.leave();
            assertThat(limit.enter()).isTrue();
            assertThat(limit.taken()).isEqualTo(2);
        });
    }

    @Test
    void whoWaitsFirstIsServedFirst() throws Exception {
        run(environment -> {
            var limit = new FlightLimit(environment, 1, PATIENCE);
            assertThat(limit.enter()).isTrue();
            List<Integer> served = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < 5; i++) {
                int number = i;
                environment.threads().start("waiter", () -> {
                    try {
                        if (limit.enter()) {
                            served.add(number);
                            limit.leave();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                environment.timers().sleep(Duration.ofMillis(1));
            }
            assertThat(limit.waiting()).isEqualTo(5);
            limit.leave();
            environment.timers().sleep(Duration.ofMillis(1));
            assertThat(served).containsExactly(0, 1, 2, 3, 4);
            assertThat(limit.taken()).isZero();
        });
    }

    @Test
    void zeroIsNoBound() throws Exception {
        run(environment -> {
            var limit = new FlightLimit(environment, 0, PATIENCE);
            for (int i = 0; i < 100; i++) {
                assertThat(limit.enter()).isTrue();
            }
        });
    }

    private interface Body {
        void run(VirtualEnvironment environment) throws Exception;
    }

    private static void run(Body body) throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> body.run(environment));
        }
    }
}
