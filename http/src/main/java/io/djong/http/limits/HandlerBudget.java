package io.djong.http.limits;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many handlers one HTTP/2 connection may keep busy. A client that resets a stream as soon as it has
/// opened it stays below the number of concurrent streams for ever, while the handlers it started go on
/// (CVE-2023-44487). So a handler counts until it returns; further requests wait, and when too many wait
/// the connection is to be closed. As Go's `http2` server does.
///
/// [#admit] and [#next] belong to one thread; [#done] may be called from any.
///
/// @param <T> what waits
public final class HandlerBudget<T> {
    /// What to do with a request.
    public enum Verdict {
        START,
        WAIT,
        CLOSE_CONNECTION
    }

    private final int runningMax;
    private final int waitingMax;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger waitingSize = new AtomicInteger();
    private final ArrayDeque<T> waiting = new ArrayDeque<>();

    /// @param runningMax handlers at work
    /// @param waitingMax requests that wait for one of them to return
    public HandlerBudget(int runningMax, int waitingMax) {
        this.runningMax = runningMax;
        this.waitingMax = waitingMax;
    }

    /// Decides on a request. With `START` it counts as running.
    public Verdict admit(T request) {
        if (waiting.isEmpty() && running.get() < runningMax) {
            running.incrementAndGet();
            return Verdict.START;
        }
        if (waiting.size() >= waitingMax) return Verdict.CLOSE_CONNECTION;
        waiting.add(request);
        waitingSize.incrementAndGet();
        return Verdict.WAIT;
    }

    /// A handler has returned.
    ///
    /// @return whether [#next] has something to do
    public boolean done() {
        running.decrementAndGet();
        return waitingSize.get() > 0;
    }

    /// The request whose turn it is; it counts as running. Null if nothing waits or nothing more may run.
    public @Nullable T next() {
        if (waiting.isEmpty() || running.get() >= runningMax) return null;
        running.incrementAndGet();
        waitingSize.decrementAndGet();
        return waiting.poll();
    }

    /// Handlers at work.
    public int running() {
        return running.get();
    }

    /// Requests that wait.
    public int waiting() {
        return waitingSize.get();
    }
}
