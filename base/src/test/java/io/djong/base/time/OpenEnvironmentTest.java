package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenEnvironmentTest {
    private final VirtualEnvironment environment = VirtualEnvironment.open(7);
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void close() {
        environment.close();
    }

    private void note(String event) {
        events.add(Duration.between(VirtualEnvironment.BEGINNING, environment.now())
                        .toSeconds() + " " + event);
    }

    @Test
    void timeStandsStillAndMovesByAdvance() throws Exception {
        environment.timers().every(Duration.ofSeconds(10), () -> note("tick"));
        environment.timers().once(Duration.ofSeconds(25), () -> note("once"));
        environment.awaitIdle();
        assertThat(events).isEmpty();
        environment.advance(Duration.ofSeconds(31));
        assertThat(events).containsExactly("10 tick", "20 tick", "25 once", "30 tick");
        assertThat(environment.now()).isEqualTo(VirtualEnvironment.BEGINNING.plusSeconds(31));
    }

    @Test
    void settleGoesFromOneShotToOneShot() throws Exception {
        environment.timers().every(Duration.ofSeconds(10), () -> note("tick"));
        environment.threads().start("sleeper", () -> {
            try {
                for (int i = 0; i < 3; i++) {
                    environment.timers().sleep(Duration.ofSeconds(7));
                    note("slept");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        assertThat(environment.settle(Duration.ofMinutes(1))).isTrue();
        assertThat(events).containsExactly("7 slept", "10 tick", "14 slept", "20 tick", "21 slept");
    }

    @Test
    void whatIsDueAtOnceRunsWithoutAdvance() throws Exception {
        var ran = new CountDownLatch(1);
        environment.timers().once(Duration.ZERO, ran::countDown);
        ran.await();
    }

    @Test
    void timedWaitsEnd() throws Exception {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        var results = new LinkedBlockingQueue<Boolean>();
        environment.threads().start("waiter", () -> {
            lock.lock();
            try {
                results.add(environment.timers().await(lock, condition, Duration.ofSeconds(5)));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                lock.unlock();
            }
        });
        environment.advance(Duration.ofSeconds(5));
        assertThat(results.take()).isFalse();
    }

    @Test
    void platformThreadsMayWaitForVirtualTime() throws Exception {
        var slept = new CountDownLatch(1);
        var asleep = new CountDownLatch(1);
        var thread = environment.threads().platform("library").newThread(() -> {
            asleep.countDown();
            try {
                environment.timers().sleep(Duration.ofDays(1));
                slept.countDown();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        thread.start();
        asleep.await();
        while (thread.getState() != Thread.State.WAITING) Thread.onSpinWait();
        environment.advance(Duration.ofDays(1));
        slept.await();
        assertThat(thread.getName()).isEqualTo("library-1");
    }

    @Test
    void anExceptionInAThreadFailsTheNextOperation() {
        environment.threads().start("broken", () -> {
            throw new IllegalStateException("disk");
        });
        assertThatThrownBy(environment::awaitIdle)
                .isInstanceOf(SimulationException.class)
                .hasMessageContainingAll("broken", "disk");
    }

    @Test
    void timeCanFollowRealTimeAndRunAhead() throws Exception {
        try (var following = VirtualEnvironment.openFollowing(7)) {
            var soon = new CountDownLatch(1);
            following.timers().once(Duration.ofMillis(5), soon::countDown);
            soon.await();
            var later = new CountDownLatch(1);
            following.timers().once(Duration.ofDays(2), later::countDown);
            following.advance(Duration.ofDays(2));
            later.await();
            assertThat(following.now()).isAfter(VirtualEnvironment.BEGINNING.plus(Duration.ofDays(2)));
            var again = new CountDownLatch(1);
            following.timers().once(Duration.ofMillis(5), again::countDown);
            again.await();
        }
    }
}
