package io.djong.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import io.djong.base.time.RealEnvironment;
import io.djong.store.Commit;
import io.djong.store.Expect;
import io.djong.store.KeyRange;
import io.djong.store.Provenance;
import io.djong.store.Store;
import io.djong.store.Write;
import io.djong.store.etcd.EtcdOptions;
import io.djong.store.etcd.EtcdStore;
import io.djong.store.memory.MemoryStore;
import io.djong.store.sqlite.SqliteOptions;
import io.djong.store.sqlite.SqliteStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Durable writes per second, and how long each takes, for one writer and for 64; reads, ranges and
/// compaction beside it.
///
/// `StoreBench sqlite|etcd|memory [folder] [seconds] [pageSize]`: values of 1 to 8 KiB that do not
/// compress; each writer creates its keys and then replaces them with compare-and-write. `etcd` starts
/// the machine's own etcd in the folder. CPU is that of this process and, where there is one, of etcd.
public final class StoreBench {
    private static final int VALUE_BYTES_MIN = 1024;
    private static final int VALUE_BYTES_MAX = 8192;
    private static final int KEYS_PER_WRITER = 2000;
    private final Store store;
    private final RealEnvironment env;
    private final long seconds;

    private final byte[] noise = new byte[1 << 20];

    /// null unless the engine is etcd
    private final @Nullable EtcdProcess etcd;

    private StoreBench(Store store, RealEnvironment env, long seconds, @Nullable EtcdProcess etcd) {
        this.store = store;
        this.etcd = etcd;
        new Random(1).nextBytes(noise);
        this.env = env;
        this.seconds = seconds;
    }

    public static void main(String[] args) throws Exception {
        String engine = args.length > 0 ? args[0] : "sqlite";
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("store-bench");
        long seconds = args.length > 2 ? Long.parseLong(args[2]) : 5;
        int pageSize = args.length > 3
                ? Integer.parseInt(args[3])
                : SqliteOptions.defaults().pageSizeBytes();
        try (var etcd = engine.equals("etcd") ? EtcdProcess.start(folder) : null;
                var env = RealEnvironment.create();
                Store store = open(engine, etcd, env, folder, pageSize)) {
            new StoreBench(store, env, seconds, etcd).run(engine, folder);
        } finally {
            delete(folder);
        }
    }

    private static Store open(String engine, @Nullable EtcdProcess etcd, RealEnvironment env, Path folder, int pageSize)
            throws Exception {
        if (etcd != null) {
            return EtcdStore.open(env, EtcdOptions.of(URI.create(etcd.url())));
        }
        return switch (engine) {
            case "sqlite" ->
                SqliteStore.open(env, folder, SqliteOptions.defaults().withPageSizeBytes(pageSize));
            case "memory" -> new MemoryStore(env);
            default -> throw new IllegalArgumentException("no such engine: " + engine);
        };
    }

    private void run(String engine, Path folder) throws Exception {
        sync(folder);
        write(engine + " warm-up", 64, 2);
        write(engine, 1, seconds);
        write(engine, 64, seconds);
        reads(engine);
        compaction(engine);
    }

