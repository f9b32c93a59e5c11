package io.djong.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.http.Piece;
import io.djong.http.StreamWriter;
import io.djong.http.limits.HttpLimits;
import io.djong.http.limits.Limit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/// HTTP/2 frame by frame.
class H2WireTest {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int PING = 6;
    private static final int GOAWAY = 7;
    private static final int WINDOW_UPDATE = 8;

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Frame(int type, int flags, int stream, byte[] payload) {
        int lastStream() {
            return ByteBuffer.wrap(payload).getInt(0);
        }

        int error() {
            return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
        }

        static byte[] encode(int type, int flags, int stream, byte[] payload) {
            return ByteBuffer.allocate(9 + payload.length)
                    .putInt(payload.length << 8 | type)
                    .put((byte) flags)
                    .putInt(stream)
                    .put(payload)
                    .array();
        }
    }

    private static final class Client implements AutoCloseable {
        private final RawClient raw;
        private int nextStream = 1;

        Client(Serving serving) throws IOException {
            raw = RawClient.tls(serving.port(), "h2");
            raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            send(SETTINGS, 0, 0);
            next(SETTINGS);
            send(SETTINGS, 1, 0);
        }

        void send(int type, int flags, int stream, byte... payload) throws IOException {
            raw.send(Frame.encode(type, flags, stream, payload));
        }

        /// GET (or POST) of `/` with further fields as plain literals.
        byte[] request(boolean post, String... fields) throws IOException {
            var block = new ByteArrayOutputStream();
            block.write(post ? 0x83 : 0x82);
            block.write(0x87);
            block.write(0x84);
            literal(block, ":authority", "localhost");
            for (int i = 0; i < fields.length; i += 2) literal(block, fields[i], fields[i + 1]);
            return block.toByteArray();
        }

        private static void literal(ByteArrayOutputStream block, String name, String value) {
            block.write(0x00);
            for (var text : new String[] {name, value}) {
                var bytes = text.getBytes(StandardCharsets.ISO_8859_1);
                if (bytes.length < 127) {
                    block.write(bytes.length);
                } else {
                    block.write(127);
                    int rest = bytes.length - 127;
                    for (; rest >= 128; rest >>= 7) block.write(rest & 127 | 128);
                    block.write(rest);
                }
                block.writeBytes(bytes);
            }
        }

        int get(String... fields) throws IOException {
            int stream = nextStream;
            nextStream += 2;
            send(HEADERS, 0x5, stream, request(false, fields));
            return stream;
        }

        int post(String... fields) throws IOException {
            int stream = nextStream;
            nextStream += 2;
            send(HEADERS, 0x4, stream, request(true, fields));
            return stream;
        }

