package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealedEnvironmentTest {
    private final VirtualEnvironment simulation = VirtualEnvironment.sealed(7);
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        simulation.close();
    }

    private void note(String event) {
        events.add(
                Duration.between(VirtualEnvironment.BEGINNING, simulation.now()).toSeconds() + " " + event);
    }

    private void start(String name, VirtualEnvironment.Body body) {
        simulation.threads().start(name, () -> {
            try {
                body.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void timeJumpsWhileABodyRuns() throws Exception {
        simulation.timers().once(Duration.ofSeconds(30), () -> note("once"));
        simulation.run(() -> {
            simulation.timers().sleep(Duration.ofHours(1));
            note("slept");
        });
        assertThat(events).containsExactly("30 once", "3600 slept");
    }

    @Test
    void theWallClockMayBeSetAndTimersDoNotNotice() throws Exception {
        simulation.timers().once(Duration.ofSeconds(30), () -> note("once"));
        simulation.run(() -> {
            long ticks = simulation.ticker().nanos();
            simulation.stepClock(Duration.ofSeconds(-7));
            note("stepped");
            simulation.timers().sleep(Duration.ofMinutes(1));
            note("slept");
            assertThat(simulation.ticker().nanos() - ticks)
                    .isEqualTo(Duration.ofMinutes(1).toNanos());
        });
        assertThat(events).containsExactly("-7 stepped", "23 once", "53 slept");
    }

    @Test
    void periodicWorkWaitsForTheEndOfTheRunBefore() throws Exception {
        var timer = simulation.timers().every(Duration.ofSeconds(10), () -> {
            note("tick");
            try {
                simulation.timers().sleep(Duration.ofSeconds(5));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        simulation.advance(Duration.ofSeconds(41));
        assertThat(timer.cancel()).isTrue();
        simulation.advance(Duration.ofSeconds(100));
        assertThat(events).containsExactly("10 tick", "25 tick", "40 tick");
    }

    @Test
    void settleStopsAtPeriodicWorkAndAtTheLimit() throws Exception {
        simulation.timers().every(Duration.ofSeconds(10), () -> note("tick"));
        simulation.timers().once(Duration.ofSeconds(25), () -> note("once"));
        assertThat(simulation.settle(Duration.ofMinutes(1))).isTrue();
        assertThat(events).containsExactly("10 tick", "20 tick", "25 once");
        simulation.timers().once(Duration.ofHours(1), () -> note("late"));
        assertThat(simulation.settle(Duration.ofMinutes(1))).isFalse();
        assertThat(simulation.now()).isEqualTo(VirtualEnvironment.BEGINNING.plusSeconds(25));
    }

    @Test
    void insideOneCanAwaitIdleAdvanceAndSettle() throws Exception {
        var queue = new LinkedBlockingQueue<String>();
        start("worker", () -> {
            while (true) note(queue.take());
        });
        simulation.run(() -> {
            queue.add("a");
            queue.add("b");
            simulation.awaitIdle();
            assertThat(events).containsExactly("0 a", "0 b");
            simulation.timers().once(Duration.ofSeconds(3), () -> queue.add("c"));
            simulation.advance(Duration.ofSeconds(2));
            assertThat(events).hasSize(2);
            simulation.settle(Duration.ofMinutes(1));
            assertThat(events).last().isEqualTo("3 c");
        });
    }

    @Test
    void timedWaitsEnd() throws Exception {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        simulation.run(() -> {
            lock.lock();
            try {
                assertThat(simulation.timers().await(lock, condition, Duration.ofSeconds(2)))
                        .isFalse();
                note("timed out");
                simulation.timers().once(Duration.ofSeconds(1), () -> {
                    lock.lock();
                    try {
                        condition.signal();
                    } finally {
                        lock.unlock();
                    }
                });
                assertThat(simulation.timers().await(lock, condition, Duration.ofSeconds(9)))
                        .isTrue();
                note("signalled");
            } finally {
                lock.unlock();
            }
        });
        assertThat(events).containsExactly("2 timed out", "3 signalled");
        assertThat(simulation.settle(Duration.ofDays(1))).isTrue();
        assertThat(simulation.now()).isEqualTo(VirtualEnvironment.BEGINNING.plusSeconds(3));
    }

    @Test
    void aTimedWaitEndsThoughAnotherHoldsTheLock() throws Exception {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        start("holder", () -> {
            simulation.timers().sleep(Duration.ofSeconds(1));
            lock.lock();
            try {
                simulation.timers().sleep(Duration.ofSeconds(5));
            } finally {
                lock.unlock();
            }
        });
        simulation.run(() -> {
            lock.lock();
            try {
                assertThat(simulation.timers().await(lock, condition, Duration.ofSeconds(2)))
                        .isFalse();
                note("timed out");
            } finally {
                lock.unlock();
            }
        });
        assertThat(events).containsExactly("6 timed out");
    }

    @Test
    void interruptsEndWaits() throws Exception {
        simulation.run(() -> {
            var sleeper = simulation.threads().start("sleeper", () -> {
                try {
                    simulation.timers().sleep(Duration.ofDays(400));
                } catch (InterruptedException e) {
                    note("interrupted");
                }
            });
            simulation.awaitIdle();
            sleeper.interrupt();
            simulation.awaitIdle();
        });
        assertThat(events).containsExactly("0 interrupted");
        assertThat(simulation.settle(Duration.ofDays(1000))).isTrue();
    }

    @Test
    void aDeadlockIsReportedWithNamesAndStacks() {
        var a = new ReentrantLock();
        var b = new ReentrantLock();
        assertThatThrownBy(() -> simulation.run(() -> {
                    start("other", () -> lockBoth(b, a));
                    lockBoth(a, b);
                }))
                .isInstanceOf(SimulationException.class)
                .hasMessageContainingAll("Deadlock", "sealed(7L)", "main (WAITING)", "other (WAITING)", "lockBoth");
    }

    private void lockBoth(ReentrantLock first, ReentrantLock second) throws InterruptedException {
        first.lockInterruptibly();
        simulation.timers().sleep(Duration.ofSeconds(1));
        second.lockInterruptibly();
    }

    @Test
    void whatABodyThrowsIsThrown() {
        assertThatThrownBy(() -> simulation.run(() -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class);
    }

    @Test
    void anExceptionInAThreadFailsTheRunAndNamesTheSeed() {
        assertThatThrownBy(() -> simulation.run(() -> {
                    start("broken", () -> {
                        throw new IOException("disk");
                    });
                    simulation.timers().sleep(Duration.ofSeconds(1));
                }))
                .isInstanceOf(SimulationException.class)
                .hasMessageContainingAll("broken", "sealed(7L)", "disk");
    }

    @Test
    void aBodyThatOnlyPeriodicWorkKeepsAliveEndsAtItsLimit() {
        simulation.timers().every(Duration.ofSeconds(1), () -> {});
        assertThatThrownBy(() -> simulation.run(Duration.ofHours(1), () -> new LinkedBlockingQueue<String>().take()))
                .isInstanceOf(SimulationException.class)
                .hasMessageContainingAll("has not ended", "main (WAITING)");
    }

    @Test
    void wakingFromOutsideIsNoticed() {
        var queue = new LinkedBlockingQueue<String>();
        assertThatThrownBy(() -> simulation.run(() -> {
                    start("taker", () -> note(queue.take()));
                    simulation.awaitIdle();
                    var outsider = new Thread(() -> queue.add("x"), "outsider");
                    outsider.start();
                    while (outsider.isAlive()) Thread.onSpinWait();
                    simulation.awaitIdle();
                }))
                .isInstanceOf(SimulationException.class)
                .hasMessageContaining("Woken from outside by thread outsider");
    }

    @Test
    void parkingInAMonitorFailsTheRun() {
        var monitor = new Object();
        assertThatThrownBy(() -> simulation.run(() -> {
                    for (int i = 0; i < 2; i++) {
                        start("monitor-" + i, () -> {
                            synchronized (monitor) {
                                simulation.timers().sleep(Duration.ofSeconds(1));
                            }
                        });
                    }
                    new LinkedBlockingQueue<String>().take();
                }))
                .isInstanceOf(SimulationException.class)
                .hasMessageMatching("(?s)(Woken from outside|Deadlock).*");
    }

    @Test
    void platformThreadsCannotWaitInside() {
        assertThatThrownBy(() -> simulation.timers().sleep(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not part of the sealed environment");
    }

    @Test
    void noPlatformThreadsInside() throws Exception {
        assertThatThrownBy(() -> simulation.threads().platform("netty")).hasMessageContaining("netty");
        assertThat(simulation.threads().cpu(() -> Thread.currentThread())).isSameAs(Thread.currentThread());
    }

    @Test
    void closingEndsWhatWaits() throws Exception {
        start("stuck", () -> {
            try {
                new LinkedBlockingQueue<String>().take();
            } finally {
                note("ended");
            }
        });
        simulation.awaitIdle();
        simulation.close();
        assertThat(events).containsExactly("0 ended");
    }
}