    /// What the disk can do at this moment: everything else is to be read beside it.
    private void sync(Path folder) throws IOException {
        Files.createDirectories(folder);
        var latencies = new long[1][300];
        var block = ByteBuffer.allocate(4096);
        Meter meter = new Meter(etcd);
        Path file = folder.resolve("sync-probe");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < latencies[0].length; i++) {
                long before = System.nanoTime();
                channel.write(block.rewind());
                channel.force(false);
                latencies[0][i] = System.nanoTime() - before;
            }
        }
        Files.delete(file);
        print("append 4 kB and sync", latencies, meter);
    }

    private void write(String name, int writers, long forSeconds) throws Exception {
        var latencies = new long[writers][];
        var done = new CountDownLatch(writers);
        Meter meter = new Meter(etcd);
        long end = System.nanoTime() + forSeconds * 1_000_000_000L;
        for (int i = 0; i < writers; i++) {
            int writer = i;
            env.threads().start("bench", () -> {
                try {
                    latencies[writer] = writer(name + writers + "/" + writer, end);
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        print(name + ", " + writers + " writers", latencies, meter);
    }

    private long[] writer(String name, long end) {
        var random = new Random(name.hashCode());
        var took = new ArrayList<Long>();
        var revisions = new long[KEYS_PER_WRITER];
        try {
            while (System.nanoTime() < end) {
                int key = random.nextInt(KEYS_PER_WRITER);
                int from = random.nextInt(noise.length - VALUE_BYTES_MAX);
                var value = Arrays.copyOfRange(noise, from, from + random.nextInt(VALUE_BYTES_MIN, VALUE_BYTES_MAX));
                Expect expect = revisions[key] == 0 ? Expect.absent() : Expect.modRevision(revisions[key]);
                var write = new Write.Put("/registry/bench/" + name + "/" + key, value, expect, null);
                long before = System.nanoTime();
                var commit = store.commit(List.of(write), Provenance.NONE);
                took.add(System.nanoTime() - before);
                revisions[key] = ((Commit.Done) commit).revision();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    private void reads(String engine) throws Exception {
        var entries = store.range(KeyRange.prefix("/registry/bench/"), 0, 0).entries();
        var random = new Random(1);
        var latencies = new long[1][20_000];
        Meter meter = new Meter(etcd);
        for (int i = 0; i < latencies[0].length; i++) {
            long before = System.nanoTime();
            store.get(entries.get(random.nextInt(entries.size())).key());
            latencies[0][i] = System.nanoTime() - before;
        }
        print(engine + ", get", latencies, meter);
        latencies = new long[1][20];
        meter = new Meter(etcd);
        for (int i = 0; i < latencies[0].length; i++) {
            long before = System.nanoTime();
            store.range(KeyRange.prefix("/registry/bench/"), 0, 1000);
            latencies[0][i] = System.nanoTime() - before;
        }
        print(engine + ", range of 1000", latencies, meter);
    }

    /// Writes at a modest rate while a large history is compacted: what do the writes notice?
    private void compaction(String engine) throws Exception {
        store.compact(store.revision());
        write(engine + ", compacting", 4, 4);
        var sizes = store.statistics();
        System.out.printf(
                "%-28s %d MB, of it %d MB used%n", engine + ", size", sizes.sizeBytes() >> 20, sizes.usedBytes() >> 20);
    }

    private static void print(String name, long[][] latencies, Meter meter) {
        long nanos = meter.nanos();
        long cpuNanos = meter.cpuNanos();
        long[] all =
                Arrays.stream(latencies).flatMapToLong(Arrays::stream).sorted().toArray();
        System.out.printf(
                "%-28s %8.0f /s   p50 %7.3f ms   p99 %7.3f ms   max %7.3f ms   cpu %6.1f µs%n",
                name,
                all.length * 1e9 / nanos,
                all[all.length / 2] / 1e6,
                all[(int) (all.length * 0.99)] / 1e6,
                all[all.length - 1] / 1e6,
                cpuNanos / 1e3 / all.length);
    }

    /// Time and CPU time since it was made.
    private static final class Meter {
        private final long began = System.nanoTime();
        private final @Nullable EtcdProcess peer;
        private final long cpuBegan;

        Meter(@Nullable EtcdProcess peer) {
            this.peer = peer;
            this.cpuBegan = cpu();
        }

        long nanos() {
            return System.nanoTime() - began;
        }

        long cpuNanos() {
            return cpu() - cpuBegan;
        }

        private long cpu() {
            long ours = ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
            try {
                return ours + (peer == null ? 0 : TimeUnit.MICROSECONDS.toNanos(peer.cpuMicros()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
