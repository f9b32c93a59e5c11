package io.djong.linux.nft;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;

/// Immutable bytes, equal by content, in the order of unsigned bytes: a key or a value in a set.
public final class NftBytes implements Comparable<NftBytes> {
    public static final NftBytes EMPTY = new NftBytes(new byte[0]);

    private final byte[] bytes;

    private NftBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /// A copy of these.
    public static NftBytes of(byte[] bytes) {
        return new NftBytes(bytes.clone());
    }

    /// Takes the array as its own; the caller lets go of it.
    static NftBytes own(byte[] bytes) {
        return new NftBytes(bytes);
    }

    /// 4 bytes in the machine's order: marks, states, random numbers.
    public static NftBytes host32(int value) {
        return new NftBytes(ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(value)
                .array());
    }

    public static NftBytes u8(int value) {
        return new NftBytes(new byte[] {(byte) value});
    }

    /// 2 bytes, big-endian: a port.
    public static NftBytes be16(int value) {
        return new NftBytes(new byte[] {(byte) (value >> 8), (byte) value});
    }

    /// A device's name, filled with zeros, as `iifname` has it.
    public static NftBytes interfaceName(String name) {
        byte[] raw = name.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (raw.length > 15) {
            throw new IllegalArgumentException("a device's name has at most 15 bytes: " + name);
        }
        return new NftBytes(Arrays.copyOf(raw, 16));
    }

    public static NftBytes address(java.net.InetAddress address) {
        return new NftBytes(address.getAddress());
    }

    /// Parts beside each other, each filled up to a multiple of 4 bytes: a key of several fields.
    public static NftBytes concat(NftBytes... parts) {
        int size = 0;
        for (NftBytes part : parts) {
            size += (part.bytes.length + 3) & ~3;
        }
        byte[] all = new byte[size];
        int at = 0;
        for (NftBytes part : parts) {
            System.arraycopy(part.bytes, 0, all, at, part.bytes.length);
            at += (part.bytes.length + 3) & ~3;
        }
        return new NftBytes(all);
    }

    public boolean isEmpty() {
        return bytes.length == 0;
    }

    public int length() {
        return bytes.length;
    }

    public byte[] toArray() {
        return bytes.clone();
    }

    byte[] raw() {
        return bytes;
    }

    /// The number after this one, of the same length; empty when there is none.
    NftBytes next() {
        byte[] copy = bytes.clone();
        for (int i = copy.length - 1; i >= 0; i--) {
            if (++copy[i] != 0) {
                return new NftBytes(copy);
            }
        }
        return EMPTY;
    }

    /// The number before this one, of the same length.
    NftBytes previous() {
        byte[] copy = bytes.clone();
        for (int i = copy.length - 1; i >= 0; i--) {
            if (copy[i]-- != 0) {
                break;
            }
        }
        return new NftBytes(copy);
    }

    @Override
    public int compareTo(NftBytes other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NftBytes b && Arrays.equals(bytes, b.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
