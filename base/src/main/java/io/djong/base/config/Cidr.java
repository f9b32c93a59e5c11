package io.djong.base.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A range of addresses: `10.43.0.0/16`, `fd00::/108`.
///
/// @param base the first address: bits beyond the prefix are zero
/// @param prefixBits how many leading bits all addresses share
public record Cidr(InetAddress base, int prefixBits) {
    /// Reads the text form; bits beyond the prefix are dropped, as Go's `net.ParseCIDR` does.
    public static Cidr parse(String text) throws InvalidValue {
        int slash = text.indexOf('/');
        if (slash < 0) throw new InvalidValue("invalid CIDR address: " + text);
        try {
            byte[] address = IpText.parse(text.substring(0, slash)).getAddress();
            String length = text.substring(slash + 1);
            boolean isNumber = length.matches("0|[1-9][0-9]{0,2}");
            int prefixBits = isNumber ? Integer.parseInt(length) : -1;
            if (prefixBits < 0 || prefixBits > 8 * address.length) {
                throw new InvalidValue("invalid CIDR address: " + text);
            }
            for (int bit = prefixBits; bit < 8 * address.length; bit++) address[bit / 8] &= (byte) ~(0x80 >> bit % 8);
            return new Cidr(InetAddress.getByAddress(address), prefixBits);
        } catch (InvalidValue | UnknownHostException e) {
            throw new InvalidValue("invalid CIDR address: " + text);
        }
    }

    /// Whether the address is in the range; never, when it is of the other family.
    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) return false;
        int bytes = prefixBits / 8;
        if (!Arrays.equals(mine, 0, bytes, other, 0, bytes)) return false;
        int rest = prefixBits % 8;
        return rest == 0 || ((mine[bytes] ^ other[bytes]) & 0xff) >> (8 - rest) == 0;
    }

    public boolean isIpv6() {
        return base.getAddress().length == 16;
    }

    /// `base/prefix`.
    @Override
    public String toString() {
        return IpText.format(base) + "/" + prefixBits;
    }
}
