package io.djong.http;

import java.io.InputStream;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;

/// A request as it came in: checked for syntax and size, not for meaning. All but the body may be read from
/// any thread, also after the exchange has ended.
public interface Request {
    /// In capitals as sent, `GET` for instance; any token.
    String method();

    /// The path as sent, percent-encoded, without the query; begins with `/`, or is `*`.
    String rawPath();

    /// The path percent-decoded (UTF-8). A plus sign stays one.
    String path();

    /// What follows the question mark, as sent; empty if nothing does.
    String rawQuery();

    /// The `Host` header or `:authority`; empty if an HTTP/1.0 client sent none.
    String host();

    /// Without `Host` and without HTTP/2's pseudo headers.
    Headers headers();

    Protocol protocol();

    /// Whether TLS is spoken.
    boolean secure();

    InetSocketAddress remoteAddress();

    InetSocketAddress localAddress();

    /// The client's certificates, leaf first; empty without TLS or when the client sent none. The client
    /// has proved that it holds the leaf's key, and NOTHING ELSE is checked: whom the chain leads to,
    /// whether it is in date and what it may be used for is the authenticator's to decide (as with Go's
    /// `RequestClientCert`, so that a bad certificate is a 401 and not a broken connection).
    List<X509Certificate> peerCertificates();

    /// The whole body.
    ///
    /// @param limitBytes the most that is accepted
    /// @throws HttpException.BodyTooLarge when it is longer; the rest is not read
    /// @throws HttpException when the connection breaks before its end
    byte[] body(int limitBytes) throws HttpException, InterruptedException;

    /// The body as it arrives; reads block (park) the calling thread and are for one thread at a time. How
    /// much waits unread is bounded by the limits' windows. With `Expect: 100-continue` the first read lets
    /// the client go on. Throws [HttpException] only, and `InterruptedIOException` (with the interrupt flag
    /// set) when the thread is interrupted.
    InputStream bodyStream();

    /// Runs the task once when the exchange is over: answered completely, cut off, or the client gone. At
    /// once if it is over already. It runs on a thread that moves bytes: it must be short and must not
    /// block.
    void onClose(Runnable task);
}
