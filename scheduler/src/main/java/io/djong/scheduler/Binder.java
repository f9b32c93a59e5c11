package io.djong.scheduler;

import io.djong.base.log.Log;
import io.djong.base.time.Environment;
import io.djong.scheduler.SchedulingCycle.Attempt;
import io.djong.scheduler.framework.BindPlugin;
import io.djong.scheduler.framework.Code;
import io.djong.scheduler.framework.PostBindPlugin;
import io.djong.scheduler.framework.PreBindPlugin;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.queue.SchedulingQueue;
import io.djong.scheduler.snapshot.ClusterCache;
import io.djong.scheduler.snapshot.PodInfo;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/// Binds pods to the nodes that were chosen, each on a thread of its own, while the next pod is being decided on. A
/// binding that fails gives the room back, and the pod goes back to the queue.
final class Binder {
    private static final Log LOG = Log.of(Binder.class);

    /// Bindings under way at the same time: more would only wait in the server.
    private static final int BINDINGS_MAX = 200;

    private final Environment environment;
    private final ClusterCache cache;
    private final SchedulingQueue queue;
    private final SchedulingCycle cycle;
    private final WaitingPods waiting;
    private final Semaphore slots = new Semaphore(BINDINGS_MAX);
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Thread> threads = new LinkedHashSet<>();

    Binder(SchedulerParts parts, SchedulingCycle cycle) {
        this.environment = parts.environment();
        this.cache = parts.cache();
        this.queue = parts.queue();
        this.cycle = cycle;
        this.waiting = new WaitingPods(environment);
    }

    /// The pod is not bound before this plug-in allows it.
    void hold(String uid, String plugin, Duration atMost) {
        waiting.hold(uid, plugin, atMost);
    }

    /// Nobody waits for the pod any more.
    void letGo(String uid) {
        waiting.letGo(uid);
    }

    void start(Attempt attempt, PodInfo placed, String node) {
        // With the lock held, so that the thread is known before it ends.
        lock.lock();
        try {
            threads.add(environment.threads().start("bind " + placed.key(), () -> run(attempt, placed, node)));
        } finally {
            lock.unlock();
        }
    }

    private void run(Attempt attempt, PodInfo placed, String node) {
        try {
            Status status = bind(attempt, placed, node);
            if (status.isSuccess()) {
                cycle.bound(attempt, placed, node);
                for (PostBindPlugin plugin : attempt.profile().postBind()) {
                    plugin.postBind(attempt.state(), placed, node);
                }
            } else {
                giveBack(attempt, placed, node, status);
            }
        } catch (InterruptedException e) {
            // Stopping: the server knows whether the pod was bound.
        } catch (RuntimeException e) {
            LOG.error("Binding failed by a bug", e);
            giveBack(attempt, placed, node, Status.error("", e));
        } finally {
            ended(Thread.currentThread());
        }
    }

    private void ended(Thread thread) {
        lock.lock();
        try {
            threads.remove(thread);
        } finally {
            lock.unlock();
        }
    }

    private Status bind(Attempt attempt, PodInfo placed, String node) throws InterruptedException {
        Status permitted = waiting.await(placed.uid());
        if (!permitted.isSuccess()) return permitted;
        // What goes wrong from here on is no refusal: events that helped are not needed any more.
        queue.done(placed.uid());
        slots.acquire();
        try {
            for (PreBindPlugin plugin : attempt.profile().preBind()) {
                Status status = plugin.preBind(attempt.state(), placed, node);
                if (!status.isSuccess()) return status;
            }
            for (BindPlugin plugin : attempt.profile().bind()) {
                Status status = plugin.bind(attempt.state(), placed, node);
                if (status.code() != Code.SKIP) return status;
            }
            return Status.error("", new IllegalStateException("no plug-in binds the pod"));
        } finally {
            slots.release();
        }
    }

    private void giveBack(Attempt attempt, PodInfo placed, String node, Status status) {
        SchedulingCycle.unreserve(attempt, placed, node);
        if (cache.forget(placed.uid())) {
            queue.happened(
                    ClusterNews.POD_GONE,
                    placed.pod(),
                    null,
                    other -> !status.isRejected() || !other.uid().equals(placed.uid()));
        }
        cycle.refusedAt(attempt, node, status);
    }

    /// Ends what is under way.
    void stop() throws InterruptedException {
        List<Thread> running;
        lock.lock();
        try {
            running = List.copyOf(threads);
        } finally {
            lock.unlock();
        }
        for (Thread thread : running) thread.interrupt();
        for (Thread thread : running) thread.join();
    }
}
