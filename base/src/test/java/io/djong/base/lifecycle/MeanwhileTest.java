package io.djong.base.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.time.VirtualEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class MeanwhileTest {
    @Test
    void goesOnBesideTheThreadThatBeganIt() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var seen = new ArrayList<String>();
                var slow = Meanwhile.begin(environment, "slow", () -> {
                    environment.timers().sleep(Duration.ofSeconds(2));
                    seen.add("slow");
                    return 7;
                });
                seen.add("here");
                assertThat(slow.await(RuntimeException.class)).isEqualTo(7);
                assertThat(seen).containsExactly("here", "slow");
            });
        }
    }

    @Test
    void itsFailureComesToWhoAwaitsIt() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var failing = Meanwhile.<String>begin(environment, "failing", () -> {
                    throw new IOException("no such file");
                });
                assertThatThrownBy(() -> failing.await(IOException.class)).isInstanceOf(IOException.class);
            });
        }
    }

    @Test
    void canBeAbandoned() throws Exception {
        try (var environment = VirtualEnvironment.sealed(1)) {
            environment.run(() -> {
                var seen = new ArrayList<String>();
                var endless = Meanwhile.begin(environment, "endless", () -> {
                    try {
                        environment.timers().sleep(Duration.ofDays(1));
                    } catch (InterruptedException e) {
                        seen.add("interrupted");
                    }
                    return "late";
                });
                environment.timers().sleep(Duration.ofSeconds(1));
                endless.abandon();
                assertThat(seen).containsExactly("interrupted");
            });
        }
    }
}
