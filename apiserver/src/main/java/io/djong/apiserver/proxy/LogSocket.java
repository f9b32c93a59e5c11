package io.djong.apiserver.proxy;

import io.djong.apiserver.request.ApiExchange;
import io.djong.apiserver.request.Failures;
import io.djong.client.ApiException;
import io.djong.http.client.ClientResponse;
import io.djong.http.websocket.Handshake;
import io.djong.http.websocket.WebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// A log over a WebSocket, for browsers: upstream's `binary.k8s.io`, which is spoken without a name
/// too, and `base64.binary.k8s.io`. An empty message says that the log begins.
final class LogSocket {
    private static final String BINARY = "binary.k8s.io";
    private static final String BASE64 = "base64.binary.k8s.io";
    private static final int BUFFER_BYTES = 32 * 1024;

    private LogSocket() {}

    /// Copies until the log or the client ends.
    ///
    /// @throws ApiException when the request asks for what is not spoken; nothing has been answered then
    static void copy(ApiExchange exchange, ClientResponse answer) throws ApiException {
        var fault = Handshake.fault(exchange.request());
        if (fault != null) {
            throw Failures.badRequest(fault);
        }
        var protocol = protocol(Handshake.offered(exchange.request()));
        boolean text = protocol.equals(BASE64);
        try (var socket =
                Handshake.accept(exchange.request(), exchange.response(), protocol, WebSocket.MESSAGE_BYTES_MAX)) {
            socket.onClose(answer::close);
            var log = answer.body();
            var buffer = new byte[BUFFER_BYTES];
            int read = 0;
            do {
                if (text) {
                    var encoded = Base64.getEncoder().encode(Arrays.copyOf(buffer, read));
                    socket.sendText(new String(encoded, StandardCharsets.ISO_8859_1));
                } else {
                    socket.sendBinary(buffer, 0, read);
                }
                read = log.read(buffer);
            } while (read >= 0);
            socket.close(WebSocket.NORMAL, "");
        } catch (IOException e) {
            // One of them is gone; the socket is closed.
        }
    }

    private static String protocol(List<String> offered) throws ApiException {
        for (var each : offered) {
            if (each.equals(BINARY) || each.equals(BASE64)) {
                return each;
            }
        }
        if (offered.isEmpty()) {
            return "";
        }
        throw Failures.badRequest("requested protocol(s) are not supported: " + String.join(",", offered));
    }
}
