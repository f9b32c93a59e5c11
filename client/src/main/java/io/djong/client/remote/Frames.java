package io.djong.client.remote;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Cuts a watch's body into frames: four bytes of length before each (protobuf), or one JSON value after the other.
abstract sealed class Frames {
    /// A frame longer than this ends the watch: no object is that large.
    static final int FRAME_BYTES_MAX = 64 << 20;

    private final InputStream in;

    private Frames(InputStream in) {
        this.in = in;
    }

    static Frames of(String contentType, InputStream in) {
        return Answers.isProtobuf(contentType) ? new LengthPrefixed(in) : new JsonValues(in);
    }

    /// The next frame; null at the end of the stream.
    ///
    /// @throws IOException when the stream breaks, also in the middle of a frame
    abstract byte @Nullable [] next() throws IOException;

    InputStream in() {
        return in;
    }

    private static final class LengthPrefixed extends Frames {
        LengthPrefixed(InputStream in) {
            super(in);
        }

        @Override
        byte @Nullable [] next() throws IOException {
            byte[] head = in().readNBytes(4);
            if (head.length == 0) return null;
            if (head.length < 4) throw new IOException("the stream ended within a frame's length");
            int length = (head[0] & 0xff) << 24 | (head[1] & 0xff) << 16 | (head[2] & 0xff) << 8 | (head[3] & 0xff);
            if (length < 0 || length > FRAME_BYTES_MAX) throw new IOException("a frame of " + length + " bytes");
            byte[] frame = in().readNBytes(length);
            if (frame.length < length) throw new IOException("the stream ended within a frame");
            return frame;
        }
    }

    private static final class JsonValues extends Frames {
        private byte[] buffer = new byte[8192];
        private int from;
        private int to;

        JsonValues(InputStream in) {
            super(in);
        }

        @Override
        byte @Nullable [] next() throws IOException {
            int depth = 0;
            boolean inString = false;
            boolean escaped = false;
            int at = from;
            while (true) {
                if (at == to) {
                    int scanned = at - from;
                    if (!fill()) {
                        if (depth == 0 && !inString) return null;
                        throw new IOException("the stream ended within an event");
                    }
                    at = from + scanned;
                }
                byte b = buffer[at++];
                if (inString) {
                    if (escaped) {
                        escaped = false;
                    } else if (b == '\\') {
                        escaped = true;
                    } else if (b == '"') {
                        inString = false;
                    }
                } else if (b == '"') {
                    inString = true;
                } else if (b == '{') {
                    if (depth++ == 0) from = at - 1;
                } else if (b == '}' && --depth == 0) {
                    byte[] frame = Arrays.copyOfRange(buffer, from, at);
                    from = at;
                    return frame;
                }
            }
        }

        /// Reads more behind what is there; what was cut off already makes room.
        private boolean fill() throws IOException {
            if (from > 0) {
                System.arraycopy(buffer, from, buffer, 0, to - from);
                to -= from;
                from = 0;
            }
            if (to == buffer.length) {
                if (to >= FRAME_BYTES_MAX) throw new IOException("an event of more than " + to + " bytes");
                buffer = Arrays.copyOf(buffer, 2 * to);
            }
            int count = in().read(buffer, to, buffer.length - to);
            if (count < 0) return false;
            to += count;
            return true;
        }
    }
}
