package io.djong.http.stream;

import io.djong.base.time.Environment;
import io.djong.http.RawConnection;
import io.djong.http.websocket.WebSocket;
import java.io.IOException;

/// A connection inside a WebSocket: each binary message is a piece of a stream of bytes. kubectl forwards
/// ports this way since 1.31: SPDY frames travel in the messages, and nobody between kubectl and the
/// runtime looks at them.
public final class Tunnel {
    /// Before a SPDY sub-protocol's name, as in `SPDY/3.1+portforward.k8s.io`.
    public static final String PREFIX = "SPDY/3.1+";

    private static final int BUFFER_BYTES = 32 * 1024;

    private Tunnel() {}

    /// Moves bytes both ways until one has ended; then both are closed. Blocks (parks) the caller.
    public static void relay(Environment environment, WebSocket client, RawConnection backend)
            throws InterruptedException {
        var back = environment.threads().start("http-tunnel", () -> fromBackend(client, backend));
        try {
            fromClient(client, backend);
        } catch (IOException e) {
            // One of them is gone.
        } finally {
            backend.close();
        }
        back.join();
        client.close();
    }

    private static void fromClient(WebSocket client, RawConnection backend) throws IOException {
        while (true) {
            var message = client.receive();
            if (message == null) return;
            backend.output().write(message.payload());
        }
    }

    private static void fromBackend(WebSocket client, RawConnection backend) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            int read;
            while ((read = backend.input().read(buffer)) >= 0) client.sendBinary(buffer, 0, read);
            client.close();
        } catch (IOException e) {
            client.close(WebSocket.INTERNAL_ERROR, "the connection to the backend broke");
        }
    }
}
