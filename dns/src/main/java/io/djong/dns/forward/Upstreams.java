package io.djong.dns.forward;

import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.dns.wire.DnsName;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The servers that may be asked at the moment. The file is looked at again when somebody wants to ask and the last
/// look is some seconds ago: an idle server reads nothing.
final class Upstreams {
    private static final Log LOG = Log.of(Upstreams.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final Environment environment;
    private final ForwardConfig config;
    private final Set<InetSocketAddress> ourselves;
    private final ForwardMetrics metrics;
    private final ReentrantLock look = new ReentrantLock();
    private volatile List<Upstream> current = List.of();
    private volatile long lookedNanos;
    private @Nullable List<InetSocketAddress> named;
    private boolean unreadable;

    Upstreams(Environment environment, ForwardConfig config, Set<InetSocketAddress> ourselves, ForwardMetrics metrics) {
        this.environment = environment;
        this.config = config;
        this.ourselves = ourselves;
        this.metrics = metrics;
        lookedNanos = environment.ticker().nanos() - LOOK_EVERY.toNanos();
    }

    /// In random order, those that are down at the end, those that ask us left out.
    List<Upstream> inOrder() {
        if (environment.ticker().nanos() - lookedNanos >= LOOK_EVERY.toNanos() && look.tryLock()) {
            try {
                look();
            } finally {
                look.unlock();
            }
        }
        List<Upstream> servers = current;
        List<Upstream> order = new ArrayList<>();
        int first = servers.size() > 1 ? environment.random().nextInt(servers.size()) : 0;
        for (boolean down : List.of(false, true)) {
            for (int i = 0; i < servers.size(); i++) {
                Upstream server = servers.get((first + i) % servers.size());
                if (!server.looping() && server.down() == down) order.add(server);
            }
        }
        return order;
    }

    /// Whether somebody asks us what we asked of a server.
    boolean foundLoop(DnsName asked) {
        for (Upstream server : current) {
            if (server.foundLoop(asked)) return true;
        }
        return false;
    }

    private void look() {
        List<InetSocketAddress> now = read();
        lookedNanos = environment.ticker().nanos();
        if (now == null || now.equals(named)) return;
        named = now;
        List<Upstream> before = current;
        List<Upstream> after = new ArrayList<>();
        for (InetSocketAddress address : now) {
            if (ourselves.contains(address)) {
                LOG.warning("DNS is not forwarded to itself", LogKey.ADDRESS.is(address));
                continue;
            }
            Upstream server = new Upstream(environment, address, metrics);
            for (Upstream known : before) {
                if (known.address().equals(address)) server = known;
            }
            after.add(server);
        }
        current = List.copyOf(after);
        LOG.info("DNS forwards to", LogKey.ADDRESSES.is(text(now)));
        for (Upstream known : before) {
            if (!after.contains(known)) known.leave();
        }
        for (Upstream server : after) {
            if (!before.contains(server)) server.probe();
        }
    }

    private static String text(List<InetSocketAddress> addresses) {
        return addresses.stream().map(InetSocketAddress::toString).collect(Collectors.joining(","));
    }

    /// @return null when the file cannot be read: what it said before holds
    private @Nullable List<InetSocketAddress> read() {
        Path file = config.resolverFile();
        if (!config.servers().isEmpty() || file == null) return config.servers();
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(ResolverFile.BYTES_MAX), StandardCharsets.ISO_8859_1);
            unreadable = false;
            return ResolverFile.servers(text);
        } catch (IOException e) {
            if (!unreadable) LOG.warning("Resolver file cannot be read", e, LogKey.PATH.is(file));
            unreadable = true;
            return null;
        }
    }

    void leave() {
        current.forEach(Upstream::leave);
    }
}
