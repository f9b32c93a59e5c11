package io.djong.djong.command;

import java.util.concurrent.CountDownLatch;

/// The request that the process end (SIGTERM, SIGINT). Whoever waits for it tidies up, and closes this
/// when that is done; the JVM stays until then.
final class Termination implements AutoCloseable {
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);

    Termination() {
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("termination").unstarted(this::hold));
    }

    /// Returns when the process is asked to end.
    void await() throws InterruptedException {
        asked.await();
    }

    /// Whether the process was asked to end.
    boolean isAsked() {
        return asked.getCount() == 0;
    }

    @Override
    public void close() {
        done.countDown();
    }

    private void hold() {
        asked.countDown();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
