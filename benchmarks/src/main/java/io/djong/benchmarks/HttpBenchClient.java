package io.djong.benchmarks;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/// One connection of [HttpBench]: spends as little as it can, so that the server gets the machine.
final class HttpBenchClient implements AutoCloseable {
    private static final int HEADERS = 1;
    private static final int DATA = 0;

    private final SSLSocket socket;
    private final boolean http2;
    private final int streams;
    private final DataInputStream in;
    private final OutputStream out;
    private final List<Long> nanos = new ArrayList<>();
    private final AtomicLong count = new AtomicLong();
    private int nextStream = 1;
    private int unacknowledged;

    private HttpBenchClient(SSLSocket socket, boolean http2, int streams) throws IOException {
        this.socket = socket;
        this.http2 = http2;
        this.streams = streams;
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        out = socket.getOutputStream();
        if (http2) {
            var hello = new ByteArrayOutputStream();
            hello.writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            hello.writeBytes(
                    frame(4, 0, 0, new byte[] {0, 4, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff})); // Windows.
            hello.writeBytes(frame(8, 0, 0, new byte[] {0x7f, 0, 0, 0}));
            out.write(hello.toByteArray());
        }
    }

    static HttpBenchClient connect(int port, boolean http2, int streams) throws IOException, GeneralSecurityException {
        var context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        var socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", port);
        socket.setTcpNoDelay(true);
        var parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {http2 ? "h2" : "http/1.1"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return new HttpBenchClient(socket, http2, streams);
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .putInt(payload.length << 8 | type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    private byte[] get(boolean watch) {
        if (!http2) {
            return ("GET /" + (watch ? "w" : "") + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        var path = watch ? new byte[] {0x04, 2, '/', 'w'} : new byte[] {(byte) 0x84};
        var block = ByteBuffer.allocate(2 + path.length + 2 + 9)
                .put(new byte[] {(byte) 0x82, (byte) 0x87})
                .put(path)
                .put(new byte[] {0x01, 9})
                .put("localhost".getBytes(StandardCharsets.ISO_8859_1))
                .array();
        int stream = nextStream;
        nextStream += 2;
        return frame(HEADERS, 5, stream, block);
    }

    /// Asks again as soon as it is answered.
    void request(AtomicBoolean running) {
        try {
            var first = new ByteArrayOutputStream();
            for (int i = 0; i < streams; i++) first.writeBytes(get(false));
            out.write(first.toByteArray());
            long sent = System.nanoTime();
            while (running.get()) {
                int answers = http2 ? finished() : answer();
                if (answers == 0) continue;
                count.addAndGet(answers);
                if (streams == 1) {
                    nanos.add(System.nanoTime() - sent);
                    sent = System.nanoTime();
                }
                out.write(get(false));
            }
        } catch (SocketException | EOFException e) {
            // Closed at the end.
        } catch (IOException e) {
            if (running.get()) throw new IllegalStateException(e);
        }
    }

    private int answer() throws IOException {
        int length = -1;
        while (true) {
            var line = line();
            if (line.startsWith("Content-Length: ")) length = Integer.parseInt(line.substring(16));
            if (line.isEmpty()) break;
        }
        in.skipNBytes(length);
        return 1;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int b = in.readUnsignedByte(); b != '\n'; b = in.readUnsignedByte()) {
            if (b != '\r') line.append((char) b);
        }
        return line.toString();
    }

    /// Reads a frame.
    ///
    /// @return 1 if it ends a stream
    private int finished() throws IOException {
        int first = in.readInt();
        int flags = in.readUnsignedByte();
        in.readInt();
        int length = first >>> 8;
        in.skipNBytes(length);
        int type = first & 0xff;
        if (type == DATA) {
            unacknowledged += length;
            if (unacknowledged > 1 << 24) {
                out.write(frame(
                        8, 0, 0, ByteBuffer.allocate(4).putInt(unacknowledged).array()));
                unacknowledged = 0;
            }
        }
        return (type == DATA || type == HEADERS) && (flags & 1) != 0 ? 1 : 0;
    }

    /// Opens the watches and waits for their heads.
    void open() throws IOException {
        for (int i = 0; i < streams; i++) out.write(get(true));
        for (int i = 0; i < streams; i++) {
            if (http2) {
                while (head() != HEADERS) {}
            } else {
                while (!line().isEmpty()) {}
            }
        }
    }

    private int head() throws IOException {
        int first = in.readInt();
        in.skipNBytes(5 + (first >>> 8));
        return first & 0xff;
    }

    /// Receives so many bytes of events; several of one stream may come in one frame.
    void receive(long bytes) {
        try {
            for (long left = bytes; left > 0; ) {
                if (http2) {
                    int first = in.readInt();
                    in.skipNBytes(5 + (first >>> 8));
                    if ((first & 0xff) == DATA) left -= first >>> 8;
                } else {
                    int length = Integer.parseInt(line(), 16);
                    in.skipNBytes(length + 2);
                    left -= length;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    void forget() {
        count.set(0);
    }

    long count() {
        return count.get();
    }

    LongStream nanos() {
        return nanos.stream().mapToLong(Long::longValue);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
