package io.djong.apiserver.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.djong.http.Headers;
import io.djong.http.Piece;
import io.djong.http.Protocol;
import io.djong.http.RawConnection;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.StreamWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/// A request without a connection, and what was answered to it.
public final class FakeHttp implements Request, Response {
    private final String method;
    private final String path;
    private final String query;
    private final Headers headers;
    private final byte[] body;
    private final List<String> sent = new ArrayList<>();
    private final FakeStream stream = new FakeStream();
    private String answer = "";
    private int status;

    public FakeHttp(String method, String target, Headers headers, String body) {
        var at = target.indexOf('?');
        this.method = method;
        this.path = at < 0 ? target : target.substring(0, at);
        this.query = at < 0 ? "" : target.substring(at + 1);
        this.headers = headers;
        this.body = body.getBytes(UTF_8);
    }

    public static FakeHttp get(String target) {
        return new FakeHttp("GET", target, Headers.NONE, "");
    }

    public int status() {
        return status;
    }

    public String answer() {
        return answer;
    }

    /// `Name: value`, in order.
    public List<String> sentHeaders() {
        return sent;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String rawPath() {
        return path;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public String rawQuery() {
        return query;
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public Headers headers() {
        return headers;
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP_1_1;
    }

    @Override
    public boolean secure() {
        return true;
    }

    @Override
    public InetSocketAddress remoteAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);
    }

    @Override
    public InetSocketAddress localAddress() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 6_443);
    }

    @Override
    public List<X509Certificate> peerCertificates() {
        return List.of();
    }

    @Override
    public byte[] body(int limitBytes) {
        return body;
    }

    @Override
    public InputStream bodyStream() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public void onClose(Runnable task) {}

    @Override
    public Response header(String name, String value) {
        sent.add(name + ": " + value);
        return this;
    }

    @Override
    public void send(int code, List<Piece> pieces) {
        if (committed()) {
            throw new IllegalStateException("answered already");
        }
        status = code;
        var all = new ByteArrayOutputStream();
        pieces.forEach(piece -> all.write(piece.array(), piece.offset(), piece.length()));
        answer = all.toString(UTF_8);
    }

    @Override
    public void interim(int code, Headers interim) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamWriter stream(int code) {
        if (committed()) {
            throw new IllegalStateException("answered already");
        }
        status = code;
        return stream;
    }

    /// The body of an answer that goes on.
    public FakeStream stream() {
        return stream;
    }

    @Override
    public RawConnection upgrade(String protocol) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean canUpgrade() {
        return false;
    }

    @Override
    public boolean committed() {
        return status != 0;
    }

    @Override
    public boolean closed() {
        return false;
    }

    @Override
    public void abort() {}
}
