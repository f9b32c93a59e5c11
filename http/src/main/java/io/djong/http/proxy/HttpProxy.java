package io.djong.http.proxy;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Protocol;
import io.djong.http.RawConnection;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.ClientResponse;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Origin;
import io.djong.http.client.RequestBody;
import io.djong.http.client.Upgrade;
import io.djong.http.stream.Splice;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.UnaryOperator;

/// Passes requests on to another server, as Go's `ReverseProxy` and upstream's `UpgradeAwareHandler` do:
/// headers for one connection only are left out, the client's address is added to `X-Forwarded-For`, bodies
/// are streamed both ways and flushed as they come. A request that offers to leave HTTP (WebSocket, SPDY,
/// anything) is offered to the other server, and if that accepts, bytes are moved both ways until both have
/// ended.
///
/// Who may ask for what, and with which credentials the other server is asked, is decided before.
public final class HttpProxy {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Environment environment;
    private final HttpClient client;

    public HttpProxy(Environment environment, HttpClient client) {
        this.environment = environment;
        this.client = client;
    }

    /// Passes the request on, and returns when the answer is complete or the connection that was handed
    /// over has ended.
    ///
    /// @param origin the other server
    /// @param target path and query for it, percent-encoded
    /// @param headers what it is sent: the request's own, without or with credentials; hop-by-hop ones are
    ///     left out here
    /// @throws HttpException when the other server gave no answer: nothing has been answered yet then, the
    ///     caller does. An answer that breaks off later cuts off the client's.
    public void forward(Request request, Response response, Origin origin, String target, Headers headers)
            throws HttpException, InterruptedException {
        forward(request, response, origin, target, headers, UnaryOperator.identity());
    }

    /// The same, with the other server's headers changed on their way to the client.
    ///
    /// @param answered from the headers of the answer, without those for one connection only, to what is sent on
    public void forward(
            Request request,
            Response response,
            Origin origin,
            String target,
            Headers headers,
            UnaryOperator<Headers> answered)
            throws HttpException, InterruptedException {
        var forwarded = forwarded(request, headers);
        if (response.canUpgrade()) {
            upgrade(request, response, origin, target, forwarded, answered);
            return;
        }
        var asked = new ClientRequest(request.method(), origin, target, forwarded, body(request), null);
        relay(request, response, client.send(asked), answered);
    }

    private static Headers forwarded(Request request, Headers headers) {
        var sent = HopByHop.without(headers).toBuilder();
        var address = request.remoteAddress().getAddress();
        if (address != null) {
            var before = headers.all("X-Forwarded-For");
            var mine = address.getHostAddress();
            sent.set("X-Forwarded-For", before.isEmpty() ? mine : String.join(", ", before) + ", " + mine);
        }
        if (headers.hasToken("TE", "trailers")) sent.set("TE", "trailers");
        return sent.build();
    }

    private static RequestBody body(Request request) {
        var length = request.headers().first("Content-Length");
        boolean chunked = request.headers().contains("Transfer-Encoding");
        if (length == null && !chunked) {
            boolean maybe = request.protocol() == Protocol.HTTP_2 && !isUsuallyBodiless(request.method());
            return maybe ? streamed(request, -1) : RequestBody.NONE;
        }
        long bytes = length == null || chunked ? -1 : Long.parseLong(length);
        return bytes == 0 ? RequestBody.NONE : streamed(request, bytes);
    }

    private static boolean isUsuallyBodiless(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static RequestBody streamed(Request request, long length) {
        return new RequestBody.Streamed(out -> copy(request.bodyStream(), out), length);
    }

    private static void copy(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[BUFFER_BYTES];
        int read;
        while ((read = from.read(buffer)) >= 0) to.write(buffer, 0, read);
    }

    private static void relay(
            Request request, Response response, ClientResponse answer, UnaryOperator<Headers> answered) {
        try (answer) {
            request.onClose(answer::close);
            answered.apply(HopByHop.without(answer.headers())).forEach(response::header);
            var writer = response.stream(answer.status());
            try {
                copy(answer.body(), writer.blocking());
                writer.close();
            } catch (IOException e) {
                writer.abort();
            }
        }
    }

    private void upgrade(
            Request request,
            Response response,
            Origin origin,
            String target,
            Headers forwarded,
            UnaryOperator<Headers> answered)
            throws HttpException, InterruptedException {
        var headers = forwarded.toBuilder()
                .set("Connection", "Upgrade")
                .set("Upgrade", request.headers().first("Upgrade", ""))
                .build();
        var asked = new ClientRequest(request.method(), origin, target, headers, body(request), null);
        switch (client.upgrade(asked)) {
            case Upgrade.Refused(var answer) -> relay(request, response, answer, answered);
            case Upgrade.Accepted(var answer, var backend) -> {
                answered.apply(HopByHop.without(answer)).forEach(response::header);
                RawConnection raw = response.upgrade(answer.first("Upgrade", ""));
                raw.onClose(backend::close);
                Splice.join(environment, raw, backend);
            }
        }
    }
}
