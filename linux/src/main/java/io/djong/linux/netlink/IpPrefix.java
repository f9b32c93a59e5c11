package io.djong.linux.netlink;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// An address with the length of its network part, such as `10.42.0.1/24`. The host part may be set.
public record IpPrefix(InetAddress address, int length) implements Comparable<IpPrefix> {
    public IpPrefix {
        int bits = address.getAddress().length * 8;
        if (length < 0 || length > bits) {
            throw new IllegalArgumentException(
                    "a prefix of " + address.getHostAddress() + " has 0 to " + bits + " bits, not " + length);
        }
    }

    /// Reads `10.42.0.0/16`; without a slash, one address.
    ///
    /// @throws IllegalArgumentException anything else
    public static IpPrefix parse(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (literal.indexOf(':') < 0 && literal.chars().filter(c -> c == '.').count() != 3) {
            throw new IllegalArgumentException("not an address with an optional prefix length: " + text);
        }
        InetAddress address = InetAddress.ofLiteral(literal);
        int bits = address.getAddress().length * 8;
        return new IpPrefix(address, slash < 0 ? bits : Integer.parseInt(text, slash + 1, text.length(), 10));
    }

    public static IpPrefix host(InetAddress address) {
        return new IpPrefix(address, address.getAddress().length * 8);
    }

    public boolean isIpv4() {
        return address.getAddress().length == 4;
    }

    /// The same with the host part cleared.
    public IpPrefix network() {
        byte[] bytes = address.getAddress();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> (bit % 8));
        }
        return new IpPrefix(inet(bytes), length);
    }

    /// The last address of the network.
    public InetAddress last() {
        byte[] bytes = address.getAddress();
        for (int bit = length; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] |= (byte) (0x80 >> (bit % 8));
        }
        return inet(bytes);
    }

    public boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((mine[bit / 8] ^ theirs[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    static InetAddress inet(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address of 4 or 16 bytes", e);
        }
    }

    @Override
    public int compareTo(IpPrefix other) {
        int c = java.util.Arrays.compareUnsigned(address.getAddress(), other.address.getAddress());
        return c != 0 ? c : Integer.compare(length, other.length);
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + length;
    }
}
