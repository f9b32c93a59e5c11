package io.djong.base.time;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/// Ordinary blocking code of many kinds, and what happened in it. Also a program, for replay in another JVM.
final class ReplayWorkload {
    private final Environment environment;
    private final List<String> trace = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedBlockingQueue<Integer> queue = new LinkedBlockingQueue<>(3);

    private ReplayWorkload(Environment environment) {
        this.environment = environment;
    }

    /// What happened, in order, under this seed.
    static List<String> trace(long seed) throws Exception {
        try (var simulation = VirtualEnvironment.sealed(seed)) {
            var workload = new ReplayWorkload(simulation);
            simulation.run(workload::work);
            simulation.settle(Duration.ofMinutes(10));
            workload.note("end", simulation.fingerprint());
            return List.copyOf(workload.trace);
        }
    }

    /// Writes a hash over the seeds 1 to 50 to the file.
    public static void main(String[] arguments) throws Exception {
        Files.writeString(Path.of(arguments[0]), Long.toHexString(hashOfSeeds(50)));
    }

    static long hashOfSeeds(int count) throws Exception {
        long hash = 0;
        for (int seed = 1; seed <= count; seed++) hash = 31 * hash + trace(seed).hashCode();
        return hash;
    }

    private void work() throws InterruptedException, IOException {
        for (int i = 0; i < 4; i++) {
            int producer = i;
            environment.threads().start("producer-" + i, () -> uninterrupted(() -> produce(producer)));
            environment.threads().start("consumer-" + i, () -> uninterrupted(this::consume));
        }
        var ticks = environment.timers().every(Duration.ofMillis(7), () -> note("tick", 0));
        environment
                .timers()
                .once(
                        Duration.ofMillis(20),
                        () -> note("once", environment.random().nextInt(1000)));
        waitWithTimeouts();
        environment.timers().sleep(Duration.ofSeconds(1));
        ticks.cancel();
    }

    @SuppressWarnings("ThreadPriorityCheck") // yielding is one of the things to replay
    private void produce(int producer) throws InterruptedException {
        for (int i = 0; i < 10; i++) {
            queue.put(producer * 100 + i);
            if (environment.random().nextInt(3) == 0) {
                environment
                        .timers()
                        .sleep(Duration.ofMillis(environment.random().nextInt(5)));
            } else if (i % 4 == 0) {
                Thread.yield();
            }
        }
    }

    private void consume() throws InterruptedException {
        for (int i = 0; i < 10; i++) note("took", queue.take());
    }

    private void waitWithTimeouts() throws InterruptedException {
        var condition = lock.newCondition();
        for (int i = 0; i < 5; i++) {
            environment
                    .threads()
                    .start(
                            "signal",
                            () -> uninterrupted(() -> {
                                environment.timers().sleep(Duration.ofMillis(2));
                                lock.lock();
                                try {
                                    condition.signal();
                                } finally {
                                    lock.unlock();
                                }
                            }));
            lock.lock();
            try {
                boolean signalled = environment.timers().await(lock, condition, Duration.ofMillis(i));
                note("signalled", signalled ? 1 : 0);
            } finally {
                lock.unlock();
            }
        }
    }

    private void note(String what, long value) {
        lock.lock();
        try {
            trace.add(
                    environment.clock().instant() + " " + Thread.currentThread().getName() + " " + what + " " + value);
        } finally {
            lock.unlock();
        }
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static void uninterrupted(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
