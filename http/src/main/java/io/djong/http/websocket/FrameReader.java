package io.djong.http.websocket;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/// Takes frames out of bytes. Knows no more than one frame at a time.
final class FrameReader {
    /// @param payload unmasked
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Frame(Opcode opcode, boolean last, byte[] payload) {}

    private final InputStream in;
    private final boolean masked;
    private final int payloadBytesMax;

    /// @param masked whether the peer must mask, which a client must and a server must not
    FrameReader(InputStream in, boolean masked, int payloadBytesMax) {
        this.in = in;
        this.masked = masked;
        this.payloadBytesMax = payloadBytesMax;
    }

    /// The next frame.
    ///
    /// @return null at the end of the bytes, if that is between two frames
    /// @throws EOFException in the middle of a frame
    @Nullable
    Frame next() throws IOException, WebSocketException {
        int first = in.read();
        if (first < 0) return null;
        if ((first & 0x70) != 0) throw broken("reserved bits are set");
        var opcode = Opcode.of(first & 0xf);
        if (opcode == null) throw broken("unknown opcode " + (first & 0xf));
        boolean last = (first & 0x80) != 0;
        int second = read();
        if ((second & 0x80) != 0 != masked) throw broken(masked ? "the frame is not masked" : "the frame is masked");
        long length = second & 0x7f;
        if (opcode.isControl() && (!last || length > 125)) throw broken("a control frame is fragmented or too long");
        if (length == 126) {
            length = number(2);
        } else if (length == 127) {
            length = number(8);
        }
        if (length < 0) throw broken("negative length");
        if (length > payloadBytesMax) {
            throw new WebSocketException(
                    WebSocketException.TOO_LARGE, "a frame of " + length + " bytes, more than " + payloadBytesMax);
        }
        var mask = masked ? bytes(4) : new byte[0];
        var payload = bytes((int) length);
        if (masked) mask(payload, 0, payload.length, mask);
        return new Frame(opcode, last, payload);
    }

    private static WebSocketException broken(String what) {
        return new WebSocketException(WebSocketException.PROTOCOL_ERROR, what);
    }

    private int read() throws IOException {
        int b = in.read();
        if (b < 0) throw new EOFException("the connection ended within a frame");
        return b;
    }

    private long number(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) value = value << 8 | read();
        return value;
    }

    /// Grows with what arrives, not with what is announced.
    private byte[] bytes(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) throw new EOFException("the connection ended within a frame");
        return bytes;
    }

    /// Masks, or unmasks, in place.
    static void mask(byte[] bytes, int offset, int length, byte[] mask) {
        for (int i = 0; i < length; i++) bytes[offset + i] ^= mask[i & 3];
    }
}
