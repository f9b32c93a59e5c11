package io.djong.http.stream;

import io.djong.base.time.Environment;
import io.djong.http.Headers;
import io.djong.http.HttpException;
import io.djong.http.spdy.SpdyConnection;
import io.djong.http.spdy.SpdyStream;
import io.djong.http.websocket.ChannelProtocol;
import io.djong.http.websocket.Channels;
import io.djong.http.websocket.WebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/// Translates a remote command (exec, attach) between a client's WebSocket channels and a backend's SPDY
/// streams of `v4.channel.k8s.io`, as upstream's stream translator does (KEP-4006).
///
/// The client first gets an empty message on its first output channel, as a sign that the command is
/// connected; the status of the command comes last, after all output; then the WebSocket is closed. When
/// the client half-closes stdin (`v5`), or goes away, the command's stdin ends. Sizes of the terminal pass
/// as they are.
public final class CommandRelay {
    /// The stream protocol for the backend, to be sent as `X-Stream-Protocol-Version`.
    public static final String BACKEND_PROTOCOL = "v4.channel.k8s.io";

    private static final int STATUS_BYTES_MAX = 64 * 1024;
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Environment environment;
    private final Channels client;
    private final SpdyConnection backend;
    private final CommandStreams wanted;
    private final CommandOutcome outcome;

    public CommandRelay(
            Environment environment,
            Channels client,
            SpdyConnection backend,
            CommandStreams wanted,
            CommandOutcome outcome) {
        this.environment = environment;
        this.client = client;
        this.backend = backend;
        this.wanted = wanted;
        this.outcome = outcome;
    }

    private record Open(
            SpdyStream error,
            @Nullable SpdyStream stdin,
            @Nullable SpdyStream stdout,
            @Nullable SpdyStream stderr,
            @Nullable SpdyStream resize) {}

    /// Relays until the command has ended or the client has gone; then both are closed. Blocks (parks) the
    /// caller.
    public void run() throws InterruptedException {
        try {
            Open streams;
            try {
                streams = open();
            } catch (HttpException e) {
                end(outcome.failure("error opening streams to the container runtime: " + e.getMessage()));
                return;
            }
            greet();
            var reader = environment.threads().start("http-command-input", () -> fromClient(streams));
            end(toClient(streams));
            reader.join();
        } catch (IOException e) {
            // The client is gone; nobody is left to be told.
        } finally {
            backend.close();
            client.close();
        }
    }

    private Open open() throws HttpException, InterruptedException {
        // The order in which upstream's client opens them.
        var error = open("error");
        var stdin = wanted.stdin() ? open("stdin") : null;
        var stdout = wanted.stdout() ? open("stdout") : null;
        var stderr = wanted.stderr() ? open("stderr") : null;
        var resize = wanted.tty() ? open("resize") : null;
        return new Open(error, stdin, stdout, stderr, resize);
    }

    private SpdyStream open(String type) throws HttpException, InterruptedException {
        return backend.open(Headers.of("streamtype", type));
    }

    private void greet() throws IOException {
        int channel = wanted.stdout()
                ? ChannelProtocol.STDOUT
                : wanted.stderr() ? ChannelProtocol.STDERR : ChannelProtocol.ERROR;
        client.send(channel, new byte[0], 0, 0);
    }

    private void fromClient(Open streams) {
        try {
            while (true) {
                var arrival = client.receive();
                if (arrival == null) break;
                switch (arrival) {
                    case Channels.Arrival.Data(int channel, byte[] bytes) -> {
                        var target = target(streams, channel);
                        if (target != null) write(target, bytes);
                    }
                    case Channels.Arrival.HalfClosed(int channel) -> {
                        var target = target(streams, channel);
                        if (target != null) target.closeOutput();
                    }
                }
            }
        } catch (IOException e) {
            // The client is gone, without a word.
        }
        backend.close();
    }

    private static @Nullable SpdyStream target(Open streams, int channel) {
        return switch (channel) {
            case ChannelProtocol.STDIN -> streams.stdin;
            case ChannelProtocol.RESIZE -> streams.resize;
            default -> null;
        };
    }

    /// A command may end, or close its stdin, before it has read everything.
    private static void write(SpdyStream target, byte[] bytes) {
        try {
            target.output().write(bytes);
        } catch (IOException e) {
            target.closeOutput();
        }
    }

    /// All output, and then what the error stream has said.
    private byte[] toClient(Open streams) throws IOException, InterruptedException {
        var copies = new ArrayList<Thread>();
        if (streams.stdout != null) copies.add(copy(streams.stdout, ChannelProtocol.STDOUT));
        if (streams.stderr != null) copies.add(copy(streams.stderr, ChannelProtocol.STDERR));
        var status = status(streams.error);
        for (var copy : copies) copy.join();
        return status;
    }

    /// The runtime may reset the stream, or close the connection, as soon as it has written the status.
    private byte[] status(SpdyStream error) {
        var said = new ByteArrayOutputStream();
        var buffer = new byte[BUFFER_BYTES];
        try {
            int read;
            while ((read = error.input().read(buffer)) >= 0 && said.size() < STATUS_BYTES_MAX) {
                said.write(buffer, 0, read);
            }
        } catch (IOException e) {
            if (said.size() == 0) return outcome.failure("error reading the command's status: " + e.getMessage());
        }
        if (said.size() == 0) return outcome.failure("the container runtime did not tell the command's status");
        return said.toByteArray();
    }

    private Thread copy(SpdyStream stream, int channel) {
        return environment.threads().start("http-command-output", () -> copy(stream.input(), channel));
    }

    private void copy(InputStream from, int channel) {
        var buffer = new byte[BUFFER_BYTES];
        try {
            int read;
            while ((read = from.read(buffer)) >= 0) client.send(channel, buffer, 0, read);
        } catch (IOException e) {
            // The backend broke: the error stream tells. Or the client is gone: its reader tells.
        }
    }

    private void end(byte[] status) throws IOException {
        var said = client.protocol().statusInJson() ? status : outcome.legacy(status);
        if (said.length > 0) client.send(ChannelProtocol.ERROR, said, 0, said.length);
        client.socket().close(WebSocket.NORMAL, "");
    }
}
