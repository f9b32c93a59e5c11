package io.djong.apiserver.request;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.RawConnection;
import io.djong.http.Response;
import io.djong.http.StreamWriter;
import java.io.ByteArrayOutputStream;
import java.util.List;

/// A response that remembers what was answered, for metrics and audit.
final class ObservedResponse implements Response {
    private final Response response;
    private final Runnable onStreamEnd;
    private volatile int status;
    private volatile long sizeBytes;
    private volatile boolean streaming;
    private volatile boolean keeps;
    private volatile List<Piece> kept = List.of();
    private volatile String type = "";

    /// @param onStreamEnd run when an answer that goes on has ended; short, on a thread that moves bytes
    ObservedResponse(Response response, Runnable onStreamEnd) {
        this.response = response;
        this.onStreamEnd = onStreamEnd;
    }

    /// The status that was sent; 0 before.
    int status() {
        return status;
    }

    /// Bytes of the body of a complete answer, or of one that is made while it is sent.
    long sizeBytes() {
        return sizeBytes;
    }

    /// So many bytes of a body that goes on were sent.
    void streamed(long bytes) {
        long before = sizeBytes; // one thread alone sends
        sizeBytes = before + bytes;
    }

    /// Whether the body of a complete answer is kept.
    boolean keeps() {
        return keeps;
    }

    /// Keeps the body of a complete answer from now on.
    void keepBody() {
        keeps = true;
    }

    /// The body that was kept; empty without one.
    byte[] body() {
        var all = new ByteArrayOutputStream();
        kept.forEach(piece -> all.write(piece.array(), piece.offset(), piece.length()));
        return all.toByteArray();
    }

    /// The `Content-Type` that was set; "" for none.
    String contentType() {
        return type;
    }

    /// Whether the answer goes on after the handler has returned.
    boolean streaming() {
        return streaming;
    }

    @Override
    public Response header(String name, String value) {
        if (name.equalsIgnoreCase("Content-Type")) {
            type = value;
        }
        response.header(name, value);
        return this;
    }

    @Override
    public void send(int code, List<Piece> body) {
        status = code;
        long total = 0;
        for (var piece : body) {
            total += piece.length();
        }
        sizeBytes = total;
        if (keeps) {
            kept = body;
        }
        response.send(code, body);
    }

    @Override
    public void interim(int code, Headers headers) {
        response.interim(code, headers);
    }

    @Override
    public StreamWriter stream(int code) {
        status = code;
        streaming = true;
        var stream = response.stream(code);
        stream.onClose(onStreamEnd);
        return stream;
    }

    @Override
    public RawConnection upgrade(String protocol) {
        status = 101;
        streaming = true;
        var connection = response.upgrade(protocol);
        connection.onClose(onStreamEnd);
        return connection;
    }

    @Override
    public boolean canUpgrade() {
        return response.canUpgrade();
    }

    @Override
    public boolean committed() {
        return response.committed();
    }

    @Override
    public boolean closed() {
        return response.closed();
    }

    @Override
    public void abort() {
        response.abort();
    }
}
