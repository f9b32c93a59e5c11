package io.djong.apiserver.promises;

import io.djong.apiserver.authentication.token.TokenFile;
import io.djong.apiserver.enablement.ApiEnablement;
import io.djong.apiserver.server.ApiServer;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.ServerLimits;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.store.Event;
import io.djong.store.KeyRange;
import io.djong.store.Store;
import io.djong.store.StoreException;
import io.djong.store.WatchSink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// One run: writers change maps of two namespaces while readers list, walk and watch, and the store is
/// compacted every few dozen writes.
final class Run {
    static final List<String> NAMESPACES = List.of("one", "two");
    static final List<String> COLOURS = List.of("red", "blue", "");
    private static final int WRITERS = 3;
    private static final int WRITES = 200;
    private static final int NAMES = 6;

    private final Environment environment;
    private final Store store;
    private final Duration pauseMax;
    private final long seed;
    private final ApiServer server;
    private final Recording recording = new Recording();
    private final AtomicLong acknowledged = new AtomicLong();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private volatile boolean written;

    /// @param pauseMax between two things that somebody does
    Run(Environment environment, Store store, Duration pauseMax, long seed) throws Exception {
        this.environment = environment;
        this.store = store;
        this.pauseMax = pauseMax;
        this.seed = seed;
        var limits = ServerLimits.DEFAULT;
        var often = new ServerLimits(limits.requestTimeout(), limits.watchTimeoutMin(), 0, 0, pauseMax.multipliedBy(8));
        this.server = new ApiServer(environment, store, config(often), new MetricRegistry());
    }

    static ApiServerConfig config(ServerLimits limits) throws Exception {
        var base = ApiServerConfig.inProcess();
        return new ApiServerConfig(
                null,
                List.of(TokenFile.parse("admin,admin,1,system:masters\n")),
                false,
                base.authorizationModes(),
                base.admissionPlugins(),
                base.clusterRange(),
                base.firstNodePort(),
                base.lastNodePort(),
                base.advertisedAddress(),
                base.advertisedPort(),
                base.eventTimeToLive(),
                true,
                base.serviceAccounts(),
                limits,
                base.kubelets(),
                List.of(),
                ApiEnablement.defaults(),
                null);
    }

    /// What a thread of the run does.
    interface Work {
        void run(Random random) throws Exception;
    }

    Recording record() throws Exception {
        store.watch(KeyRange.prefix(Model.PREFIX), 1, new Ledger());
        server.start();
        var reader = new Reader(server.handler());
        for (var namespace : NAMESPACES) {
            reader.write(
                    "POST",
                    "/api/v1/namespaces",
                    "application/json",
                    "{\"metadata\":{\"name\":\"" + namespace + "\"}}");
        }
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(start("writer", i, random -> write(reader, random)));
        }
        var readers = new ArrayList<Thread>();
        for (int i = 0; i < 4; i++) {
            var reads = new Reads(this, reader, recording);
            readers.add(start("lists", i, reads::lists));
            readers.add(start("walks", i, reads::walks));
            readers.add(start("watches", i, reads::watches));
        }
        for (var writer : writers) {
            writer.join();
        }
        written = true;
        for (var thread : readers) {
            thread.join();
        }
        server.stop();
        if (!failures.isEmpty()) {
            throw new AssertionError("seed " + seed, failures.getFirst());
        }
        return recording;
    }

    private Thread start(String name, int number, Work work) {
        var random = new Random(seed * 1_000 + name.hashCode() + number);
        return environment.threads().start(name, () -> {
            try {
                work.run(random);
            } catch (Exception | AssertionError e) {
                failures.add(e);
            }
        });
    }

    private void write(Reader reader, Random random) throws Exception {
        for (int i = 0; i < WRITES; i++) {
            pause(random);
            var maps = "/api/v1/namespaces/" + NAMESPACES.get(random.nextInt(2)) + "/configmaps";
            var name = "m" + random.nextInt(NAMES);
            var colour = COLOURS.get(random.nextInt(3));
            var label = colour.isEmpty() ? "null" : "\"" + colour + "\"";
            var meta = "{\"metadata\":{\"name\":\"" + name + "\",\"labels\":{\"colour\":" + label
                    + "}},\"data\":{\"n\":\"" + random.nextInt() + "\"}}";
            var answer = switch (random.nextInt(5)) {
                case 0 -> reader.write("DELETE", maps + "/" + name, "application/json", "");
                case 1, 2 -> reader.write("POST", maps, "application/json", meta.replace("\"colour\":null", ""));
                default -> reader.write("PATCH", maps + "/" + name, "application/merge-patch+json", meta);
            };
            if (answer.code() < 300 && answer.body().string("kind").equals("ConfigMap")) {
                long revision = answer.revision();
                acknowledged.accumulateAndGet(revision, Math::max);
            }
        }
    }

    void pause(Random random) throws InterruptedException {
        environment.timers().sleep(pauseMax.dividedBy(100).multipliedBy(1 + random.nextInt(99)));
    }

    /// Whether all writers are through.
    boolean written() {
        return written;
    }

    /// The newest revision that a writer was told.
    long acknowledged() {
        return acknowledged.get();
    }

    /// The newest revision that the store told of these maps.
    long lastChange() {
        var last = recording.changes().getLast();
        return last.revision();
    }

    private final class Ledger implements WatchSink {
        @Override
        public void events(List<Event> events) {
            recording.changes().addAll(events);
        }

        @Override
        public void progress(long revision) {
            // nothing changed
        }

        @Override
        public void failed(StoreException cause) {
            failures.add(cause);
        }
    }
}
