package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The same seed writes the same, byte by byte.
class ReplayTest {
    @Test
    void theSameSeedWritesTheSame() throws Exception {
        assertThat(hash(5)).isEqualTo(hash(5));
    }

    private static String hash(long seed) throws Exception {
        return SimulationRun.of(seed, run -> {
            run.deploy(7);
            run.settle(Duration.ofMinutes(5));
        });
    }
}
