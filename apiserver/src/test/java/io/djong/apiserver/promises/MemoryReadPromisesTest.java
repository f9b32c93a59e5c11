package io.djong.apiserver.promises;

import io.djong.base.time.VirtualEnvironment;
import io.djong.store.memory.MemoryStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;

/// The promises on the store in memory, in virtual time: a seed is always the same run.
final class MemoryReadPromisesTest {
    @Nested
    final class Seed1 extends Seeded {
        Seed1() {
            super(1);
        }
    }

    @Nested
    final class Seed2 extends Seeded {
        Seed2() {
            super(2);
        }
    }

    @Nested
    final class Seed3 extends Seeded {
        Seed3() {
            super(3);
        }
    }

    abstract static class Seeded extends ReadPromises {
        private final long seed;

        Seeded(long seed) {
            this.seed = seed;
        }

        @Override
        Recording recorded() throws Exception {
            var recorded = new AtomicReference<Recording>(new Recording());
            try (var environment = VirtualEnvironment.sealed(seed)) {
                environment.run(Duration.ofDays(1), () -> {
                    try (var store = new MemoryStore(environment)) {
                        recorded.set(new Run(environment, store, Duration.ofSeconds(30), seed).record());
                    }
                });
            }
            return recorded.get();
        }
    }
}
