package io.djong.dns.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A full domain name in lower case, as equality of names wants it (RFC 4343). Immutable.
public final class DnsName {
    /// The longest label, in bytes (RFC 1035 2.3.4).
    public static final int LABEL_BYTES_MAX = 63;
    /// The longest name on the wire, in bytes, with its length bytes and the root's (RFC 1035 2.3.4).
    public static final int NAME_BYTES_MAX = 255;
    /// The name of nothing but the root.
    public static final DnsName ROOT = new DnsName(new byte[1]);

    private final byte[] wire;
    private final int hash;

    /// @param wire lower case, uncompressed, within the limits; not changed any more
    private DnsName(byte[] wire) {
        this.wire = wire;
        this.hash = Arrays.hashCode(wire);
    }

    /// The name of these labels, the root left out.
    ///
    /// @return null when a label is empty or too long, or the name is
    public static @Nullable DnsName ofLabels(List<String> labels) {
        int size = 1;
        for (String label : labels) size += 1 + label.length();
        if (size > NAME_BYTES_MAX) return null;
        byte[] wire = new byte[size];
        int at = 0;
        for (String label : labels) {
            if (label.isEmpty() || label.length() > LABEL_BYTES_MAX) return null;
            wire[at++] = (byte) label.length();
            for (byte b : label.getBytes(StandardCharsets.ISO_8859_1)) wire[at++] = lower(b);
        }
        return new DnsName(wire);
    }

    /// The name that is written so, with or without the dot at its end. Knows no escapes.
    ///
    /// @return null when this is no name
    public static @Nullable DnsName parse(String text) {
        if (text.equals(".")) return ROOT;
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return ofLabels(Arrays.asList(bare.split("\\.", -1)));
    }

    /// The name that is written so.
    ///
    /// @throws IllegalArgumentException when this is no name
    public static DnsName of(String text) {
        DnsName name = parse(text);
        if (name == null) throw new IllegalArgumentException("no domain name: " + text);
        return name;
    }

    static DnsName ofWire(byte[] lowerCase, int length) {
        return new DnsName(Arrays.copyOf(lowerCase, length));
    }

    static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }

    /// The labels from the left, the root left out; bytes above 127 as ISO 8859-1.
    public List<String> labels() {
        List<String> labels = new ArrayList<>();
        for (int at = 0; wire[at] != 0; at += 1 + wire[at]) {
            labels.add(new String(wire, at + 1, wire[at], StandardCharsets.ISO_8859_1));
        }
        return labels;
    }

    /// Whether this name is the other one or lies under it.
    public boolean isIn(DnsName zone) {
        int at = 0;
        while (wire.length - at > zone.wire.length) at += 1 + wire[at];
        return Arrays.equals(wire, at, wire.length, zone.wire, 0, zone.wire.length);
    }

    /// How long it is on the wire, uncompressed.
    public int sizeBytes() {
        return wire.length;
    }

    /// The name on the wire, uncompressed; a copy.
    public byte[] toWire() {
        return wire.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DnsName name && hash == name.hash && Arrays.equals(wire, name.wire);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    /// With a dot at its end.
    @Override
    public String toString() {
        return String.join(".", labels()) + ".";
    }
}
