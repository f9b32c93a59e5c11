package io.djong.client.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.time.VirtualEnvironment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRateTest {
    private static List<Long> waitsMs(double perSecond, int burst) throws Exception {
        List<Long> waits = new ArrayList<>();
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var rate = new RequestRate(environment, perSecond, burst);
                for (int i = 0; i < 5; i++)
                    waits.add(Duration.ofNanos(rate.await()).toMillis());
            });
        }
        return waits;
    }

    @Test
    void requestsAboveTheBurstWaitForTheRate() throws Exception {
        assertThat(waitsMs(50, 2)).containsExactly(0L, 0L, 20L, 20L, 20L);
    }

    @Test
    void noRateMeansNoWait() throws Exception {
        assertThat(waitsMs(0, 0)).containsOnly(0L);
    }
}
