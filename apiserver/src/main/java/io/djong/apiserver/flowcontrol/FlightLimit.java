package io.djong.apiserver.flowcontrol;

import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Seats for requests, given in the order in which they were asked for. Who finds none waits, but not for
/// long and not in a crowd.
final class FlightLimit {
    /// How many wait at most; more are turned away at once.
    static final int WAITING_MAX = 1_000;

    private final Environment environment;
    private final int seats;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
    private int taken;

    private static final class Turn {
        private final Condition called;
        private boolean mine;

        Turn(Condition called) {
            this.called = called;
        }
    }

    /// @param seats 0 for no bound
    /// @param patience how long a request waits for a seat
    FlightLimit(Environment environment, int seats, Duration patience) {
        this.environment = environment;
        this.seats = seats;
        this.patience = patience;
    }

    /// Takes a seat, to be given back by [#leave].
    ///
    /// @return false when there is none in time
    boolean enter() throws InterruptedException {
        lock.lock();
        try {
            if (seats == 0 || taken < seats && waiting.isEmpty()) {
                taken++;
                return true;
            }
            return waiting.size() < WAITING_MAX && await();
        } finally {
            lock.unlock();
        }
    }

    /// Gives a seat back, to the first who waits.
    void leave() {
        lock.lock();
        try {
            var next = waiting.poll();
            if (next == null) {
                taken--;
            } else {
                next.mine = true;
                next.called.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Seats taken now.
    int taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /// Requests that wait now.
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean await() throws InterruptedException {
        var turn = new Turn(lock.newCondition());
        waiting.add(turn);
        var deadline = Deadline.after(environment.ticker(), patience);
        try {
            while (!turn.mine && !deadline.isPast()) {
                environment.timers().await(lock, turn.called, deadline.remaining());
            }
        } catch (InterruptedException e) {
            if (turn.mine) {
                leave();
            }
            waiting.remove(turn);
            throw e;
        }
        waiting.remove(turn);
        return turn.mine;
    }
}
