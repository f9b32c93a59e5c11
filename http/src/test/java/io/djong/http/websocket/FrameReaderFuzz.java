package io.djong.http.websocket;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;

/// Any bytes: reading ends with frames within the limit, an end, or a [WebSocketException]. An ordinary
/// test run plays the known inputs again; with `JAZZER_FUZZ=1` in the environment it looks for new ones.
class FrameReaderFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] data) throws IOException {
        for (boolean masked : new boolean[] {true, false}) {
            var reader = new FrameReader(new ByteArrayInputStream(data), masked, 4096);
            try {
                for (var frame = reader.next(); frame != null; frame = reader.next()) {
                    if (frame.payload().length > 4096) throw new AssertionError("longer than the limit");
                    if (frame.opcode().isControl() && frame.payload().length > 125)
                        throw new AssertionError("long control");
                }
            } catch (EOFException | WebSocketException e) {
                // As promised.
            }
        }
    }
}
