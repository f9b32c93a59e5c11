package io.djong.http.websocket;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.ClientResponse;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Upgrade;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens WebSockets (RFC 6455, 4).
public final class Handshake {
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private Handshake() {}

    /// Whether the request asks for a WebSocket.
    public static boolean isRequested(Request request) {
        return request.headers().hasToken("Connection", "upgrade")
                && request.headers().hasToken("Upgrade", "websocket");
    }

    /// The sub-protocols the client offers, in its order.
    public static List<String> offered(Request request) {
        return request.headers().tokens("Sec-WebSocket-Protocol");
    }

    /// What is wrong with the request as an opening of a WebSocket.
    ///
    /// @return null if nothing is
    public static @Nullable String fault(Request request) {
        if (!request.method().equals("GET")) return "a WebSocket is opened with GET, not " + request.method();
        if (!isRequested(request)) return "the headers Connection and Upgrade do not ask for a WebSocket";
        if (!request.headers().first("Sec-WebSocket-Version", "").equals("13"))
            return "Sec-WebSocket-Version is not 13";
        try {
            var key = Base64.getDecoder().decode(request.headers().first("Sec-WebSocket-Key", ""));
            if (key.length == 16) return null;
        } catch (IllegalArgumentException e) {
            return "Sec-WebSocket-Key is not base64";
        }
        return "Sec-WebSocket-Key is not 16 bytes";
    }

    /// Accepts, in the server's role.
    ///
    /// @param protocol one of those offered, or empty
    /// @throws IllegalArgumentException if the request has a [#fault], or the protocol was not offered
    public static WebSocket accept(Request request, Response response, String protocol, int messageBytesMax) {
        var fault = fault(request);
        if (fault != null) throw new IllegalArgumentException(fault);
        if (!protocol.isEmpty()) {
            if (!offered(request).contains(protocol)) throw new IllegalArgumentException("not offered: " + protocol);
            response.header("Sec-WebSocket-Protocol", protocol);
        }
        response.header("Sec-WebSocket-Accept", acceptance(request.headers().first("Sec-WebSocket-Key", "")));
        return new WebSocket(response.upgrade("websocket"), null, protocol, messageBytesMax);
    }

    private static String acceptance(String key) {
        try {
            var digest = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    /// How a server took the wish for a WebSocket.
    public sealed interface Outcome {
        record Opened(WebSocket socket) implements Outcome {}

        /// It answered something else. The response must be closed.
        record Refused(ClientResponse response) implements Outcome {}
    }

    /// Opens, in the client's role.
    ///
    /// @param request a GET
    /// @param protocols offered, in this order
    /// @throws HttpException.Malformed if the server accepts something that was not offered
    public static Outcome open(
            Environment environment,
            HttpClient client,
            ClientRequest request,
            List<String> protocols,
            int messageBytesMax)
            throws HttpException, InterruptedException {
        var nonce = new byte[16];
        environment.random().nextBytes(nonce);
        var key = Base64.getEncoder().encodeToString(nonce);
        var headers = request.headers().toBuilder()
                .set("Connection", "Upgrade")
                .set("Upgrade", "websocket")
                .set("Sec-WebSocket-Version", "13")
                .set("Sec-WebSocket-Key", key);
        if (!protocols.isEmpty()) headers.set("Sec-WebSocket-Protocol", String.join(", ", protocols));
        return switch (client.upgrade(request.withHeaders(headers.build()))) {
            case Upgrade.Refused(var response) -> new Outcome.Refused(response);
            case Upgrade.Accepted(var answer, var connection) -> {
                var chosen = answer.first("Sec-WebSocket-Protocol", "");
                var fault = fault(answer, key, chosen, protocols);
                if (fault != null) {
                    connection.close();
                    throw new HttpException.Malformed(fault);
                }
                yield new Outcome.Opened(new WebSocket(connection, environment.random(), chosen, messageBytesMax));
            }
        };
    }

    private static @Nullable String fault(Headers answer, String key, String chosen, List<String> protocols) {
        if (!answer.hasToken("Upgrade", "websocket")) return "the server switched to something else than a WebSocket";
        if (!answer.first("Sec-WebSocket-Accept", "").equals(acceptance(key))) return "Sec-WebSocket-Accept is wrong";
        if (!chosen.isEmpty() && !protocols.contains(chosen)) return "a sub-protocol that was not offered: " + chosen;
        return null;
    }
}
