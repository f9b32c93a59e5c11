package io.djong.http.websocket;

import io.djong.http.HttpException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A WebSocket that carries several channels; either role.
public final class Channels implements AutoCloseable {
    private static final int CLOSE_SIGNAL = 255;

    /// What has arrived on a channel.
    public sealed interface Arrival {
        /// Bytes; possibly none.
        @SuppressWarnings("ArrayRecordComponent") // Never compared; handed over to one reader.
        record Data(int channel, byte[] bytes) implements Arrival {}

        /// No more will come on this channel.
        record HalfClosed(int channel) implements Arrival {}
    }

    private final WebSocket socket;
    private final ChannelProtocol protocol;

    public Channels(WebSocket socket, ChannelProtocol protocol) {
        this.socket = socket;
        this.protocol = protocol;
    }

    public ChannelProtocol protocol() {
        return protocol;
    }

    public WebSocket socket() {
        return socket;
    }

    /// What arrives next, on whatever channel. Messages that name no channel are passed over.
    ///
    /// @return null when the peer has closed
    /// @throws HttpException.Malformed for base64 that is none
    public @Nullable Arrival receive() throws IOException {
        while (true) {
            var message = socket.receive();
            if (message == null) return null;
            var payload = message.payload();
            if (payload.length == 0) continue;
            int channel = protocol.base64() ? payload[0] - '0' : payload[0] & 0xff;
            if (protocol.halfClose() && channel == CLOSE_SIGNAL) {
                if (payload.length == 2) return new Arrival.HalfClosed(payload[1] & 0xff);
                continue;
            }
            var rest = Arrays.copyOfRange(payload, 1, payload.length);
            return new Arrival.Data(channel, protocol.base64() ? decode(rest) : rest);
        }
    }

    private static byte[] decode(byte[] text) throws HttpException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new HttpException.Malformed("a message is not base64", e);
        }
    }

    /// Sends bytes (possibly none) on a channel.
    public void send(int channel, byte[] bytes, int offset, int length) throws IOException {
        if (protocol.base64()) {
            var text = Base64.getEncoder().encode(Arrays.copyOfRange(bytes, offset, offset + length));
            socket.sendText((char) ('0' + channel) + new String(text, StandardCharsets.ISO_8859_1));
        } else {
            var message = new byte[length + 1];
            message[0] = (byte) channel;
            System.arraycopy(bytes, offset, message, 1, length);
            socket.sendBinary(message, 0, message.length);
        }
    }

    /// Says that no more will be sent on a channel.
    ///
    /// @throws IllegalStateException if the protocol knows no half-closing
    public void halfClose(int channel) throws IOException {
        if (!protocol.halfClose()) throw new IllegalStateException(protocol + " knows no half-closing");
        socket.sendBinary(new byte[] {(byte) CLOSE_SIGNAL, (byte) channel}, 0, 2);
    }

    /// A stream into a channel; each write is a message. Closing it does nothing.
    public OutputStream output(int channel) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) send(channel, bytes, offset, length);
            }
        };
    }

    @Override
    public void close() {
        socket.close();
    }
}
