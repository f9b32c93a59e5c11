package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.dns.wire.DnsName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The names under which addresses are looked up (RFC 1035 3.5, RFC 3596 2.5).
final class ReverseName {
    private static final DnsName V4 = DnsName.of("in-addr.arpa");
    private static final DnsName V6 = DnsName.of("ip6.arpa");

    private ReverseName() {}

    /// The address that a name stands for, or null when it stands for none or for a whole network.
    static @Nullable IpAddress address(DnsName name) {
        boolean v4 = name.isIn(V4);
        if (!v4 && !name.isIn(V6)) return null;
        List<String> labels = name.labels();
        int parts = v4 ? 4 : 32;
        if (labels.size() != parts + 2) return null;
        byte[] bytes = new byte[v4 ? 4 : 16];
        for (int i = 0; i < parts; i++) {
            int part = number(labels.get(parts - 1 - i), v4);
            if (part < 0) return null;
            if (v4) bytes[i] = (byte) part;
            else bytes[i / 2] |= (byte) (i % 2 == 0 ? part << 4 : part);
        }
        return IpAddress.ofBytes(bytes);
    }

    private static int number(String label, boolean v4) {
        if (!v4) return label.length() == 1 ? Character.digit(label.charAt(0), 16) : -1;
        if (label.length() > 3 || label.length() > 1 && label.startsWith("0")) return -1;
        int value = 0;
        for (int i = 0; i < label.length(); i++) {
            char c = label.charAt(i);
            if (c < '0' || c > '9') return -1;
            value = value * 10 + c - '0';
        }
        return value <= 255 ? value : -1;
    }
}
