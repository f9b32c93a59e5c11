package io.djong.benchmarks;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.client.ApiException;
import io.djong.client.KubeClient;
import io.djong.client.ListQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.function.Supplier;

/// A thousand watchers of ConfigMaps on few connections, as informers of many clients.
final class Watchers {
    static final int COUNT = 1_000;
    private static final int CONNECTIONS = 20;

    private final List<KubeClient> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /// Each watcher arrives with each event that it has got; the writer waits for all of them.
    private final Phaser received = new Phaser(COUNT + 1);

    /// Opens them.
    ///
    /// @param client a new client with connections of its own
    static Watchers open(Supplier<? extends KubeClient> client, ListQuery query) throws InterruptedException {
        var watchers = new Watchers();
        var opened = new CountDownLatch(COUNT);
        for (int i = 0; i < CONNECTIONS; i++) {
            var each = client.get();
            watchers.clients.add(each);
            for (int j = 0; j < COUNT / CONNECTIONS; j++) {
                watchers.threads.add(Thread.ofVirtual().start(() -> watchers.follow(each, query, opened)));
            }
        }
        opened.await();
        return watchers;
    }

    private void follow(KubeClient client, ListQuery query, CountDownLatch opened) {
        try (var watch = client.of(CoreV1.CONFIG_MAPS).watch(query)) {
            opened.countDown();
            while (watch.next() != null) received.arrive();
            System.out.println("a watch ended");
        } catch (ApiException e) {
            System.out.println("a watcher failed: " + e);
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    /// Returns when every watcher has got one event more.
    void awaitEvent() throws InterruptedException {
        received.awaitAdvanceInterruptibly(received.arrive());
    }

    void close() throws Exception {
        threads.forEach(Thread::interrupt);
        for (var thread : threads) thread.join();
        for (var client : clients) {
            if (client instanceof AutoCloseable closeable) closeable.close();
        }
    }
}
