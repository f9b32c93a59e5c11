package io.djong.base.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtoWireTest {
    private static ProtoReader reader(String hex) {
        return new ProtoReader(HexFormat.of().parseHex(hex));
    }

    private static String hex(ProtoWriter out) {
        return HexFormat.of().formatHex(out.toByteArray());
    }

    /// The examples of the encoding page of protobuf.dev.
    @Test
    void writesTheDocumentedExamples() {
        var out = new ProtoWriter();
        out.int32(1, 150);
        assertThat(hex(out)).isEqualTo("089601");
        out.reset();
        out.string(2, "testing");
        assertThat(hex(out)).isEqualTo("120774657374696e67");
        out.reset();
        int mark = out.size();
        out.int32(1, 150);
        out.endMessage(3, mark);
        assertThat(hex(out)).isEqualTo("1a03089601");
        out.reset();
        out.int32(1, -2);
        assertThat(hex(out)).isEqualTo("08feffffffffffffffff01");
    }

    @Test
    void readsNestedMessagesInAscendingOrder() throws WireException {
        var out = new ProtoWriter(1);
        out.float64(5, 2.5);
        out.bool(4, true);
        int mark = out.size();
        out.string(2, "b");
        out.string(1, "a");
        out.endMessage(3, mark);
        out.bytes(2, new byte[] {9, 8, 7}, 1, 3);
        out.int64(1, Long.MIN_VALUE);

        var in = new ProtoReader(out.buffer(), out.offset(), out.buffer().length);
        assertThat(in.readTag()).isEqualTo(WireType.tag(1, WireType.VARINT));
        assertThat(in.readInt64()).isEqualTo(Long.MIN_VALUE);
        in.readTag();
        assertThat(in.readBytes()).containsExactly(8, 7);
        assertThat(WireType.fieldNumber(in.readTag())).isEqualTo(3);
        int outer = in.enter();
        in.readTag();
        assertThat(in.readString()).isEqualTo("a");
        in.skip(in.readTag());
        assertThat(in.readTag()).isZero();
        in.leave(outer);
        in.readTag();
        assertThat(in.readBool()).isTrue();
        in.readTag();
        assertThat(in.readDouble()).isEqualTo(2.5);
        assertThat(in.readTag()).isZero();
    }

    @Test
    void readsPackedFields() throws WireException {
        var in = reader("3206038e029ea705");
        in.readTag();
        int outer = in.enter();
        int sum = 0;
        while (in.hasMore()) sum += in.readInt32();
        in.leave(outer);
        assertThat(sum).isEqualTo(3 + 270 + 86942);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "żółw", "漢字 mixed", "😀", "a😀é漢z", "\u0000"})
    void writesTheSameUtf8AsTheJdk(String text) throws WireException {
        var out = new ProtoWriter(0);
        out.string(1, text);
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        assertThat(out.size()).isEqualTo(2 + bytes.length);
        var in = new ProtoReader(out.toByteArray());
        in.readTag();
        assertThat(in.readString()).isEqualTo(text);
    }

    @Test
    void halfSurrogatesBecomeQuestionMarks() {
        var out = new ProtoWriter();
        out.writeUtf8("a\ud83db\ude00");
        assertThat(new String(out.toByteArray(), StandardCharsets.UTF_8)).isEqualTo("a?b?");
    }

    @Test
    void bytesThatAreNotUtf8AreReplacedWhenReading() throws WireException {
        var in = reader("0a03616bc3");
        in.readTag();
        assertThat(in.readString()).isEqualTo("ak\ufffd");
    }

    @ParameterizedTest
    @CsvSource({
        "08, message cut short",
        "0880, message cut short",
        "0a05616263, length beyond the end",
        "0affffffffffffffffff01, negative length",
        "0affffffff0f, length beyond the end",
        "08ffffffffffffffffffff01, varint longer than 10 bytes",
        "0b, message cut short",
        "0c, end of no group",
        "0e, wire type 6",
        "0f, wire type 7",
        "00, field number 0",
        "0901020304, message cut short",
        "0d010203, message cut short",
        "ffffffffff01, tag out of range",
    })
    void refusesMalformedInput(String hex, String reason) {
        var in = reader(hex);
        assertThatThrownBy(() -> in.skip(in.readTag()))
                .isInstanceOfSatisfying(
                        WireException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void refusesDeepNesting() throws WireException {
        var out = new ProtoWriter();
        for (int i = 0; i < 101; i++) out.endMessage(1, 0);
        var in = new ProtoReader(out.toByteArray());
        assertThatThrownBy(() -> {
                    while (in.readTag() != 0) in.enter();
                })
                .isInstanceOf(WireException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void anInnerMessageCannotReachBeyondItsEnd() throws WireException {
        var in = reader("0a020a05ffffffffff");
        in.readTag();
        in.enter();
        in.readTag();
        assertThatThrownBy(in::readString).hasMessageStartingWith("length beyond the end");
    }
}
