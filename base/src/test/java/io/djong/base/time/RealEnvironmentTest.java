package io.djong.base.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RealEnvironmentTest {
    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofDays(100_000_000);

    private final RealEnvironment environment = RealEnvironment.create();

    @AfterEach
    void close() {
        environment.close();
    }

    @Test
    void runsTimersOnVirtualThreads() throws Exception {
        var ran = new CountDownLatch(1);
        var thread = new Thread[1];
        environment.timers().once(SHORT, () -> {
            thread[0] = Thread.currentThread();
            ran.countDown();
        });
        ran.await();
        assertThat(thread[0].isVirtual()).isTrue();
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        var timer = environment.timers().once(LONG, () -> {
            throw new AssertionError("ran");
        });
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void aPeriodicTaskGoesOnAfterItThrewAndEndsWhenCancelled() throws Exception {
        var runs = new Semaphore(0);
        var timer = environment.timers().every(SHORT, () -> {
            runs.release();
            if (runs.availablePermits() == 1)
                throw new IllegalStateException("the first run fails, as this test wants");
        });
        runs.acquire(3);
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
    }

    @Test
    void periodsArePositive() {
        assertThatThrownBy(() -> environment.timers().every(Duration.ZERO, () -> {}))
                .hasMessage("a period must be positive, not PT0S");
    }

    @Test
    void awaitSaysWhetherTimeRanOut() throws Exception {
        var lock = new ReentrantLock();
        var condition = lock.newCondition();
        lock.lock();
        try {
            assertThat(environment.timers().await(lock, condition, Duration.ofSeconds(-1)))
                    .isFalse();
            environment.threads().start("signal", () -> {
                lock.lock();
                try {
                    condition.signalAll();
                } finally {
                    lock.unlock();
                }
            });
            assertThat(environment.timers().await(lock, condition, LONG)).isTrue();
        } finally {
            lock.unlock();
        }
    }

    @Test
    void cpuWorkRunsOnAPlatformThreadAndNests() throws Exception {
        var names = environment
                .threads()
                .cpu(() ->
                        environment.threads().cpu(() -> Thread.currentThread().getName()));
        assertThat(names).startsWith("cpu-");
        assertThatThrownBy(() -> environment.threads().cpu(() -> {
                    throw new IOException("disk");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("disk");
    }

    @Test
    void randomIsNotConstant() {
        var random = environment.random();
        assertThat(random.nextLong()).isNotEqualTo(random.nextLong());
    }
}
