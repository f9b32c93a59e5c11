package io.djong.dns;

import io.djong.base.time.Ticker;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsFormatException;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.ResponseCode;
import io.djong.dns.zone.Zone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// One message in, one message out. Never blocks; any number of threads.
final class QueryHandler {
    private static final int ANY_CLASS = 255;

    private final Supplier<Zone> zone;
    private final BooleanSupplier synced;
    private final Ticker ticker;
    private final DnsMetrics metrics;
    private final String server;
    private final AtomicInteger turn = new AtomicInteger();

    /// @param synced whether the zone has everything that there is
    /// @param server the label of the metrics: `dns://` and the address
    QueryHandler(Supplier<Zone> zone, BooleanSupplier synced, Ticker ticker, DnsMetrics metrics, String server) {
        this.zone = zone;
        this.synced = synced;
        this.ticker = ticker;
        this.metrics = metrics;
        this.server = server;
    }

    /// @param tcp which decides how long the answer may be
    /// @return empty when the message deserves no answer
    byte[] handle(byte[] message, int length, boolean tcp, boolean v4) {
        long start = ticker.nanos();
        Zone now = zone.get();
        Query query;
        try {
            query = Query.read(message, length);
        } catch (DnsFormatException e) {
            byte[] error = Answer.formatError(message, length);
            if (error.length > 0) count(ResponseCode.FORMERR, ".", "other", tcp, v4, start);
            return error;
        }
        Answer answer = answer(now, query);
        int limit = tcp ? Answer.TCP_BYTES_MAX : query.udpSizeBytes();
        byte[] encoded = answer.encode(query, limit, turn.getAndIncrement());
        DnsName domain = now.settings().apex();
        String label = query.name().isIn(domain) ? domain.toString() : ".";
        count(answer.code(), label, RecordType.name(query.type()), tcp, v4, start);
        return encoded;
    }

    private Answer answer(Zone now, Query query) {
        if (query.opcode() != 0) return Answer.of(ResponseCode.NOTIMP, false);
        if (query.edns() && query.ednsVersion() != 0) return Answer.of(ResponseCode.BADVERS, false);
        if (query.recordClass() != Query.CLASS_IN && query.recordClass() != ANY_CLASS) {
            return Answer.of(ResponseCode.REFUSED, false);
        }
        if (!synced.getAsBoolean()) return Answer.of(ResponseCode.SERVFAIL, false);
        Answer answer = now.answer(query.name(), query.type());
        return answer == null ? Answer.of(ResponseCode.REFUSED, false) : answer;
    }

    private void count(ResponseCode code, String zoneLabel, String type, boolean tcp, boolean v4, long start) {
        metrics.requests
                .with(server, zoneLabel, "", tcp ? "tcp" : "udp", v4 ? "1" : "2", type)
                .inc();
        metrics.responses.with(server, zoneLabel, "", code.name(), "").inc();
        metrics.duration.with(server, zoneLabel, "").observeNanos(ticker.nanos() - start);
    }
}
