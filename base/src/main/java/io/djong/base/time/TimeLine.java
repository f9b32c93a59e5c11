package io.djong.base.time;

import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Virtual time and what is due in it. Time moves only by [#moveTo].
final class TimeLine {
    /// Not an instant: when what waits for ever is due.
    static final long NEVER = Long.MAX_VALUE;

    /// Something that is due: ordered by time, then by when it was added.
    static final class Event implements Comparable<Event> {
        private final long dueNanos;
        private final long number;
        private final boolean periodic;
        private final Runnable action;

        private Event(long dueNanos, long number, boolean periodic, Runnable action) {
            this.dueNanos = dueNanos;
            this.number = number;
            this.periodic = periodic;
            this.action = action;
        }

        /// What to do when it is due: a short step that never blocks.
        Runnable action() {
            return action;
        }

        @Override
        public int compareTo(Event other) {
            int order = Long.compare(dueNanos, other.dueNanos);
            return order != 0 ? order : Long.compare(number, other.number);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Event event && event.number == number;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(number);
        }
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final TreeSet<Event> oneShots = new TreeSet<>();
    private final TreeSet<Event> periodics = new TreeSet<>();
    private volatile long nowNanos;
    private volatile long nextNanos = NEVER;
    private long numbers;

    /// Since the beginning.
    long nowNanos() {
        return nowNanos;
    }

    /// When so much time will have passed; a sum beyond what a `long` holds is [#NEVER].
    long after(Duration delay) {
        if (delay.isNegative()) return nowNanos;
        if (delay.toSeconds() >= NEVER / 1_000_000_000L) return NEVER;
        long due = nowNanos + delay.toNanos();
        return due < 0 ? NEVER : due;
    }

    Event add(Duration delay, boolean periodic, Runnable action) {
        lock.lock();
        try {
            var event = new Event(after(delay), numbers++, periodic, action);
            (periodic ? periodics : oneShots).add(event);
            changed();
            return event;
        } finally {
            lock.unlock();
        }
    }

    /// Whether the event was still to come.
    boolean remove(Event event) {
        lock.lock();
        try {
            boolean removed = (event.periodic ? periodics : oneShots).remove(event);
            changed();
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /// When the next event is due, or [#NEVER].
    long nextNanos() {
        return nextNanos;
    }

    /// When the next event that is not periodic is due, or [#NEVER].
    long nextOneShotNanos() {
        lock.lock();
        try {
            return oneShots.isEmpty() ? NEVER : oneShots.first().dueNanos;
        } finally {
            lock.unlock();
        }
    }

    /// Takes the first event that is due now.
    @Nullable
    Event pollDue() {
        if (nextNanos > nowNanos) return null;
        lock.lock();
        try {
            if (nextNanos > nowNanos) return null;
            boolean periodic = firstIsPeriodic();
            var event = (periodic ? periodics : oneShots).pollFirst();
            changed();
            return event;
        } finally {
            lock.unlock();
        }
    }

    /// Moves time forward; a time that has passed changes nothing.
    void moveTo(long nanos) {
        lock.lock();
        try {
            nowNanos = Math.max(nowNanos, nanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean firstIsPeriodic() {
        if (oneShots.isEmpty()) return true;
        return !periodics.isEmpty() && periodics.first().compareTo(oneShots.first()) < 0;
    }

    private void changed() {
        long once = oneShots.isEmpty() ? NEVER : oneShots.first().dueNanos;
        long again = periodics.isEmpty() ? NEVER : periodics.first().dueNanos;
        nextNanos = Math.min(once, again);
    }
}
