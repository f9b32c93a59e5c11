package io.djong.linux.netlink;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// One message that the kernel sent: a window on the bytes of its datagram.
public final class NetlinkMessage {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final byte[] data;
    private final int from;
    private final int to;

    NetlinkMessage(byte[] data, int from, int to) {
        this.data = data;
        this.from = from;
        this.to = to;
    }

    public int type() {
        return (short) SHORT.get(data, from + 4) & 0xffff;
    }

    public int flags() {
        return (short) SHORT.get(data, from + 6) & 0xffff;
    }

    public int sequence() {
        return (int) INT.get(data, from + 8);
    }

    /// A byte of the payload: of the family's header.
    public int u8(int offset) {
        return data[from + NetlinkWriter.HEADER_BYTES + offset] & 0xff;
    }

    public int u16(int offset) {
        return (short) SHORT.get(data, from + NetlinkWriter.HEADER_BYTES + offset) & 0xffff;
    }

    public int u32(int offset) {
        return (int) INT.get(data, from + NetlinkWriter.HEADER_BYTES + offset);
    }

    public int payloadBytes() {
        return to - from - NetlinkWriter.HEADER_BYTES;
    }

    /// The attributes behind a family header of that size.
    public AttributeReader attributes(int headerBytes) {
        return new AttributeReader(data, Math.min(to, from + NetlinkWriter.HEADER_BYTES + headerBytes), to);
    }
}
