package io.djong.api.ip;

import org.jspecify.annotations.Nullable;

/// Reads addresses character by character.
final class IpParser {
    private IpParser() {}

    static @Nullable IpAddress parse(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                long v4 = v4(text, 0, text.length());
                return v4 < 0 ? null : new IpAddress(true, 0, v4);
            }
            if (c == ':') {
                return v6(text);
            }
        }
        return null;
    }

    static boolean hasLeadingZeros(String text) {
        // Only decimal octets count: "0a" and "0001" are ordinary groups of IPv6.
        int from = text.lastIndexOf(':') + 1;
        if (text.indexOf('.', from) < 0) {
            return false;
        }
        for (int i = from; i < text.length() - 1; i++) {
            boolean starts = i == from || text.charAt(i - 1) == '.';
            if (starts && text.charAt(i) == '0' && text.charAt(i + 1) != '.') {
                return true;
            }
        }
        return false;
    }

    /// The 32 bits, or -1.
    private static long v4(String text, int from, int to) {
        long bits = 0;
        int pos = from;
        for (int octet = 0; octet < 4; octet++) {
            if (octet > 0) {
                if (pos >= to || text.charAt(pos) != '.') {
                    return -1;
                }
                pos++;
            }
            int start = pos;
            int value = 0;
            while (pos < to && text.charAt(pos) >= '0' && text.charAt(pos) <= '9') {
                value = value * 10 + (text.charAt(pos) - '0');
                if (value > 255) {
                    return -1;
                }
                pos++;
            }
            if (pos == start) {
                return -1;
            }
            bits = bits << 8 | value;
        }
        return pos == to ? bits : -1;
    }

    private static @Nullable IpAddress v6(String text) {
        int[] groups = new int[8];
        int count = 0;
        int ellipsis = -1;
        int pos = 0;
        int end = text.length();
        if (text.startsWith("::")) {
            ellipsis = 0;
            pos = 2;
        }
        while (pos < end) {
            if (count == 8) {
                return null;
            }
            int start = pos;
            int value = 0;
            while (pos < end && pos - start < 5 && hex(text.charAt(pos)) >= 0) {
                value = value << 4 | hex(text.charAt(pos));
                pos++;
            }
            if (pos == start || value > 0xffff || pos - start > 4) {
                boolean octets = pos > start && pos < end && text.charAt(pos) == '.';
                if (!octets) {
                    return null;
                }
            }
            if (pos < end && text.charAt(pos) == '.') {
                long tail = v4(text, start, end);
                if (tail < 0 || count > 6 || (ellipsis < 0 && count != 6)) {
                    return null;
                }
                groups[count] = (int) (tail >>> 16);
                groups[count + 1] = (int) (tail & 0xffff);
                count += 2;
                pos = end;
                break;
            }
            groups[count] = value;
            count++;
            if (pos == end) {
                break;
            }
            if (text.charAt(pos) != ':' || pos + 1 == end) {
                return null;
            }
            pos++;
            if (text.charAt(pos) == ':') {
                if (ellipsis >= 0) {
                    return null;
                }
                ellipsis = count;
                pos++;
            }
        }
        return assembled(groups, count, ellipsis);
    }

    private static @Nullable IpAddress assembled(int[] groups, int count, int ellipsis) {
        if (count < 8 ? ellipsis < 0 : ellipsis >= 0) {
            return null;
        }
        long high = 0;
        long low = 0;
        for (int i = 0; i < 8; i++) {
            int source = i < ellipsis || ellipsis < 0 ? i : i - (8 - count);
            int group = ellipsis >= 0 && source < ellipsis && i >= ellipsis ? 0 : groups[source];
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        return high == 0 && low >>> 32 == 0xffff ? IpAddress.ofV4((int) low) : new IpAddress(false, high, low);
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return c < 0x80 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
