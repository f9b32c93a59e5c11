package io.djong.client.events;

import io.djong.base.time.Environment;
import io.djong.client.ApiException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Events on their way to the API server, one after the other, on a thread of their own.
///
/// At most 1000 wait; further ones are dropped. One that cannot be delivered is tried twelve times, each ten seconds;
/// one that the server refuses is dropped.
final class Delivery<E> {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final int WAITING_MAX = 1000;
    private static final int TRIES_MAX = 12;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(10);

    /// Brings one event to the server.
    interface Attempt {
        void run() throws ApiException, InterruptedException;
    }

    private final String name;
    private final Environment environment;
    private final Function<E, Optional<Attempt>> plan;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final ArrayDeque<E> waiting = new ArrayDeque<>();
    private @Nullable Thread writer;

    /// @param name in logs, and of the thread
    /// @param plan what to do with an event when its turn has come; empty for nothing
    Delivery(String name, Environment environment, Function<E, Optional<Attempt>> plan) {
        this.name = name;
        this.environment = environment;
        this.plan = plan;
    }

    void start() {
        writer = environment.threads().start(name, this::writeAll);
    }

    /// What waits is dropped.
    void stop() throws InterruptedException {
        Thread thread = writer;
        if (thread == null) return;
        thread.interrupt();
        thread.join();
    }

    void offer(E event) {
        lock.lock();
        try {
            if (waiting.size() >= WAITING_MAX) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: too many events wait, one is dropped", name);
                return;
            }
            waiting.addLast(event);
            available.signal();
        } finally {
            lock.unlock();
        }
    }

    private void writeAll() {
        try {
            while (true) {
                var attempt = plan.apply(take());
                if (attempt.isPresent()) deliver(attempt.get());
            }
        } catch (InterruptedException e) {
            // Stopping.
        }
    }

    private E take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) available.await();
            return waiting.removeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void deliver(Attempt attempt) throws InterruptedException {
        for (int tries = 1; !isDone(attempt); tries++) {
            if (tries >= TRIES_MAX) {
                LOG.log(System.Logger.Level.WARNING, "{0}: an event could not be delivered", name);
                return;
            }
            // The first wait is random, so that the components of a cluster do not come back together.
            long nanos = BETWEEN_TRIES.toNanos();
            environment
                    .timers()
                    .sleep(Duration.ofNanos(tries == 1 ? environment.random().nextLong(nanos) : nanos));
        }
    }

    /// Whether the event is stored, or refused.
    private boolean isDone(Attempt attempt) throws InterruptedException {
        try {
            attempt.run();
            return true;
        } catch (ApiException.Refused e) {
            boolean expected = e.isAlreadyExists() || e.hasCause("NamespaceTerminating");
            LOG.log(
                    expected ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "{0}: the server refused an event: {1}",
                    name,
                    e.getMessage());
            return true;
        } catch (ApiException e) {
            return false;
        }
    }
}
