package io.djong.base.time;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Virtual threads of the JDK's scheduler, and a bounded pool of platform threads for work that would hold a
/// carrier.
final class RealThreads implements Threads, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(RealThreads.class.getName());

    /// Twice the processors, as half of the work blocks (fsync) rather than computes. Its queue
    /// needs no limit of its own: each entry is a parked caller.
    private static final int POOL_THREADS_MAX =
            Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    private static final long IDLE_SECONDS = 60;

    private final ThreadPoolExecutor pool;

    RealThreads() {
        var numbers = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                POOL_THREADS_MAX,
                POOL_THREADS_MAX,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> new CpuThread(task, "cpu-" + numbers.incrementAndGet()));
        pool.allowCoreThreadTimeOut(true);
    }

    @Override
    public Thread start(String name, Runnable body) {
        return Thread.ofVirtual()
                .name(name)
                .uncaughtExceptionHandler(RealThreads::logUncaught)
                .start(body);
    }

    @Override
    public ThreadFactory platform(String name) {
        return Thread.ofPlatform()
                .daemon()
                .name(name + "-", 1)
                .uncaughtExceptionHandler(RealThreads::logUncaught)
                .factory();
    }

    @Override
    @SuppressWarnings("unchecked") // what the work throws is an X, or unchecked
    public <T extends @Nullable Object, X extends Exception> T cpu(Work<T, X> work) throws X, InterruptedException {
        if (Thread.currentThread() instanceof CpuThread) {
            return work.run();
        }
        var task = new FutureTask<T>(work::run);
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the environment is closed", e);
        }
        try {
            return task.get();
        } catch (InterruptedException e) {
            task.cancel(false);
            throw e;
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception failure -> throw (X) failure;
                case Error failure -> throw failure;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }

    static void logUncaught(Thread thread, Throwable failure) {
        LOG.log(System.Logger.Level.ERROR, "thread " + thread.getName() + " ended by an uncaught exception", failure);
    }

    /// Marks the pool's own threads, so that work which calls [Threads#cpu] again does not wait for a second
    /// thread.
    private static final class CpuThread extends Thread {
        CpuThread(Runnable task, String name) {
            super(task, name);
            setDaemon(true);
        }
    }
}
