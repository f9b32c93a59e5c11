package io.djong.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Keeps what a watch delivers, checks the promises that hold for every watch, and lets a test wait for a
/// revision.
public class RecordingSink implements WatchSink {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Event> events = new ArrayList<>();
    private final List<Long> progress = new ArrayList<>();
    private long reached;
    private int inside;
    private @Nullable StoreException failure;
    private @Nullable AssertionError broken;

    @Override
    public void events(List<Event> batch) {
        lock.lock();
        try {
            check(inside++ == 0, "calls overlap");
            check(failure == null, "events after the failure");
            check(!batch.isEmpty(), "a call without events");
            long last = reached;
            for (Event event : batch) {
                check(event.revision() >= last, "revision " + event.revision() + " after " + last);
                last = event.revision();
            }
            check(batch.getFirst().revision() > reached || events.isEmpty() && reached == 0, "revision twice");
            events.addAll(batch);
            reached = last;
            changed.signalAll();
        } finally {
            inside--;
            lock.unlock();
        }
    }

    @Override
    public void progress(long revision) {
        lock.lock();
        try {
            check(revision > reached, "progress " + revision + " after " + reached);
            progress.add(revision);
            reached = revision;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void failed(StoreException cause) {
        lock.lock();
        try {
            check(failure == null, "failed twice");
            failure = cause;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Waits until everything up to this revision has been delivered.
    public List<Event> awaitRevision(long revision) throws InterruptedException {
        lock.lock();
        try {
            while (reached < revision && failure == null) {
                changed.await();
            }
            check(failure == null, "failed: " + failure);
            if (broken != null) {
                throw broken;
            }
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there are so many events.
    public List<Event> awaitEvents(int count) throws InterruptedException {
        lock.lock();
        try {
            while (events.size() < count && failure == null) {
                changed.await();
            }
            check(failure == null, "failed: " + failure);
            if (broken != null) {
                throw broken;
            }
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    public StoreException awaitFailure() throws InterruptedException {
        lock.lock();
        try {
            while (failure == null) {
                changed.await();
            }
            return failure;
        } finally {
            lock.unlock();
        }
    }

    public List<Event> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    public boolean failed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    public List<Long> progress() {
        lock.lock();
        try {
            return List.copyOf(progress);
        } finally {
            lock.unlock();
        }
    }

    private void check(boolean holds, String what) {
        if (!holds && broken == null) {
            broken = new AssertionError(what);
        }
    }
}
