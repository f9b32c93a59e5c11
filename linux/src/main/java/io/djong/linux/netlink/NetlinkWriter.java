package io.djong.linux.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Netlink messages one after another in a growing buffer, each with attributes that may nest. Numbers are in the
/// machine's order unless the method says otherwise. Not safe for use by several threads.
public final class NetlinkWriter {
    /// An attribute's length has 16 bits.
    public static final int ATTRIBUTE_BYTES_MAX = 65535;

    static final int HEADER_BYTES = 16;
    private static final int NESTED = 0x8000;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private byte[] buffer = new byte[512];
    private int size;
    private int message = -1;

    /// Begins a message; the one before is complete.
    ///
    /// @param flags `NLM_F_…`
    public NetlinkWriter begin(int type, int flags, int sequence) {
        end();
        message = size;
        u32(0).u16(type).u16(flags).u32(sequence).u32(0);
        return this;
    }

    /// Completes the last message; called by [#begin] and [#toBytes], too.
    public void end() {
        if (message >= 0) {
            INT.set(buffer, message, size - message);
            message = -1;
        }
    }

    /// How many bytes there are so far.
    public int sizeBytes() {
        return size;
    }

    public byte[] toBytes() {
        end();
        return Arrays.copyOf(buffer, size);
    }

    byte[] buffer() {
        return buffer;
    }

    /// Bare numbers: the family headers before the attributes.
    public NetlinkWriter u8(int value) {
        room(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public NetlinkWriter u16(int value) {
        room(2);
        SHORT.set(buffer, size, (short) value);
        size += 2;
        return this;
    }

    public NetlinkWriter u32(int value) {
        room(4);
        INT.set(buffer, size, value);
        size += 4;
        return this;
    }

    /// Big-endian.
    public NetlinkWriter be16(int value) {
        return u8(value >> 8).u8(value);
    }

    public NetlinkWriter attribute(int type, byte[] value) {
        return attribute(type, value, 0, value.length);
    }

    public NetlinkWriter attribute(int type, byte[] value, int from, int length) {
        room(4 + length + 3);
        SHORT.set(buffer, size, (short) (4 + length));
        SHORT.set(buffer, size + 2, (short) type);
        System.arraycopy(value, from, buffer, size + 4, length);
        size += 4 + length;
        pad();
        return this;
    }

    /// With its terminating zero.
    public NetlinkWriter string(int type, String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return attribute(type, Arrays.copyOf(text, text.length + 1));
    }

    public NetlinkWriter u8(int type, int value) {
        return attribute(type, new byte[] {(byte) value});
    }

    public NetlinkWriter u16(int type, int value) {
        byte[] bytes = new byte[2];
        SHORT.set(bytes, 0, (short) value);
        return attribute(type, bytes);
    }

    /// Big-endian, as ports are.
    public NetlinkWriter be16(int type, int value) {
        return attribute(type, new byte[] {(byte) (value >> 8), (byte) value});
    }

    public NetlinkWriter u32(int type, int value) {
        room(8);
        SHORT.set(buffer, size, (short) 8);
        SHORT.set(buffer, size + 2, (short) type);
        INT.set(buffer, size + 4, value);
        size += 8;
        return this;
    }

    /// Big-endian, as nfnetlink wants its numbers.
    public NetlinkWriter be32(int type, int value) {
        return u32(type, ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Integer.reverseBytes(value));
    }

    /// Big-endian.
    public NetlinkWriter be64(int type, long value) {
        byte[] bytes = new byte[8];
        LONG.set(bytes, 0, ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? value : Long.reverseBytes(value));
        return attribute(type, bytes);
    }

    /// An attribute without a value.
    public NetlinkWriter flag(int type) {
        return attribute(type, new byte[0]);
    }

    /// Begins an attribute that holds attributes.
    ///
    /// @return where it began, for [#endNest]
    public int nest(int type) {
        room(4);
        int start = size;
        u16(0).u16(type | NESTED);
        return start;
    }

    /// Ends the attribute that began there.
    ///
    /// @throws IllegalStateException it grew beyond [#ATTRIBUTE_BYTES_MAX]
    public NetlinkWriter endNest(int start) {
        int length = size - start;
        if (length > ATTRIBUTE_BYTES_MAX) {
            throw new IllegalStateException("a netlink attribute cannot hold " + length + " bytes");
        }
        SHORT.set(buffer, start, (short) length);
        return this;
    }

    private void pad() {
        while ((size & 3) != 0) {
            buffer[size++] = 0;
        }
    }

    private void room(int bytes) {
        if (size + bytes > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + bytes));
        }
    }
}
