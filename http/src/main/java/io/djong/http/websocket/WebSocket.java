package io.djong.http.websocket;

import io.djong.http.HttpException;
import io.djong.http.RawConnection;
import io.djong.http.websocket.FrameReader.Frame;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An open WebSocket. One thread receives, any thread sends; both block (park). Pings are answered while
/// receiving.
public final class WebSocket implements AutoCloseable {
    /// The longest message accepted by default: a client may send a whole file as one message of stdin.
    public static final int MESSAGE_BYTES_MAX = 16 << 20;

    /// The normal end.
    public static final int NORMAL = 1000;

    /// The end because of an error of this side.
    public static final int INTERNAL_ERROR = 1011;

    private static final int NO_STATUS = 1005;

    private final RawConnection connection;
    private final @Nullable RandomGenerator mask;
    private final String protocol;
    private final int messageBytesMax;
    private final FrameReader reader;
    private final ReentrantLock sending = new ReentrantLock();
    private boolean closeSent;
    private volatile int closeStatus;

    /// @param mask where a client's masks come from; null in the server's role
    /// @param protocol the sub-protocol agreed on, or empty
    WebSocket(RawConnection connection, @Nullable RandomGenerator mask, String protocol, int messageBytesMax) {
        this.connection = connection;
        this.mask = mask;
        this.protocol = protocol;
        this.messageBytesMax = messageBytesMax;
        reader = new FrameReader(new BufferedInputStream(connection.input()), mask == null, messageBytesMax);
    }

    /// The sub-protocol agreed on, or empty.
    public String protocol() {
        return protocol;
    }

    /// Runs the task once when the connection is closed. It must be short and must not block.
    public void onClose(Runnable task) {
        connection.onClose(task);
    }

    /// The status the peer has closed with; 0 if it has not (yet).
    public int closeStatus() {
        return closeStatus;
    }

    /// The next message.
    ///
    /// @return null when the peer has closed in order
    /// @throws HttpException.Malformed when it broke the protocol or a limit; it has been told
    /// @throws HttpException.Closed when the connection broke
    public @Nullable Message receive() throws IOException {
        try {
            return assemble();
        } catch (WebSocketException e) {
            close(e.status(), e.getMessage() == null ? "" : e.getMessage());
            throw new HttpException.Malformed("WebSocket: " + e.getMessage());
        } catch (EOFException e) {
            connection.close();
            throw new HttpException.Closed("the peer ended the connection without closing the WebSocket", false, e);
        }
    }

    private @Nullable Message assemble() throws IOException, WebSocketException {
        ByteArrayOutputStream parts = null;
        boolean binary = false;
        while (true) {
            var frame = reader.next();
            if (frame == null) throw new EOFException("the connection ended");
            if (frame.opcode().isControl()) {
                if (!control(frame)) return null;
                continue;
            }
            boolean first = frame.opcode() != Opcode.CONTINUATION;
            if (first != (parts == null)) {
                throw new WebSocketException(WebSocketException.PROTOCOL_ERROR, "a fragment out of order");
            }
            if (first) binary = frame.opcode() == Opcode.BINARY;
            if (frame.last() && parts == null) return message(binary, frame.payload());
            if (parts == null) parts = new ByteArrayOutputStream();
            parts.writeBytes(frame.payload());
            if (parts.size() > messageBytesMax) {
                throw new WebSocketException(
                        WebSocketException.TOO_LARGE, "a message of more than " + messageBytesMax + " bytes");
            }
            if (frame.last()) return message(binary, parts.toByteArray());
        }
    }

    private static Message message(boolean binary, byte[] payload) throws WebSocketException {
        if (!binary && !isUtf8(payload, 0)) {
            throw new WebSocketException(WebSocketException.NOT_UTF_8, "a text that is not UTF-8");
        }
        return new Message(binary, payload);
    }

