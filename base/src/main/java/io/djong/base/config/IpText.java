package io.djong.base.config;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/// Addresses as text, as Go reads and writes them; never asks a name server.
public final class IpText {
    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})\\.(0|[1-9][0-9]{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private IpText() {}

    /// Reads an IPv4 address of four decimal numbers without leading zeros, or an IPv6 address
    /// without zone. An IPv6 address that maps an IPv4 one becomes that.
    public static InetAddress parse(String text) throws InvalidValue {
        try {
            var ipv4 = IPV4.matcher(text);
            if (ipv4.matches()) {
                var bytes = new byte[4];
                for (int i = 0; i < 4; i++) {
                    int part = Integer.parseInt(ipv4.group(i + 1));
                    if (part > 255) throw new InvalidValue("failed to parse IP: \"" + text + "\"");
                    bytes[i] = (byte) part;
                }
                return InetAddress.getByAddress(bytes);
            }
            if (IPV6.matcher(text).matches()) return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException | UnknownHostException e) {
            throw new InvalidValue("failed to parse IP: \"" + text + "\"");
        }
        throw new InvalidValue("failed to parse IP: \"" + text + "\"");
    }

    /// Writes an address; IPv6 in the short form of RFC 5952.
    public static String format(InetAddress address) {
        if (address instanceof Inet4Address) return address.getHostAddress();
        byte[] bytes = address.getAddress();
        var groups = new int[8];
        for (int i = 0; i < 8; i++) groups[i] = (bytes[2 * i] & 0xff) << 8 | (bytes[2 * i + 1] & 0xff);
        int from = 0;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            int end = i;
            while (end < 8 && groups[end] == 0) end++;
            if (end - i > length) {
                from = i;
                length = end - i;
            }
        }
        var text = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (length > 1 && i == from) {
                text.append("::");
                i += length - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') text.append(':');
            text.append(Integer.toHexString(groups[i]));
        }
        return text.toString();
    }
}
