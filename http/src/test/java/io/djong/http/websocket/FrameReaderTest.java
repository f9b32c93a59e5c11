package io.djong.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    private static FrameReader.Frame frame(String hex, boolean masked) throws Exception {
        return Objects.requireNonNull(reader(hex, masked).next());
    }

    private static FrameReader reader(String hex, boolean masked) {
        var bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        return new FrameReader(new ByteArrayInputStream(bytes), masked, 1000);
    }

    @Test
    void readsTheExamplesOfTheRfc() throws Exception {
        var plain = frame("81 05 48 65 6c 6c 6f", false);
        assertThat(plain.opcode()).isEqualTo(Opcode.TEXT);
        assertThat(plain.last()).isTrue();
        assertThat(new String(plain.payload(), StandardCharsets.UTF_8)).isEqualTo("Hello");
        var masked = frame("81 85 37 fa 21 3d 7f 9f 4d 51 58", true);
        assertThat(new String(masked.payload(), StandardCharsets.UTF_8)).isEqualTo("Hello");
        var fragment = frame("01 03 48 65 6c", false);
        assertThat(fragment.last()).isFalse();
        assertThat(frame("82 7e 01 00" + "00".repeat(256), false).payload()).hasSize(256);
        assertThat(reader("", false).next()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            81 85 37 fa 21 3d 00 00 00 00 00        | false | the frame is masked
            81 05 48 65 6c 6c 6f                    | true  | the frame is not masked
            c1 00                                   | false | reserved bits are set
            83 00                                   | false | unknown opcode 3
            09 00                                   | false | a control frame is fragmented or too long
            89 7e 00 80                             | false | a control frame is fragmented or too long
            82 7f ff ff ff ff ff ff ff ff           | false | negative length
            82 7f 00 00 00 01 00 00 00 00           | false | a frame of 4294967296 bytes, more than 1000
            """)
    void refusesWhatBreaksTheRules(String hex, boolean masked, String message) {
        assertThatThrownBy(() -> reader(hex, masked).next())
                .isInstanceOf(WebSocketException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"81", "81 05 48", "82 7e 01", "81 85 37 fa"})
    void tellsAFrameThatBreaksOff(String hex) {
        assertThatThrownBy(() -> reader(hex, hex.length() > 8).next()).isInstanceOf(EOFException.class);
    }
}
