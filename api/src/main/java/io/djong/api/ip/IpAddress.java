package io.djong.api.ip;

import org.jspecify.annotations.Nullable;

/// An IPv4 or IPv6 address. An IPv4 address that was written inside IPv6 (`::ffff:10.0.0.1`) is an
/// IPv4 address, as in Go.
///
/// @param v4 whether it is an IPv4 address, which then is in the lower 32 bits of low
/// @param high the upper 64 bits
/// @param low the lower 64 bits
public record IpAddress(boolean v4, long high, long low) implements Comparable<IpAddress> {
    /// Reads an address as upstream's sloppy parser does: IPv4 octets may have leading zeros (and
    /// are decimal). Null when the text is no address. Zones (`%eth0`) are refused.
    public static @Nullable IpAddress parse(String text) {
        return IpParser.parse(text);
    }

    /// Whether the text is an address without leading zeros in IPv4 octets.
    public static boolean hasLeadingZeros(String text) {
        return IpParser.hasLeadingZeros(text);
    }

    /// An IPv4 address from its 32 bits.
    public static IpAddress ofV4(int bits) {
        return new IpAddress(true, 0, bits & 0xffffffffL);
    }

    /// From 4 or 16 bytes in network order.
    public static IpAddress ofBytes(byte[] bytes) {
        if (bytes.length != 4 && bytes.length != 16) {
            throw new IllegalArgumentException("an address has 4 or 16 bytes, not " + bytes.length);
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < bytes.length; i++) {
            high = (high << 8) | (low >>> 56);
            low = (low << 8) | (bytes[i] & 0xff);
        }
        if (bytes.length == 4) {
            return new IpAddress(true, 0, low);
        }
        return high == 0 && low >>> 32 == 0xffff ? ofV4((int) low) : new IpAddress(false, high, low);
    }

    /// 4 or 16 bytes in network order.
    public byte[] bytes() {
        byte[] bytes = new byte[v4 ? 4 : 16];
        for (int i = 0; i < bytes.length; i++) {
            int shift = 8 * (bytes.length - 1 - i);
            bytes[i] = (byte) (shift >= 64 ? high >>> (shift - 64) : low >>> shift);
        }
        return bytes;
    }

    /// How many bits an address of this family has.
    public int bits() {
        return v4 ? 32 : 128;
    }

    /// `0.0.0.0` or `::`.
    public boolean isUnspecified() {
        return high == 0 && low == 0;
    }

    /// `127.0.0.0/8` or `::1`.
    public boolean isLoopback() {
        return v4 ? low >>> 24 == 127 : high == 0 && low == 1;
    }

    /// `169.254.0.0/16` or `fe80::/10`.
    public boolean isLinkLocalUnicast() {
        return v4 ? low >>> 16 == 0xa9fe : high >>> 54 == 0x3fa;
    }

    /// `224.0.0.0/24` or `ff02::/16` (ignoring flags, as Go does).
    public boolean isLinkLocalMulticast() {
        return v4 ? low >>> 8 == 0xe00000 : (high >>> 48 & 0xff0f) == 0xff02;
    }

    /// `224.0.0.0/4` or `ff00::/8`.
    public boolean isMulticast() {
        return v4 ? low >>> 28 == 0xe : high >>> 56 == 0xff;
    }

    /// Any address that one host may have: not unspecified, loopback, multicast, link-local or broadcast.
    public boolean isGlobalUnicast() {
        return !(v4 && low == 0xffffffffL)
                && !isUnspecified()
                && !isLoopback()
                && !isMulticast()
                && !isLinkLocalUnicast();
    }

    /// The address that many steps further; wraps around at the end.
    public IpAddress plus(long steps) {
        if (v4) {
            return ofV4((int) (low + steps));
        }
        long sum = low + steps;
        long carry =
                steps >= 0 ? (Long.compareUnsigned(sum, low) < 0 ? 1 : 0) : Long.compareUnsigned(sum, low) > 0 ? -1 : 0;
        return new IpAddress(false, high + carry, sum);
    }

    /// By family, then by number.
    @Override
    public int compareTo(IpAddress other) {
        if (v4 != other.v4) {
            return v4 ? -1 : 1;
        }
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /// The canonical form of RFC 5952.
    @Override
    public String toString() {
        return v4 ? (low >>> 24) + "." + (low >>> 16 & 255) + "." + (low >>> 8 & 255) + "." + (low & 255) : v6Text();
    }

    private int group(int i) {
        return (int) ((i < 4 ? high >>> (48 - 16 * i) : low >>> (112 - 16 * i)) & 0xffff);
    }

    private String v6Text() {
        int zerosFrom = -1;
        int zerosTo = -1;
        for (int i = 0; i < 8; i++) {
            int to = i;
            while (to < 8 && group(to) == 0) {
                to++;
            }
            if (to - i > zerosTo - zerosFrom) {
                zerosFrom = i;
                zerosTo = to;
            }
            i = Math.max(i, to - 1);
        }
        boolean shortened = zerosTo - zerosFrom > 1;
        var text = new StringBuilder(39);
        for (int i = 0; i < 8; i++) {
            if (shortened && i == zerosFrom) {
                text.append("::");
                i = zerosTo - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(i)));
            }
        }
        return text.toString();
    }
}
