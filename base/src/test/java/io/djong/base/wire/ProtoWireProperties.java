package io.djong.base.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random messages, against a forward encoder that is as simple as can be. A failure names the seed.
class ProtoWireProperties {
    private sealed interface Value {
        record Varint(long value) implements Value {}

        record Text(String value) implements Value {}

        record Bits(double value) implements Value {}

        record Message(List<Field> fields) implements Value {}
    }

    private record Field(int number, Value value) {}

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void writesWhatTheSimpleEncoderWritesAndReadsItBack(long seed) throws WireException {
        var random = new SplittableRandom(seed);
        var out = new ProtoWriter(random.nextInt(3));
        for (int i = 0; i < 2_000; i++) {
            var message = message(random, 3);
            out.reset();
            write(out, message);
            byte[] bytes = out.toByteArray();
            assertThat(bytes).isEqualTo(simple(message));
            assertThat(read(new ProtoReader(bytes))).isEqualTo(message);
            skipAll(new ProtoReader(bytes));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void brokenBytesGiveAWireExceptionOrNothing(long seed) {
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = simple(message(random, 3));
            if (bytes.length == 0) continue;
            for (int flips = 0; flips < 3; flips++) bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            int to = random.nextInt(bytes.length + 1);
            try {
                read(new ProtoReader(bytes, 0, to));
            } catch (WireException e) {
                assertThat(e.offset()).isBetween(0, to);
            }
        }
    }

    private static Value.Message message(SplittableRandom random, int depth) {
        var fields = new ArrayList<Field>();
        int number = 0;
        int count = random.nextInt(5);
        for (int i = 0; i < count; i++) {
            number += 1 + random.nextInt(1 << random.nextInt(20));
            var value = value(random, depth);
            boolean isEven = number % 2 == 0;
            if (isEven != value instanceof Value.Message) number++;
            fields.add(new Field(number, value));
        }
        return new Value.Message(List.copyOf(fields));
    }

    private static Value value(SplittableRandom random, int depth) {
        return switch (random.nextInt(depth > 0 ? 4 : 3)) {
            case 0 -> new Value.Varint(random.nextLong() >> random.nextInt(64));
            case 1 -> new Value.Bits(random.nextDouble());
            case 2 -> {
                var text = new StringBuilder();
                int length = random.nextInt(20);
                for (int i = 0; i < length; i++) {
                    int point = random.nextInt(1 << random.nextInt(1, 21)) % (Character.MAX_CODE_POINT + 1);
                    text.appendCodePoint(point >= 0xd800 && point <= 0xdfff ? 'x' : point);
                }
                yield new Value.Text(text.toString());
            }
            default -> message(random, depth - 1);
        };
    }

    private static void write(ProtoWriter out, Value.Message message) {
        for (Field field : message.fields().reversed()) {
            switch (field.value()) {
                case Value.Varint(var value) -> out.int64(field.number(), value);
                case Value.Bits(var value) -> out.float64(field.number(), value);
                case Value.Text(var value) -> out.string(field.number(), value);
                case Value.Message inner -> {
                    int mark = out.size();
                    write(out, inner);
                    out.endMessage(field.number(), mark);
                }
            }
        }
    }

    /// Texts and messages look the same on the wire: here, messages have even numbers, everything else has odd
    /// ones.
    private static Value.Message read(ProtoReader in) throws WireException {
        var fields = new ArrayList<Field>();
        int tag;
        while ((tag = in.readTag()) != 0) {
            int number = WireType.fieldNumber(tag);
            Value value = switch (WireType.of(tag)) {
                case WireType.VARINT -> new Value.Varint(in.readVarint());
                case WireType.FIXED64 -> new Value.Bits(in.readDouble());
                case WireType.LENGTH_DELIMITED -> number % 2 == 0 ? inner(in) : new Value.Text(in.readString());
                default -> throw new WireException(in.position(), "not written here");
            };
            fields.add(new Field(number, value));
        }
        return new Value.Message(List.copyOf(fields));
    }

    private static Value.Message inner(ProtoReader in) throws WireException {
        int outer = in.enter();
        var message = read(in);
        in.leave(outer);
        return message;
    }

    private static void skipAll(ProtoReader in) throws WireException {
        int tag;
        while ((tag = in.readTag()) != 0) in.skip(tag);
    }

    private static byte[] simple(Value.Message message) {
        var out = new ByteArrayOutputStream();
        for (Field field : message.fields()) {
            switch (field.value()) {
                case Value.Varint(var value) -> {
                    varint(out, (long) field.number() << 3);
                    varint(out, value);
                }
                case Value.Bits(var value) -> {
                    varint(out, (long) field.number() << 3 | 1);
                    out.writeBytes(ByteBuffer.allocate(8)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putDouble(value)
                            .array());
                }
                case Value.Text(var value) -> delimited(out, field.number(), value.getBytes(StandardCharsets.UTF_8));
                case Value.Message inner -> delimited(out, field.number(), simple(inner));
            }
        }
        return out.toByteArray();
    }

    private static void delimited(ByteArrayOutputStream out, int number, byte[] bytes) {
        varint(out, (long) number << 3 | 2);
        varint(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long rest = value;
        do {
            long low = rest & 0x7f;
            rest >>>= 7;
            out.write((int) (rest == 0 ? low : low | 0x80));
        } while (rest != 0);
    }
}
