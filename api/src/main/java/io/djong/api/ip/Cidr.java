package io.djong.api.ip;

import org.jspecify.annotations.Nullable;

/// A range of addresses: `10.42.0.0/16`, `fd00::/64`. What stands after the prefix is kept, so `10.0.0.7/24` is an
/// interface's address and its network.
///
/// @param address as written
/// @param prefix how many leading bits are the network's
public record Cidr(IpAddress address, int prefix) {
    /// Reads a range as upstream's sloppy parser does (leading zeros allowed). Null when the text is none.
    public static @Nullable Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return null;
        }
        var address = IpAddress.parse(text.substring(0, slash));
        int prefix = number(text, slash + 1);
        if (address == null || prefix < 0) {
            return null;
        }
        boolean mapped = address.v4() && text.indexOf(':') >= 0;
        if (mapped) {
            // Go masks 16 bytes and then sees an IPv4 network.
            return prefix > 128 ? null : new Cidr(address, Math.max(0, prefix - 96));
        }
        return prefix > address.bits() ? null : new Cidr(address, prefix);
    }

    private static int number(String text, int from) {
        int value = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || value > 1000) {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return from == text.length() ? -1 : value;
    }

    /// Whether the text has leading zeros in an IPv4 octet or in the length of the prefix.
    public static boolean hasLeadingZeros(String text) {
        int slash = text.indexOf('/');
        return IpAddress.hasLeadingZeros(text.substring(0, slash))
                || (text.length() - slash > 2 && text.charAt(slash + 1) == '0');
    }

    /// The first address of the range.
    public IpAddress network() {
        return address.v4()
                ? new IpAddress(true, 0, address.low() & mask(prefix + 32))
                : new IpAddress(false, address.high() & mask(prefix), address.low() & mask(prefix - 64));
    }

    /// The last address of the range.
    public IpAddress last() {
        return address.v4()
                ? new IpAddress(true, 0, (address.low() | ~mask(prefix + 32)) & 0xffffffffL)
                : new IpAddress(false, address.high() | ~mask(prefix), address.low() | ~mask(prefix - 64));
    }

    /// Ones in the first bits of 64.
    private static long mask(int ones) {
        return ones <= 0 ? 0 : ones >= 64 ? -1 : -1L << (64 - ones);
    }

    /// Whether the address is in the range.
    public boolean contains(IpAddress other) {
        return other.v4() == address.v4() && new Cidr(other, prefix).network().equals(network());
    }

    /// Whether the ranges share an address.
    public boolean overlaps(Cidr other) {
        return prefix <= other.prefix ? contains(other.address) : other.contains(address);
    }

    /// Whether nothing but zeros stands after the prefix.
    public boolean isNetwork() {
        return network().equals(address);
    }

    /// The canonical form of the network: `10.0.0.7/24` prints as `10.0.0.0/24`.
    @Override
    public String toString() {
        return network() + "/" + prefix;
    }
}
