package io.djong.dns.forward;

import io.djong.base.log.Log;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Deadline;
import io.djong.base.time.Environment;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.Reply;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// Answers from elsewhere. Any number of threads.
///
/// ```java
/// Told told = forwarder.remembered(query);           // never waits
/// if (told == null && forwarder.begin()) {           // else REFUSED
///     try { told = forwarder.ask(query); }           // waits up to 5 s; null: SERVFAIL
///     finally { forwarder.end(); }
/// }
/// ```
public final class Forwarder {
    private static final Log LOG = Log.of(Forwarder.class);
    /// For one query, all servers together (CoreDNS).
    private static final Duration QUERY_MAX = Duration.ofSeconds(5);
    /// For one server (CoreDNS).
    private static final Duration READ_MAX = Duration.ofSeconds(2);

    /// How often each server is asked at most: a datagram may be lost.
    private static final int ROUNDS = 3;

    private final Environment environment;
    private final ForwardConfig config;
    private final ForwardMetrics metrics;
    private final Upstreams upstreams;
    private final ReplyCache cache;
    private final Semaphore permits;

    /// A server's answer, and what becomes of its records' TTL.
    ///
    /// @param ttlSeconds what they have left; negative leaves them as they came
    /// @param remembered whether nobody was asked for it
    public record Told(Reply reply, int ttlSeconds, boolean remembered) {}

    /// @param ourselves where we are reached, which is never asked
    public Forwarder(
            Environment environment,
            ForwardConfig config,
            Set<InetSocketAddress> ourselves,
            MetricRegistry registry,
            String server) {
        this.environment = environment;
        this.config = config;
        metrics = new ForwardMetrics(registry, server);
        upstreams = new Upstreams(environment, config, Set.copyOf(ourselves), metrics);
        cache = new ReplyCache(environment.ticker(), config.ttlMax(), metrics);
        permits = new Semaphore(config.concurrentMax());
    }

    /// Whether there is anybody to ask by configuration.
    public boolean any() {
        return config.any();
    }

    /// Whether this query is one of ours that came back: the server that it was sent to is not asked any more.
    public boolean foundLoop(DnsName asked) {
        return upstreams.foundLoop(asked);
    }

    /// What is remembered. Never waits.
    public @Nullable Told remembered(Query query) {
        ReplyCache.Hit hit = cache.get(query);
        return hit == null ? null : new Told(hit.reply(), hit.ttlSeconds(), true);
    }

    /// Takes a place among the queries under way. Never waits.
    ///
    /// @return false when there is none, and nothing is to be asked
    public boolean begin() {
        if (permits.tryAcquire()) return true;
        metrics.rejects.inc();
        return false;
    }

    /// Gives the place of [#begin] back.
    public void end() {
        permits.release();
    }

    /// Asks one server after the other until one answers, whatever it says. Waits, 5 s at most.
    ///
    /// @return null when none answered
    public @Nullable Told ask(Query query) {
        Deadline deadline = Deadline.after(environment.ticker(), QUERY_MAX);
        List<Upstream> servers = upstreams.inOrder();
        if (!servers.isEmpty() && servers.getFirst().down()) metrics.broken.inc();
        for (int i = 0; i < servers.size() * ROUNDS; i++) {
            Duration left = deadline.remaining();
            if (left.isZero()) break;
            Upstream server = servers.get(i % servers.size());
            try {
                Reply reply = server.ask(query, left.compareTo(READ_MAX) < 0 ? left : READ_MAX);
                return new Told(reply, cache.put(query, reply), false);
            } catch (IOException e) {
                // Counted, and looked after by the server's own checks.
                LOG.debug("DNS server did not answer a query", e);
            }
        }
        return null;
    }

    /// Ends what goes on by itself.
    public void close() {
        upstreams.leave();
    }
}
