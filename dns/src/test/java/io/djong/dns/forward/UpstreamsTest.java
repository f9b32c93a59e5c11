package io.djong.dns.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Environment;
import io.djong.base.time.RealEnvironment;
import io.djong.base.time.Threads;
import io.djong.base.time.Ticker;
import io.djong.base.time.Timers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The servers of a file that changes. They are addresses that nobody answers at.
class UpstreamsTest {
    @TempDir
    Path folder;

    private final RealEnvironment real = RealEnvironment.create();
    private final AtomicLong now = new AtomicLong();

    /// The real one, with time that stands still until it is told.
    private record Still(RealEnvironment real, Ticker ticker) implements Environment {
        @Override
        public InstantSource clock() {
            return real.clock();
        }

        @Override
        public Timers timers() {
            return real.timers();
        }

        @Override
        public Threads threads() {
            return real.threads();
        }

        @Override
        public RandomGenerator random() {
            return real.random();
        }
    }

    @AfterEach
    void close() {
        real.close();
    }

    private static List<String> names(Upstreams upstreams) {
        return upstreams.inOrder().stream()
                .map(u -> u.address().getAddress().getHostAddress())
                .sorted()
                .toList();
    }

    @Test
    void followsTheFile() throws Exception {
        Path file = folder.resolve("resolv.conf");
        Upstreams upstreams = new Upstreams(
                new Still(real, now::get),
                ForwardConfig.of(file),
                Set.of(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.13"), 53)),
                new ForwardMetrics(new MetricRegistry(), "dns://test"));
        assertThat(names(upstreams)).isEmpty();
        Files.writeString(file, "nameserver 127.0.0.11\nnameserver 127.0.0.12\nnameserver 127.0.0.13\n");
        assertThat(names(upstreams)).isEmpty();
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(names(upstreams)).containsExactly("127.0.0.11", "127.0.0.12");
        Upstream kept = upstreams.inOrder().stream()
                .filter(u -> u.address().getAddress().getHostAddress().endsWith(".12"))
                .findFirst()
                .orElseThrow();
        Files.writeString(file, "nameserver 127.0.0.12\n");
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(upstreams.inOrder()).containsExactly(kept);
        Files.delete(file);
        now.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(upstreams.inOrder()).containsExactly(kept);
        upstreams.leave();
    }
}
