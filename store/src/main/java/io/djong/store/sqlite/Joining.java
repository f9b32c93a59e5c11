package io.djong.store.sqlite;

import java.util.List;

/// Waits for threads that have been told to end.
final class Joining {
    private Joining() {}

    /// Waits for all of them, whatever happens; an interrupt is kept for the caller.
    static void join(List<Thread> threads) {
        boolean interrupted = false;
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
