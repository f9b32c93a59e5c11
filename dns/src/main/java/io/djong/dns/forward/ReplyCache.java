package io.djong.dns.forward;

import io.djong.base.time.Ticker;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.Reply;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What other servers said, for as long as they said, within limits; the least recently used goes first. Safe for any
/// number of threads.
final class ReplyCache {
    /// Answers with records, and again as many without (CoreDNS: 9984 each).
    static final int ENTRIES_MAX = 9984;
    /// For each of the two.
    static final long BYTES_MAX = 16L << 20;
    /// What is told to live for less lives so long (CoreDNS).
    static final Duration TTL_MIN = Duration.ofSeconds(5);
    /// How long a failure is remembered (CoreDNS).
    static final Duration FAILURE_TTL = Duration.ofSeconds(5);

    /// What the answer depends on besides the name.
    record Key(DnsName name, int type, boolean dnssecOk, boolean checkingDisabled) {
        static Key of(Query query) {
            return new Key(query.name(), query.type(), query.dnssecOk(), query.checkingDisabled());
        }
    }

    /// @param ttlSeconds what is left
    record Hit(Reply reply, int ttlSeconds) {}

    private record Entry(Reply reply, long untilNanos) {}

    /// One of the two parts: with records, or without.
    private static final class Part {
        final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
        long bytes;

        void put(Key key, Entry entry, Runnable evicted) {
            remove(key);
            entries.put(key, entry);
            bytes += entry.reply().sizeBytes();
            while (entries.size() > ENTRIES_MAX || bytes > BYTES_MAX) {
                remove(entries.keySet().iterator().next());
                evicted.run();
            }
        }

        void remove(Key key) {
            Entry before = entries.remove(key);
            if (before != null) bytes -= before.reply().sizeBytes();
        }
    }

    private final Ticker ticker;
    private final Duration ttlMax;
    private final ForwardMetrics metrics;
    private final ReentrantLock lock = new ReentrantLock();
    private final Part success = new Part();
    private final Part denial = new Part();

    ReplyCache(Ticker ticker, Duration ttlMax, ForwardMetrics metrics) {
        this.ticker = ticker;
        this.ttlMax = ttlMax;
        this.metrics = metrics;
    }

    @Nullable
    Hit get(Query query) {
        if (ttlMax.isZero()) return null;
        Key key = Key.of(query);
        long now = ticker.nanos();
        metrics.cacheRequests.inc();
        lock.lock();
        try {
            Hit hit = get(success, key, now);
            if (hit != null) {
                metrics.hits(true).inc();
                return hit;
            }
            hit = get(denial, key, now);
            (hit != null ? metrics.hits(false) : metrics.cacheMisses).inc();
            return hit;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Hit get(Part part, Key key, long now) {
        Entry entry = part.entries.get(key);
        if (entry == null) return null;
        long left = entry.untilNanos() - now;
        if (left <= 0) {
            part.remove(key);
            metrics.entries(part == success).set(part.entries.size());
            return null;
        }
        return new Hit(entry.reply(), (int) Math.ceilDiv(left, 1_000_000_000L));
    }

    /// Remembers an answer, if it is of a kind that may be.
    ///
    /// @return for how many seconds, which is what the records' TTL becomes; negative when it is not remembered
    int put(Query query, Reply reply) {
        if (ttlMax.isZero() || reply.kind() == Reply.Kind.OTHER) return -1;
        boolean found = reply.kind() == Reply.Kind.FOUND;
        Duration said = reply.kind() == Reply.Kind.FAILURE ? FAILURE_TTL : Duration.ofSeconds(reply.ttlSeconds());
        Duration ttl = said.compareTo(TTL_MIN) < 0 ? TTL_MIN : said;
        if (ttl.compareTo(ttlMax) > 0) ttl = ttlMax;
        Key key = Key.of(query);
        Entry entry = new Entry(reply, ticker.nanos() + ttl.toNanos());
        Part part = found ? success : denial;
        lock.lock();
        try {
            (found ? denial : success).remove(key);
            part.put(key, entry, () -> metrics.evictions(found).inc());
            metrics.entries(true).set(success.entries.size());
            metrics.entries(false).set(denial.entries.size());
        } finally {
            lock.unlock();
        }
        return (int) Math.ceilDiv(ttl.toNanos(), 1_000_000_000L);
    }
}
