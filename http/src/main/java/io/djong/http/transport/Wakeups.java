package io.djong.http.transport;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Carries work of a connection's exchanges from any thread to its event loop: however many exchanges are
/// written to in one go, the loop is woken once and flushes once.
public final class Wakeups implements Runnable {
    private final EventLoop loop;
    private final Runnable flush;
    private final Queue<Outbound> dirty = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean scheduled = new AtomicBoolean();

    /// @param flush called on the loop after the exchanges have handed over
    public Wakeups(EventLoop loop, Runnable flush) {
        this.loop = loop;
        this.flush = flush;
    }

    public EventLoop loop() {
        return loop;
    }

    void wake(Outbound exchange) {
        dirty.add(exchange);
        if (scheduled.compareAndSet(false, true)) execute();
    }

    private void execute() {
        if (loop.isShuttingDown()) return;
        loop.execute(this);
    }

    @Override
    public void run() {
        scheduled.set(false);
        Outbound next;
        while ((next = dirty.poll()) != null) next.transfer();
        flush.run();
    }
}