    private static boolean isUtf8(byte[] bytes, int from) {
        try {
            var _ = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, bytes.length - from));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /// @return false at the end
    private boolean control(Frame frame) throws IOException, WebSocketException {
        return switch (frame.opcode()) {
            case PING -> {
                send(Opcode.PONG, frame.payload(), 0, frame.payload().length);
                yield true;
            }
            case PONG -> true;
            case CLOSE -> {
                closeStatus = closeStatus(frame.payload());
                close(closeStatus == NO_STATUS ? NORMAL : closeStatus, "");
                yield false;
            }
            case TEXT, BINARY, CONTINUATION ->
                throw new IllegalStateException("not a control frame: " + frame.opcode());
        };
    }

    private static int closeStatus(byte[] payload) throws WebSocketException {
        if (payload.length == 0) return NO_STATUS;
        int status = payload.length < 2 ? 0 : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
        boolean legal = (status >= 1000 && status <= 1014 && status != 1004 && status != 1005 && status != 1006)
                || (status >= 3000 && status <= 4999);
        if (!legal) throw new WebSocketException(WebSocketException.PROTOCOL_ERROR, "not a close status: " + status);
        if (!isUtf8(payload, 2)) throw new WebSocketException(WebSocketException.NOT_UTF_8, "a reason not in UTF-8");
        return status;
    }

    /// Sends a binary message.
    public void sendBinary(byte[] bytes, int offset, int length) throws IOException {
        send(Opcode.BINARY, bytes, offset, length);
    }

    /// Sends a text message.
    public void sendText(String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        send(Opcode.TEXT, bytes, 0, bytes.length);
    }

    /// Sends a text message that is UTF-8 already.
    public void sendText(byte[] utf8, int offset, int length) throws IOException {
        send(Opcode.TEXT, utf8, offset, length);
    }

    /// Asks whether the peer lives; the answer is swallowed by [#receive].
    public void ping() throws IOException {
        send(Opcode.PING, new byte[0], 0, 0);
    }

    private void send(Opcode opcode, byte[] bytes, int offset, int length) throws IOException {
        var frame = encode(opcode, bytes, offset, length);
        sending.lock();
        try {
            if (closeSent) throw new HttpException.Closed("the WebSocket is closed");
            if (opcode == Opcode.CLOSE) closeSent = true;
            connection.output().write(frame);
        } finally {
            sending.unlock();
        }
    }

    private byte[] encode(Opcode opcode, byte[] bytes, int offset, int length) {
        int head = 2 + (length < 126 ? 0 : length < 65_536 ? 2 : 8) + (mask == null ? 0 : 4);
        var buffer = ByteBuffer.allocate(head + length);
        int masked = mask == null ? 0 : 0x80;
        buffer.put((byte) (0x80 | opcode.code()));
        if (length < 126) {
            buffer.put((byte) (masked | length));
        } else if (length < 65_536) {
            buffer.put((byte) (masked | 126)).putShort((short) length);
        } else {
            buffer.put((byte) (masked | 127)).putLong(length);
        }
        var frame = buffer.array();
        System.arraycopy(bytes, offset, frame, head, length);
        if (mask != null) {
            var key = new byte[4];
            mask.nextBytes(key);
            buffer.put(key);
            FrameReader.mask(frame, head, length, key);
        }
        return frame;
    }

    /// Closes with a status and a reason, and the connection once that is sent. Idempotent.
    public void close(int status, String reason) {
        var text = reason.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(text.length, 123);
        while (length < text.length && length > 0 && (text[length] & 0xc0) == 0x80) length--;
        var payload = ByteBuffer.allocate(2 + length)
                .putShort((short) status)
                .put(text, 0, length)
                .array();
        try {
            send(Opcode.CLOSE, payload, 0, payload.length);
        } catch (IOException e) {
            // The peer is gone, or was told before.
        }
        connection.close();
    }

    /// Closes normally.
    @Override
    public void close() {
        close(NORMAL, "");
    }
}
