package io.djong.apiserver.pipeline;

import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.base.time.Environment;
import io.djong.base.time.GoDuration;
import io.djong.client.ApiException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// Bounds the time of a request that is not long-running: the server's limit, or less when the query's
/// `timeout` says so. What is not done by then is interrupted and answered with 504.
public final class DeadlineStage implements Stage {
    private final Environment environment;
    private final Duration limit;

    /// @param limit of every request
    public DeadlineStage(Environment environment, Duration limit) {
        this.environment = environment;
        this.limit = limit;
    }

    @Override
    public boolean handle(ApiExchange exchange) throws ApiException {
        if (exchange.longRunning()) {
            return false;
        }
        var alarm = new Alarm(Thread.currentThread());
        var timer = environment.timers().once(wanted(exchange), alarm::ring);
        exchange.onTimeout(alarm::rang);
        exchange.afterHandling(() -> {
            timer.cancel();
            alarm.off();
        });
        return false;
    }

    private Duration wanted(ApiExchange exchange) throws ApiException {
        var text = exchange.query().first("timeout");
        if (text.isEmpty()) {
            return limit;
        }
        try {
            var asked = GoDuration.parse(text);
            return asked.isPositive() && asked.compareTo(limit) < 0 ? asked : limit;
        } catch (GoDuration.Malformed e) {
            throw Failures.badRequest(
                    "invalid timeout specified in the request URL - " + String.valueOf(e.getMessage()));
        }
    }

    /// Interrupts a thread once, but never after it was switched off.
    private static final class Alarm {
        private final ReentrantLock lock = new ReentrantLock();
        private final Thread thread;
        private boolean off;
        private boolean rang;

        Alarm(Thread thread) {
            this.thread = thread;
        }

        void ring() {
            lock.lock();
            try {
                if (!off) {
                    rang = true;
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        boolean rang() {
            lock.lock();
            try {
                return rang;
            } finally {
                lock.unlock();
            }
        }

        /// The thread, which calls this, goes on to other things without a left-over interrupt of ours.
        void off() {
            lock.lock();
            try {
                off = true;
                if (rang) {
                    Thread.interrupted();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
