package io.djong.dns.forward;

import io.djong.base.log.Log;
import io.djong.base.log.LogKey;
import io.djong.base.time.Environment;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.Reply;
import io.djong.dns.wire.ResponseCode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// One other server and how it is doing. It is checked only after it failed, every half second, until it answers.
final class Upstream {
    private static final Log LOG = Log.of(Upstream.class);
    /// One more failed check, and it is down.
    private static final int FAILURES_MAX = 2;

    private static final Duration CHECK_EVERY = Duration.ofMillis(500);
    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(1);
    private static final Query CHECK = Query.of(DnsName.ROOT, RecordType.NS);

    private final Environment environment;
    private final InetSocketAddress address;
    private final String label;
    private final ForwardMetrics metrics;
    private final DnsName probe;
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicBoolean checking = new AtomicBoolean();
    private volatile boolean looping;
    private volatile boolean gone;

    Upstream(Environment environment, InetSocketAddress address, ForwardMetrics metrics) {
        this.environment = environment;
        this.address = address;
        this.metrics = metrics;
        label = address.getAddress().getHostAddress() + ":" + address.getPort();
        probe = DnsName.of(number() + "." + number());
    }

    private String number() {
        return Long.toUnsignedString(environment.random().nextLong());
    }

    InetSocketAddress address() {
        return address;
    }

    boolean down() {
        return failures.get() > FAILURES_MAX;
    }

    boolean looping() {
        return looping;
    }

    /// Asks, over UDP, and over TCP when the answer did not fit.
    ///
    /// @param timeout of each
    Reply ask(Query query, Duration timeout) throws IOException {
        long start = environment.ticker().nanos();
        try {
            Exchange exchange = new Exchange(environment, address, timeout);
            Reply reply = exchange.udp(query);
            if (reply.truncated()) reply = whole(exchange, query, reply);
            metrics.duration(label, ResponseCode.name(reply.code()))
                    .observeNanos(environment.ticker().nanos() - start);
            return reply;
        } catch (IOException e) {
            if (checking.compareAndSet(false, true)) check();
            throw e;
        }
    }

    /// The client gets the part when TCP does not work, and can try itself.
    private static Reply whole(Exchange exchange, Query query, Reply part) {
        try {
            return exchange.tcp(query);
        } catch (IOException e) {
            LOG.debug("DNS server did not answer over TCP", e);
            return part;
        }
    }

    private void check() {
        environment.timers().once(CHECK_EVERY, () -> {
            if (gone) return;
            try {
                new Exchange(environment, address, CHECK_TIMEOUT).udp(CHECK);
                if (failures.getAndSet(0) > FAILURES_MAX) {
                    LOG.info("DNS server answers again", LogKey.ADDRESS.is(label));
                    probe();
                }
                checking.set(false);
            } catch (IOException e) {
                metrics.healthFailures(label).inc();
                if (failures.incrementAndGet() == FAILURES_MAX + 1) {
                    LOG.warning("DNS server does not answer", e, LogKey.ADDRESS.is(label));
                }
                check();
            }
        });
    }

    /// Asks a name that nobody else asks: when we are asked it ourselves, this server asks us. Does not wait.
    void probe() {
        environment.threads().start("dns loop probe", () -> {
            try {
                new Exchange(environment, address, CHECK_TIMEOUT).udp(Query.of(probe, RecordType.HINFO));
            } catch (IOException e) {
                LOG.debug("DNS server did not answer the loop probe", e, LogKey.ADDRESS.is(label));
            }
        });
    }

    /// @return whether it was this server's probe
    boolean foundLoop(DnsName asked) {
        if (!asked.equals(probe)) return false;
        if (!looping) LOG.error("DNS server asks us in turn and is not used", LogKey.ADDRESS.is(label));
        looping = true;
        return true;
    }

    /// Ends the checks.
    void leave() {
        gone = true;
    }
}
