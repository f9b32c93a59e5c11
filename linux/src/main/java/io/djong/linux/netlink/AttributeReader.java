package io.djong.linux.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A cursor over the attributes of one netlink message or of one attribute. A broken tail ends it.
public final class AttributeReader {
    private static final int TYPE_MASK = 0x3fff;
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT_BE = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_BE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private final int limit;
    private int next;
    private int from;
    private int length;
    private int type;

    public AttributeReader(byte[] data, int from, int to) {
        this.data = data;
        this.next = from;
        this.limit = to;
    }

    /// Goes to the next attribute.
    ///
    /// @return false when there is none
    public boolean next() {
        if (next + 4 > limit) {
            return false;
        }
        int total = (short) SHORT.get(data, next) & 0xffff;
        if (total < 4 || next + total > limit) {
            next = limit;
            return false;
        }
        type = (short) SHORT.get(data, next + 2) & TYPE_MASK;
        from = next + 4;
        length = total - 4;
        next += (total + 3) & ~3;
        return true;
    }

    /// The type of the attribute that the cursor is on.
    public int type() {
        return type;
    }

    public int lengthBytes() {
        return length;
    }

    public byte[] bytes() {
        return Arrays.copyOfRange(data, from, from + length);
    }

    public int u8() {
        return length < 1 ? 0 : data[from] & 0xff;
    }

    public int u16() {
        return length < 2 ? 0 : (short) SHORT.get(data, from) & 0xffff;
    }

    public int be16() {
        return length < 2 ? 0 : (data[from] & 0xff) << 8 | (data[from + 1] & 0xff);
    }

    public int u32() {
        return length < 4 ? 0 : (int) INT.get(data, from);
    }

    public int be32() {
        return length < 4 ? 0 : (int) INT_BE.get(data, from);
    }

    public long be64() {
        return length < 8 ? 0 : (long) LONG_BE.get(data, from);
    }

    /// Up to the first zero byte.
    public String string() {
        int end = from;
        while (end < from + length && data[end] != 0) {
            end++;
        }
        return new String(data, from, end - from, StandardCharsets.UTF_8);
    }

    /// A cursor over the attributes in this one.
    public AttributeReader nested() {
        return new AttributeReader(data, from, from + length);
    }
}
