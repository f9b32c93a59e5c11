package io.djong.dns;

import io.djong.api.meta.Bytes;
import io.djong.base.time.Ticker;
import io.djong.dns.forward.Forwarder;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsFormatException;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.ResponseCode;
import io.djong.dns.zone.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One message in, one message out. Any number of threads.
///
/// ```java
/// switch (handler.handle(message, length, tcp, v4)) {         // never waits
///     case Done(var answer) -> send(answer);                  // empty: the message deserves none
///     case Waiting waiting -> send(handler.ask(waiting));     // waits for other servers
/// }
/// ```
final class QueryHandler {
    private static final int ANY_CLASS = 255;
    /// More aliases in a row are not followed (CoreDNS).
    private static final int ALIASES_MAX = 8;
    /// The longest answer over UDP, whatever a client says that it takes: what is longer comes in pieces, which get
    /// lost or forged.
    private static final int UDP_BYTES_MAX = 4096;

    private final Supplier<Zone> zone;
    private final BooleanSupplier synced;
    private final Forwarder forwarder;
    private final Ticker ticker;
    private final DnsMetrics metrics;
    private final AtomicInteger turn = new AtomicInteger();

    /// What became of a message.
    sealed interface Handled {
        /// @param answer empty when there is to be none
        record Done(Bytes answer) implements Handled {}

        /// Another server has to be asked; a place among the queries under way is taken, and [#ask] gives it back.
        record Waiting(Query query, boolean tcp, boolean v4, long startNanos) implements Handled {}
    }

    /// @param synced whether the zone has everything that there is
    QueryHandler(Supplier<Zone> zone, BooleanSupplier synced, Forwarder forwarder, Ticker ticker, DnsMetrics metrics) {
        this.zone = zone;
        this.synced = synced;
        this.forwarder = forwarder;
        this.ticker = ticker;
        this.metrics = metrics;
    }

    /// Answers from memory.
    ///
    /// @param tcp which decides how long the answer may be
    Handled handle(byte[] message, int length, boolean tcp, boolean v4) {
        long start = ticker.nanos();
        Query query;
        try {
            query = Query.read(message, length);
        } catch (DnsFormatException e) {
            byte[] error = Answer.formatError(message, length);
            if (error.length > 0) {
                metrics.count(ResponseCode.FORMERR.number(), false, RecordType.NONE, tcp, v4, ticker.nanos() - start);
            }
            return done(error);
        }
        Handled.Waiting waiting = new Handled.Waiting(query, tcp, v4, start);
        Zone now = zone.get();
        Answer answer = fixed(query);
        if (answer == null) answer = ours(now, query);
        if (answer != null && answer.alias() != null) {
            answer = followed(now, query, answer, forwarder::remembered);
        } else if (answer == null) {
            Forwarder.Told told = forwarder.any() ? forwarder.remembered(query) : null;
            if (told != null) return done(encode(waiting, told));
        }
        if (answer != null) return done(encode(waiting, answer));
        if (forwarder.any() && forwarder.begin()) return waiting;
        return done(encode(waiting, Answer.of(ResponseCode.REFUSED, false)));
    }

    private static Handled done(byte[] answer) {
        return new Handled.Done(Bytes.trusted(answer));
    }

    /// Answers with the help of other servers. Waits.
    byte[] ask(Handled.Waiting waiting) {
        try {
            Query query = waiting.query();
            Zone now = zone.get();
            Answer answer = ours(now, query);
            if (answer != null && answer.alias() == null) return encode(waiting, answer);
            if (answer != null) {
                Answer whole = followed(now, query, answer, this::asked);
                return encode(waiting, whole == null ? answer : whole);
            }
            Forwarder.Told told = forwarder.ask(query);
            return told == null ? encode(waiting, Answer.of(ResponseCode.SERVFAIL, false)) : encode(waiting, told);
        } finally {
            forwarder.end();
        }
    }

