package io.djong.api.certificates;

import java.util.Arrays;

/// Reads the elements of one DER structure in order. Not for several threads. Source: X.690.
final class Der {
    static final int INTEGER = 0x02;
    static final int BITS = 0x03;
    static final int OBJECT_ID = 0x06;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private final byte[] data;
    private final int end;
    private int at;

    Der(byte[] data) {
        this(data, 0, data.length);
    }

    private Der(byte[] data, int from, int end) {
        this.data = data;
        this.at = from;
        this.end = end;
    }

    /// The structure is not what it should be.
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message);
        }
    }

    boolean more() {
        return at < end;
    }

    /// The tag of the next element; -1 at the end.
    int tag() {
        return more() ? data[at] & 0xff : -1;
    }

    /// The elements within the next one, which must have this tag.
    Der enter(int tag) throws Malformed {
        int found = tag();
        if (found < 0) {
            throw new Malformed("asn1: syntax error: sequence truncated");
        }
        if (found != tag) {
            throw new Malformed("asn1: structure error: tags don't match (" + (tag & 0x1f) + " vs {class:"
                    + (found >> 6) + " tag:" + (found & 0x1f) + "})");
        }
        int length = length();
        var inner = new Der(data, at, at + length);
        at += length;
        return inner;
    }

    /// The next element whole, with its tag and length.
    byte[] whole() throws Malformed {
        int from = at;
        skip();
        return Arrays.copyOfRange(data, from, at);
    }

    void skip() throws Malformed {
        int length = length(); // moves on by itself
        at += length;
    }

    /// What is left.
    byte[] rest() {
        return Arrays.copyOfRange(data, at, end);
    }

    /// Steps over tag and length.
    private int length() throws Malformed {
        if (end - at < 2) {
            throw truncated();
        }
        int first = data[at + 1] & 0xff;
        at += 2;
        int length = first;
        if (first > 0x7f) {
            int bytes = first & 0x7f;
            if (bytes == 0 || bytes > 3 || bytes > end - at) {
                throw truncated();
            }
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = length << 8 | (data[at++] & 0xff);
            }
        }
        if (length > end - at) {
            throw truncated();
        }
        return length;
    }

    private static Malformed truncated() {
        return new Malformed("asn1: syntax error: data truncated");
    }
}
