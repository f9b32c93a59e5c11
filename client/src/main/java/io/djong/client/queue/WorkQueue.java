package io.djong.client.queue;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.Ticker;
import io.djong.base.time.Timer;
import io.djong.base.time.Timers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A queue of keys for workers, as client-go's rate limiting work queue.
///
/// Promised: a key waits at most once, in the order of its first addition; a key is with one worker at a time;
/// a key added while a worker has it comes back after [#done]; a delayed key that is added earlier by another
/// call comes at the earlier of the times. Not promised: one run per addition (additions merge), an order
/// between delayed keys that fall due at the same instant.
///
/// Every [#get] is paired with one [#done]. Keys need `equals` and `hashCode` of their own. Safe for any number
/// of threads; nothing but [#get] and [#shutDownWithDrain] blocks. Metrics: `workqueue_*` with label `name`, as
/// upstream.
public final class WorkQueue<K> {
    private final Ticker ticker;
    private final Timers timers;
    private final RateLimiter<K> limiter;
    private final QueueMetrics metrics;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition available = lock.newCondition();
    private final Condition drained = lock.newCondition();
    /// Keys that wait, each also in `dirty` and not in `processing`.
    private final ArrayDeque<K> queue = new ArrayDeque<>();
    /// Keys that need a run: those that wait, and those that were added while being worked on.
    private final Set<K> dirty = new HashSet<>();
    /// Keys that a worker has, with the tick at which it got them.
    private final Map<K, Long> processing = new HashMap<>();
    private final Map<K, Long> addedAtNanos = new HashMap<>();
    private final Map<K, Delayed> delayed = new HashMap<>();
    private boolean shutDown;

    private record Delayed(long dueNanos, Timer timer) {}

    /// A queue with client-go's default limiter for controllers.
    ///
    /// @param name the value of the metrics' label `name`
    public WorkQueue(String name, Environment environment, MetricRegistry metrics) {
        this(name, environment, metrics, RateLimiters.controllerDefault(environment.ticker()));
    }

    /// A queue with a limiter of its own.
    public WorkQueue(String name, Environment environment, MetricRegistry metrics, RateLimiter<K> limiter) {
        this.ticker = environment.ticker();
        this.timers = environment.timers();
        this.limiter = limiter;
        this.metrics = new QueueMetrics(name, metrics, this::unfinished);
    }

    /// Marks the key as needing a run. Does nothing after a shutdown, or when it already waits.
    public void add(K key) {
        lock.lock();
        try {
            addLocked(key);
        } finally {
            lock.unlock();
        }
    }

    private void addLocked(K key) {
        if (shutDown || !dirty.add(key)) return;
        metrics.added();
        addedAtNanos.put(key, ticker.nanos());
        if (processing.containsKey(key)) return;
        queue.addLast(key);
        metrics.depth(queue.size());
        available.signal();
    }

    /// Adds the key after a delay; at once when the delay is zero or negative. A key that is already delayed
    /// keeps the earlier of the two times.
    public void addAfter(K key, Duration delay) {
        lock.lock();
        try {
            addAfterLocked(key, delay);
        } finally {
            lock.unlock();
        }
    }

    private void addAfterLocked(K key, Duration delay) {
        if (shutDown) return;
        if (delay.isZero() || delay.isNegative()) {
            addLocked(key);
            return;
        }
        long due = ticker.nanos() + delay.toNanos();
        Delayed before = delayed.get(key);
        if (before != null) {
            if (before.dueNanos - due <= 0) return;
            before.timer.cancel();
        }
        delayed.put(key, new Delayed(due, timers.once(delay, () -> due(key, due))));
    }

    private void due(K key, long dueNanos) {
        lock.lock();
        try {
            Delayed entry = delayed.get(key);
            // Another call may have replaced the entry while this timer was already on its way.
            if (entry == null || entry.dueNanos != dueNanos) return;
            delayed.remove(key);
            addLocked(key);
        } finally {
            lock.unlock();
        }
    }

    /// Adds the key after the wait that the limiter sets: one more failure of this key.
    public void addRateLimited(K key) {
        lock.lock();
        try {
            if (shutDown) return;
            metrics.retried();
            addAfterLocked(key, limiter.when(key));
        } finally {
            lock.unlock();
        }
    }

    /// Ends the limiter's counting for the key. A delayed addition stays.
    public void forget(K key) {
        lock.lock();
        try {
            limiter.forget(key);
        } finally {
            lock.unlock();
        }
    }

    /// Failures of this key since it was last forgotten.
    public int requeues(K key) {
        lock.lock();
        try {
            return limiter.requeues(key);
        } finally {
            lock.unlock();
        }
    }

    /// Waits for a key and takes it. Keys that waited at a shutdown are still handed out.
    ///
    /// @return the key, to be given back with [#done]; null when the queue is shut down and empty
    public @Nullable K get() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty()) {
                if (shutDown) return null;
                available.await();
            }
            K key = queue.removeFirst();
            long now = ticker.nanos();
            Long added = addedAtNanos.remove(key);
            metrics.taken(queue.size(), added == null ? 0 : now - added);
            dirty.remove(key);
            processing.put(key, now);
            return key;
        } finally {
            lock.unlock();
        }
    }

    /// Gives a key back: the worker that took it has finished. Unknown keys are ignored.
    public void done(K key) {
        lock.lock();
        try {
            Long started = processing.remove(key);
            if (started == null) return;
            metrics.finished(ticker.nanos() - started);
            if (dirty.contains(key)) {
                queue.addLast(key);
                metrics.depth(queue.size());
                available.signal();
            } else if (processing.isEmpty() && queue.isEmpty()) {
                drained.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Refuses further keys and drops the delayed ones; workers get what waits, then null.
    public void shutDown() {
        lock.lock();
        try {
            shutDown = true;
            for (Delayed entry : delayed.values()) entry.timer.cancel();
            delayed.clear();
            available.signalAll();
            if (processing.isEmpty() && queue.isEmpty()) drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Shuts down and returns when no key waits and no worker has one.
    public void shutDownWithDrain() throws InterruptedException {
        shutDown();
        lock.lockInterruptibly();
        try {
            while (!processing.isEmpty() || !queue.isEmpty()) drained.await();
        } finally {
            lock.unlock();
        }
    }

    /// Keys that wait for a worker now; delayed ones and those with a worker do not count.
    public int depth() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /// No key waits and no worker has one. Keys that are delayed do not count: they are timers.
    public boolean isIdle() {
        lock.lock();
        try {
            return queue.isEmpty() && processing.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    private QueueMetrics.Unfinished unfinished() {
        lock.lock();
        try {
            long now = ticker.nanos();
            long longest = 0;
            long total = 0;
            for (long started : processing.values()) {
                longest = Math.max(longest, now - started);
                total += now - started;
            }
            return new QueueMetrics.Unfinished(longest, total);
        } finally {
            lock.unlock();
        }
    }
}