    /// From memory, else from another server.
    private Forwarder.@Nullable Told asked(Query query) {
        Forwarder.Told told = forwarder.remembered(query);
        return told != null ? told : forwarder.ask(query);
    }

    /// The answers that do not depend on any name.
    private @Nullable Answer fixed(Query query) {
        if (query.opcode() != 0) return Answer.of(ResponseCode.NOTIMP, false);
        if (query.edns() && query.ednsVersion() != 0) return Answer.of(ResponseCode.BADVERS, false);
        if (query.recordClass() != Query.CLASS_IN && query.recordClass() != ANY_CLASS) {
            return Answer.of(ResponseCode.REFUSED, false);
        }
        if (query.type() == RecordType.HINFO && forwarder.foundLoop(query.name())) {
            return Answer.of(ResponseCode.SERVFAIL, false);
        }
        return null;
    }

    /// @return null when the name is not the cluster's
    private @Nullable Answer ours(Zone now, Query query) {
        Answer answer = now.answer(query.name(), query.type());
        if (answer == null && (query.type() == RecordType.AXFR || query.type() == RecordType.IXFR)) {
            return Answer.of(ResponseCode.REFUSED, false);
        }
        if (answer != null && answer.code() == ResponseCode.NXDOMAIN && !synced.getAsBoolean()) {
            return Answer.of(ResponseCode.SERVFAIL, true);
        }
        return answer;
    }

    /// With the records of the name that an alias stands for.
    ///
    /// @param elsewhere asks about a name that is not the cluster's; null when it cannot tell
    /// @return the alias alone when there is nobody to ask; null when somebody is and did not tell
    private @Nullable Answer followed(
            Zone now, Query query, Answer answer, Function<Query, Forwarder.@Nullable Told> elsewhere) {
        List<byte[]> records = new ArrayList<>(answer.answers());
        DnsName target = answer.alias();
        for (int i = 0; target != null && i < ALIASES_MAX; i++) {
            Answer next = now.answer(target, query.type());
            if (next == null) {
                if (!forwarder.any()) break;
                Forwarder.Told told = elsewhere.apply(query.about(target));
                if (told == null) return null;
                records.addAll(chain(told, query.type()));
                break;
            }
            records.addAll(next.answersOf(target));
            target = next.alias();
        }
        return new Answer(ResponseCode.NOERROR, true, List.copyOf(records), List.of(), List.of());
    }

    private static List<byte[]> chain(Forwarder.Told told, int type) {
        try {
            return told.reply().chain(type, told.ttlSeconds());
        } catch (DnsFormatException e) {
            return List.of();
        }
    }

    private byte[] encode(Handled.Waiting asked, Answer answer) {
        // An alias stays before what it stands for; addresses take turns.
        int first =
                answer.answers().size() > 1 && Answer.isAlias(answer.answers().getFirst()) ? 0 : nextTurn();
        byte[] bytes = answer.encode(asked.query(), limit(asked), first);
        boolean cluster = asked.query().name().isIn(zone.get().settings().apex());
        count(asked, answer.code().number(), cluster);
        return bytes;
    }

    private byte[] encode(Handled.Waiting asked, Forwarder.Told told) {
        byte[] bytes = told.reply().encode(asked.query(), limit(asked), told.ttlSeconds(), nextTurn());
        count(asked, told.reply().code(), false);
        return bytes;
    }

    private void count(Handled.Waiting asked, int code, boolean cluster) {
        long nanos = ticker.nanos() - asked.startNanos();
        metrics.count(code, cluster, asked.query().type(), asked.tcp(), asked.v4(), nanos);
    }

    private static int limit(Handled.Waiting asked) {
        return asked.tcp()
                ? Answer.TCP_BYTES_MAX
                : Math.min(UDP_BYTES_MAX, asked.query().udpSizeBytes());
    }

    /// Spread, as clients ask in patterns: who always asks for A and AAAA in turns would always get the same first.
    private int nextTurn() {
        int mixed = turn.getAndIncrement() * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }
}
