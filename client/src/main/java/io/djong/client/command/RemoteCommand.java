package io.djong.client.command;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.Request;
import io.djong.http.Response;
import io.djong.http.client.ClientRequest;
import io.djong.http.client.HttpClient;
import io.djong.http.client.Upgrade;
import io.djong.http.spdy.SpdyConnection;
import io.djong.http.stream.CommandRelay;
import io.djong.http.stream.CommandStreams;
import io.djong.http.stream.Tunnel;
import io.djong.http.websocket.ChannelProtocol;
import io.djong.http.websocket.Channels;
import io.djong.http.websocket.Handshake;
import io.djong.http.websocket.WebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Serves a client's WebSocket from a server that speaks SPDY: commands by translation of channels
/// into streams, port-forwarding by passing through the bytes inside.
public final class RemoteCommand {
    /// What is spoken inside SPDY when ports are forwarded.
    public static final String PORT_FORWARD_PROTOCOL = "portforward.k8s.io";

    /// What kubectl asks for when it forwards ports over a WebSocket.
    public static final String PORT_FORWARD_TUNNEL = Tunnel.PREFIX + PORT_FORWARD_PROTOCOL;

    private static final int REFUSAL_BYTES_MAX = 50_000; // As much as upstream's responses' checks read.

    private final Environment environment;
    private final HttpClient client;

    /// @param client towards the servers that speak SPDY
    public RemoteCommand(Environment environment, HttpClient client) {
        this.environment = environment;
        this.client = client;
    }

    /// The protocol of channels in which this request wants its command's streams; null when it
    /// asks for no WebSocket or knows none of them.
    public static @Nullable ChannelProtocol protocol(Request request) {
        return Handshake.isRequested(request) ? ChannelProtocol.negotiate(Handshake.offered(request)) : null;
    }

    /// Whether the request wants to tunnel SPDY through a WebSocket to forward ports.
    public static boolean isTunnel(Request request) {
        return Handshake.isRequested(request) && Handshake.offered(request).contains(PORT_FORWARD_TUNNEL);
    }

    /// Accepts the WebSocket, runs the command, and returns when it has ended. A backend that
    /// refuses or cannot be reached is told to the client on the error channel, as upstream does.
    ///
    /// @param backend the streaming endpoint; asked with POST
    /// @throws IllegalArgumentException if the request has a fault ([Handshake#fault])
    public void relay(
            Request request, Response response, ChannelProtocol protocol, ClientRequest backend, CommandStreams streams)
            throws InterruptedException {
        var socket = Handshake.accept(request, response, protocol.text(), WebSocket.MESSAGE_BYTES_MAX);
        var channels = new Channels(socket, protocol);
        var outcome = new StatusOutcome();
        SpdyConnection connection;
        try {
            var asked = backend.withMethod("POST").withHeaders(offer(backend.headers(), CommandRelay.BACKEND_PROTOCOL));
            switch (client.upgrade(asked)) {
                case Upgrade.Accepted accepted ->
                    connection = SpdyConnection.client(environment, accepted.connection());
                case Upgrade.Refused(var refusal) -> {
                    try (refusal) {
                        var said = new String(refusal.body(REFUSAL_BYTES_MAX), StandardCharsets.UTF_8).strip();
                        fail(channels, outcome, "unable to upgrade connection: " + said);
                    }
                    return;
                }
            }
        } catch (HttpException e) {
            fail(channels, outcome, "error dialing backend: " + e.getMessage());
            return;
        }
        new CommandRelay(environment, channels, connection, streams, outcome).run();
    }

    private static void fail(Channels channels, StatusOutcome outcome, String why) {
        try {
            var status = outcome.failure(why);
            var said = channels.protocol().statusInJson() ? status : outcome.legacy(status);
            channels.send(ChannelProtocol.ERROR, said, 0, said.length);
            channels.socket().close(WebSocket.NORMAL, "");
        } catch (IOException e) {
            // The client is gone; nobody is left to be told.
        } finally {
            channels.close();
        }
    }

    /// Asks the backend to forward ports, and if it agrees accepts the WebSocket and passes bytes
    /// through until one side ends.
    ///
    /// @param backend the streaming endpoint
    /// @return null after the tunnel has ended; else the backend's refusal, which the caller passes on
    ///     and closes
    /// @throws HttpException when the backend cannot be reached; nothing has been answered then
    public Upgrade.@Nullable Refused tunnel(Request request, Response response, ClientRequest backend)
            throws HttpException, InterruptedException {
        var asked = backend.withMethod("POST").withHeaders(offer(backend.headers(), PORT_FORWARD_PROTOCOL));
        switch (client.upgrade(asked)) {
            case Upgrade.Refused refused -> {
                return refused;
            }
            case Upgrade.Accepted accepted -> {
                var raw = accepted.connection();
                var socket = Handshake.accept(request, response, PORT_FORWARD_TUNNEL, WebSocket.MESSAGE_BYTES_MAX);
                socket.onClose(raw::close);
                Tunnel.relay(environment, socket, raw);
                return null;
            }
        }
    }

    private static Headers offer(Headers headers, String streamProtocol) {
        return headers.toBuilder()
                .set("Connection", "Upgrade")
                .set("Upgrade", SpdyConnection.PROTOCOL)
                .set("X-Stream-Protocol-Version", streamProtocol)
                .build();
    }
}
