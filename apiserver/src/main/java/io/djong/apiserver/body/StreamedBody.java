package io.djong.apiserver.body;

import io.djong.apiserver.request.ApiExchange;
import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Sends a body that is made while it is sent: what is short goes out complete, with its length; what is
/// longer than 128 KiB goes out in parts, compressed if the client takes gzip. The thread that makes the
/// parts waits while the client has more than a few of them to read, so that a request holds little,
/// however long its body is.
///
/// Source: apiserver `responsewriters.SerializeObject`: 128 KiB, gzip by `Accept-Encoding` alone.
public final class StreamedBody {
    private static final System.Logger LOG = System.getLogger(StreamedBody.class.getName());

    /// Longer bodies are sent in parts, and compressed.
    private static final int WHOLE_LIMIT_BYTES = 128 << 10;

    /// While more than this waits for the client to read, no part is made.
    private static final long PENDING_LIMIT_BYTES = 256 << 10;

    private final ApiExchange exchange;
    private final StreamWriter stream;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition writable = lock.newCondition();

    private StreamedBody(ApiExchange exchange, StreamWriter stream) {
        this.exchange = exchange;
        this.stream = stream;
    }

    /// Answers a request; returns when everything has been handed to the connection.
    public static void send(ApiExchange exchange, int status, String contentType, BodyParts parts)
            throws InterruptedException {
        var begin = new ArrayList<Piece>();
        long gathered = 0;
        List<Piece> part;
        while ((gathered <= WHOLE_LIMIT_BYTES || exchange.keepsAnswer()) && (part = parts.next()) != null) {
            begin.addAll(part);
            gathered += BodyParts.sizeBytes(part);
        }
        if (gathered <= WHOLE_LIMIT_BYTES || exchange.keepsAnswer()) {
            exchange.send(status, contentType, begin);
            return;
        }
        boolean gzip = takesGzip(exchange.header("Accept-Encoding"));
        if (gzip) {
            exchange.response().header("Content-Encoding", "gzip");
            exchange.response().header("Vary", "Accept-Encoding");
        }
        var body = new StreamedBody(exchange, exchange.stream(status, contentType));
        var rest = continued(begin, parts);
        if (!gzip) {
            body.send(rest);
            return;
        }
        try (var compressed = new GzipParts(rest)) {
            body.send(compressed);
        }
    }

    private static BodyParts continued(List<Piece> begin, BodyParts rest) {
        var first = BodyParts.of(begin);
        return () -> {
            var part = first.next();
            return part == null ? rest.next() : part;
        };
    }

    /// As upstream reads the header: a token that is `gzip`, without a quality.
    static boolean takesGzip(String acceptEncoding) {
        for (var token : acceptEncoding.split(",")) {
            if (token.strip().equals("gzip")) {
                return true;
            }
        }
        return false;
    }

    private void send(BodyParts parts) throws InterruptedException {
        boolean complete = false;
        try {
            for (var part = next(parts); part != null; part = next(parts)) {
                exchange.streamed(BodyParts.sizeBytes(part));
                stream.write(part);
            }
            complete = true;
        } catch (InterruptedException e) {
            if (!exchange.timedOut()) {
                throw e;
            }
        } catch (RuntimeException e) { // a fault of ours, after the answer has begun
            LOG.log(System.Logger.Level.ERROR, "an answer could not be finished", e);
        } finally {
            if (complete) {
                stream.close();
            } else {
                stream.abort();
            }
        }
    }

    /// The next part, when the client has read most of those before; null at the end, or when it is gone.
    @SuppressWarnings("ThreadPriorityCheck") // a long answer must not keep a carrier to itself
    private @Nullable List<Piece> next(BodyParts parts) throws InterruptedException {
        if (stream.bytesPending() > PENDING_LIMIT_BYTES) {
            awaitWritable();
        } else {
            Thread.yield(); // others use this carrier, too
        }
        return stream.isOpen() ? parts.next() : null;
    }

    private void awaitWritable() throws InterruptedException {
        var room = new boolean[1];
        stream.onWritable(() -> {
            lock.lock();
            try {
                room[0] = true;
                writable.signalAll();
            } finally {
                lock.unlock();
            }
        });
        lock.lock();
        try {
            while (!room[0]) {
                writable.await();
            }
        } finally {
            lock.unlock();
        }
    }
}