        void reset(int stream) throws IOException {
            send(RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
        }

        Frame next() throws IOException {
            var head = raw.read(9);
            if (head.length < 9) throw new IOException("the server closed the connection");
            var buffer = ByteBuffer.wrap(head);
            int first = buffer.getInt();
            int flags = buffer.get();
            return new Frame(first & 0xff, flags, buffer.getInt(), raw.read(first >>> 8));
        }

        Frame next(int type) throws IOException {
            while (true) {
                var frame = next();
                if (frame.type == type) return frame;
            }
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }

    @Test
    void endsTheConnectionOfARapidReset() throws Exception {
        var started = new AtomicInteger();
        var proceed = new CountDownLatch(1);
        try (var serving = Serving.tls((request, response) -> {
                    started.incrementAndGet();
                    proceed.await();
                });
                var client = new Client(serving)) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 2000; i++) client.reset(client.get());
                } catch (IOException e) {
                    // The server has closed.
                }
            });
            var goAway = client.next(GOAWAY);
            sender.join();
            assertThat(goAway.error()).isEqualTo(0xb); // ENHANCE_YOUR_CALM
            assertThat(started).hasValueLessThanOrEqualTo(100);
            assertThat(serving.enforced()).contains(Limit.QUEUED_HANDLERS);
            proceed.countDown();
        }
    }

    @Test
    void refusesStreamsBeyondTheLimit() throws Exception {
        var proceed = new CountDownLatch(1);
        try (var serving = Serving.tls(HttpLimits.DEFAULTS.withStreamsMax(2), (request, response) -> {
                    proceed.await();
                    response.send(200, Piece.of("ok"));
                });
                var client = new Client(serving)) {
            client.get();
            client.get();
            int third = client.get();
            var reset = client.next(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(third);
            assertThat(reset.error()).isEqualTo(7); // REFUSED_STREAM
            proceed.countDown();
        }
    }

    @Test
    void answersHugeHeadersWith431() throws Exception {
        try (var serving = Serving.tls(
                        HttpLimits.DEFAULTS.withHeaderBytesMax(8192),
                        (request, response) -> response.send(200, Piece.of("ok")));
                var client = new Client(serving)) {
            client.get("x-long", "a".repeat(9000));
            var answer = client.next(HEADERS);
            assertThat(new String(answer.payload(), StandardCharsets.ISO_8859_1))
                    .contains("431");
            assertThat(serving.enforced()).contains(Limit.HEADER_BYTES);
        }
    }

    @Test
    void resetsStreamsWithMalformedHeads() throws Exception {
        try (var serving = Serving.tls((request, response) -> response.send(200, Piece.of("ok")));
                var client = new Client(serving)) {
            for (var field : new String[] {"connection", "transfer-encoding", "upgrade", "Upper", "a b", ":late"}) {
                int stream = client.get(field, "x");
                var reset = client.next(RST_STREAM);
                assertThat(reset.stream()).as(field).isEqualTo(stream);
                assertThat(reset.error()).as(field).isEqualTo(1); // PROTOCOL_ERROR
            }
            client.get("fine", "x");
            client.next(DATA);
        }
    }

    @Test
    void waitsForTheWindow() throws Exception {
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        try (var serving = Serving.tls((request, response) -> {
                    var writer = response.stream(200);
                    writer.write(Piece.of(new byte[200_000]));
                    opened.add(writer);
                });
                var client = new Client(serving)) {
            int stream = client.get();
            int received = 0;
            while (received < 65_535) received += client.next(DATA).payload().length;
            assertThat(received).isEqualTo(65_535);
            var writer = opened.take();
            assertThat(writer.bytesPending()).isPositive();
            var writable = new CountDownLatch(1);
            writer.onWritable(writable::countDown);
            assertThat(writable.getCount()).isEqualTo(1);
            client.send(WINDOW_UPDATE, 0, 0, new byte[] {0, 0x10, 0, 0});
            client.send(WINDOW_UPDATE, 0, stream, new byte[] {0, 0x10, 0, 0});
            while (received < 200_000) received += client.next(DATA).payload().length;
            writable.await();
            writer.close();
            assertThat(client.next(DATA).flags()).isEqualTo(1);
        }
    }

    @Test
    void resetsTheStreamOfAClientThatDoesNotRead() throws Exception {
        try (var serving = Serving.tls(
                        HttpLimits.DEFAULTS.withStalledWrite(Duration.ofMillis(200)),
                        (request, response) -> response.send(200, Piece.of(new byte[200_000])));
                var client = new Client(serving)) {
            int stream = client.get();
            assertThat(client.next(RST_STREAM).stream()).isEqualTo(stream);
            assertThat(serving.enforced()).containsExactly(Limit.STALLED_WRITE);
        }
    }

    @Test
    void opensTheWindowOnlyAsTheBodyIsRead() throws Exception {
        var proceed = new CountDownLatch(1);
        var lengths = new LinkedBlockingQueue<Integer>();
        try (var serving = Serving.tls((request, response) -> {
                    proceed.await();
                    lengths.add(request.body(1 << 20).length);
                    response.send(200, Piece.of("ok"));
                });
                var client = new Client(serving)) {
            int stream = client.post();
            for (int i = 0; i < 16; i++) client.send(DATA, 0, stream, new byte[16_000]);
            client.send(PING, 0, 0, new byte[8]);
            assertThat(client.next(PING).flags()).isEqualTo(1);
            proceed.countDown();
            Frame update = client.next(WINDOW_UPDATE);
            while (update.stream() != stream) update = client.next(WINDOW_UPDATE);
            client.send(DATA, 1, stream, new byte[16_000]);
            assertThat(lengths.take()).isEqualTo(17 * 16_000);
            client.next(HEADERS);
        }
    }

    @Test
    void stopsAnUploadThatNobodyReads() throws Exception {
        try (var serving = Serving.tls((request, response) -> response.send(403, Piece.of("no")));
                var client = new Client(serving)) {
            int stream = client.post();
            client.next(DATA);
            var reset = client.next(RST_STREAM);
            assertThat(reset.stream()).isEqualTo(stream);
            assertThat(reset.error()).isZero();
        }
    }

    @Test
    void tellsClientsToGoElsewhere() throws Exception {
        try (var serving = Serving.tls((request, response) -> {
                    response.header("Connection", "close").send(200, Piece.of("ok"));
                });
                var client = new Client(serving)) {
            client.get();
            var warning = client.next(GOAWAY);
            assertThat(warning.error()).isZero();
            client.next(DATA);
            var last = client.next(GOAWAY);
            assertThat(last.lastStream()).isEqualTo(1);
        }
    }

    @Test
    void saysNothingOfClientsThatGoAway() throws Exception {
        var logged = new LinkedBlockingQueue<String>();
        var netty = Logger.getLogger("io.netty.channel.DefaultChannelPipeline");
        netty.setFilter(record -> {
            logged.add(record.getMessage());
            return false;
        });
        var opened = new ArrayBlockingQueue<StreamWriter>(1);
        try (var serving = Serving.tls((request, response) -> opened.add(response.stream(200)))) {
            var client = new Client(serving);
            client.get();
            client.next(HEADERS);
            var closed = new CountDownLatch(1);
            opened.take().onClose(closed::countDown);
            client.raw.abort();
            closed.await();
            assertThat(logged).isEmpty();
        } finally {
            netty.setFilter(null);
        }
    }

    @Test
    void closesIdleConnections() throws Exception {
        try (var serving = Serving.tls(
                        HttpLimits.DEFAULTS.withIdleTime(Duration.ofMillis(100)),
                        (request, response) -> response.send(200, Piece.of("ok")));
                var client = new Client(serving)) {
            client.get();
            client.next(DATA);
            assertThat(client.next(GOAWAY).error()).isZero();
            assertThat(serving.enforced()).containsExactly(Limit.IDLE_TIME);
        }
    }

    @Test
    void keepsManyIdleStreamsWithoutThreads() throws Exception {
        var opened = new LinkedBlockingQueue<StreamWriter>();
        var handlers = new LinkedBlockingQueue<Thread>();
        try (var serving = Serving.tls((request, response) -> {
            opened.add(response.stream(200));
            handlers.add(Thread.currentThread());
        })) {
            var clients = new Client[20];
            try {
                for (int i = 0; i < clients.length; i++) {
                    clients[i] = new Client(serving);
                    for (int s = 0; s < 100; s++) clients[i].get();
                    for (int s = 0; s < 100; s++) clients[i].next(HEADERS);
                }
                for (int i = 0; i < 2000; i++) handlers.take().join();
                assertThat(opened).hasSize(2000).allMatch(StreamWriter::isOpen);
                var event = Piece.of("event");
                opened.forEach(writer -> writer.write(event));
                for (var client : clients) {
                    for (int s = 0; s < 100; s++)
                        assertThat(client.next(DATA).payload()).hasSize(5);
                }
            } finally {
                for (var client : clients) {
                    if (client != null) client.close();
                }
            }
        }
    }
}
