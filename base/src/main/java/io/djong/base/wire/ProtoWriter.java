package io.djong.base.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/// Writes protobuf messages from the last byte to the first, so that every length is known when it is written.
///
/// Fields are written in descending order of their numbers, list elements and map entries last
/// first, and so stand in ascending order in the bytes. A nested message:
///
/// ```java
/// int mark = out.size();
/// writeMetadata(out, metadata);
/// out.endMessage(1, mark);          // its length and tag, which stand before it
/// ```
///
/// Not safe for use by several threads; one writer can be [#reset] and used again.
public final class ProtoWriter {
    /// Most objects fit, so that their bytes are not moved to a larger buffer while they are written.
    private static final int FIRST_CAPACITY = 2_048;

    /// The largest array that every JVM can allocate.
    private static final int CAPACITY_MAX = Integer.MAX_VALUE - 8;

    private byte[] buffer;
    private int position;

    public ProtoWriter() {
        this(FIRST_CAPACITY);
    }

    /// @param capacityBytes of the first buffer; it grows as needed
    public ProtoWriter(int capacityBytes) {
        buffer = new byte[capacityBytes];
        position = capacityBytes;
    }

    /// How many bytes have been written.
    public int size() {
        return buffer.length - position;
    }

    /// Forgets what was written, keeps the buffer.
    public void reset() {
        position = buffer.length;
    }

    /// A copy of what was written.
    public byte[] toByteArray() {
        return Arrays.copyOfRange(buffer, position, buffer.length);
    }

    /// The buffer itself; what was written stands from [#offset] to its end, until the next write or reset.
    public byte[] buffer() {
        return buffer;
    }

    /// The index in [#buffer] of the first byte of what was written.
    public int offset() {
        return position;
    }

    /// Sends what was written.
    public void writeTo(OutputStream out) throws IOException {
        out.write(buffer, position, size());
    }

    // Fields: value, then (where there is one) length, then tag.

    /// An `int32` or enum field; negative numbers take ten bytes, as everywhere.
    public void int32(int field, int value) {
        writeVarint(value);
        writeTag(field, WireType.VARINT);
    }

    /// An `int64` field.
    public void int64(int field, long value) {
        writeVarint(value);
        writeTag(field, WireType.VARINT);
    }

    /// A `bool` field.
    public void bool(int field, boolean value) {
        writeBool(value);
        writeTag(field, WireType.VARINT);
    }

    /// A `double` field.
    public void float64(int field, double value) {
        writeFixed64(Double.doubleToRawLongBits(value));
        writeTag(field, WireType.FIXED64);
    }

    /// A `float` field.
    public void float32(int field, float value) {
        writeFixed32(Float.floatToRawIntBits(value));
        writeTag(field, WireType.FIXED32);
    }

    /// A `string` field. A surrogate without its partner becomes `?`.
    public void string(int field, String value) {
        int mark = size();
        writeUtf8(value);
        endMessage(field, mark);
    }

    /// A `bytes` field.
    public void bytes(int field, byte[] value) {
        bytes(field, value, 0, value.length);
    }

    /// A `bytes` field from a part of an array, or a message that is encoded already.
    public void bytes(int field, byte[] value, int from, int to) {
        writeRaw(value, from, to);
        writeVarint(to - from);
        writeTag(field, WireType.LENGTH_DELIMITED);
    }

    /// Ends a nested message (or packed field), which is all that was written since [#size] was `mark`.
    public void endMessage(int field, int mark) {
        writeVarint(size() - mark);
        writeTag(field, WireType.LENGTH_DELIMITED);
    }

    // Bare values.

    /// A field's tag.
    public void writeTag(int field, int wireType) {
        writeVarint(Integer.toUnsignedLong(WireType.tag(field, wireType)));
    }

    /// A varint of 64 bits.
    public void writeVarint(long value) {
        if ((value & ~0x7fL) == 0) {
            ensure(1);
            buffer[--position] = (byte) value;
            return;
        }
        int length = (70 - Long.numberOfLeadingZeros(value)) / 7;
        ensure(length);
        position -= length;
        int at = position;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[at] = (byte) rest;
    }

    /// A `bool` as varint.
    public void writeBool(boolean value) {
        ensure(1);
        buffer[--position] = (byte) (value ? 1 : 0);
    }

    /// Four bytes, little end first.
    public void writeFixed32(int value) {
        ensure(4);
        position -= 4;
        for (int i = 0; i < 4; i++) buffer[position + i] = (byte) (value >>> (8 * i));
    }

    /// Eight bytes, little end first.
    public void writeFixed64(long value) {
        ensure(8);
        position -= 8;
        for (int i = 0; i < 8; i++) buffer[position + i] = (byte) (value >>> (8 * i));
    }

    /// Bytes as they are.
    public void writeRaw(byte[] value, int from, int to) {
        int length = to - from;
        ensure(length);
        position -= length;
        System.arraycopy(value, from, buffer, position, length);
    }

    /// The UTF-8 bytes of a string, without length.
    public void writeUtf8(String value) {
        int i = value.length();
        ensure(i);
        while (i > 0) {
            char c = value.charAt(i - 1);
            if (c >= 0x80) break;
            buffer[--position] = (byte) c;
            i--;
        }
        if (i > 0) writeWideUtf8(value, i);
    }

    private void writeWideUtf8(String value, int to) {
        ensure(Math.multiplyExact(3, to));
        int i = to;
        while (i > 0) {
            char c = value.charAt(--i);
            if (c < 0x80) {
                buffer[--position] = (byte) c;
            } else if (c < 0x800) {
                buffer[--position] = (byte) (0x80 | (c & 0x3f));
                buffer[--position] = (byte) (0xc0 | (c >> 6));
            } else if (!Character.isSurrogate(c)) {
                buffer[--position] = (byte) (0x80 | (c & 0x3f));
                buffer[--position] = (byte) (0x80 | ((c >> 6) & 0x3f));
                buffer[--position] = (byte) (0xe0 | (c >> 12));
            } else if (Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(value.charAt(i - 1))) {
                int point = Character.toCodePoint(value.charAt(--i), c);
                buffer[--position] = (byte) (0x80 | (point & 0x3f));
                buffer[--position] = (byte) (0x80 | ((point >> 6) & 0x3f));
                buffer[--position] = (byte) (0x80 | ((point >> 12) & 0x3f));
                buffer[--position] = (byte) (0xf0 | (point >> 18));
            } else {
                buffer[--position] = '?';
            }
        }
    }

    private void ensure(int count) {
        if (position < count) grow(count);
    }

    private void grow(int count) {
        int used = size();
        long needed = (long) used + count;
        if (needed > CAPACITY_MAX) throw new OutOfMemoryError("a message of " + needed + " bytes");
        int capacity = (int) Math.min(CAPACITY_MAX, Math.max(needed, 2L * buffer.length));
        byte[] larger = new byte[capacity];
        System.arraycopy(buffer, position, larger, capacity - used, used);
        buffer = larger;
        position = capacity - used;
    }
}
