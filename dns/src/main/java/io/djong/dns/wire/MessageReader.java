package io.djong.dns.wire;

/// Reads the parts of one message, forwards. Never reads outside of it; what does not fit is a
/// [DnsFormatException].
final class MessageReader {
    private static final int POINTER = 0xC0;
    /// One before each label of the longest name; more have no honest use.
    private static final int POINTERS_MAX = 127;

    private final byte[] data;
    private final int end;
    private int at;

    MessageReader(byte[] data, int length) {
        this.data = data;
        this.end = length;
    }

    int position() {
        return at;
    }

    int remaining() {
        return end - at;
    }

    void skip(int bytes) throws DnsFormatException {
        need(bytes);
        at += bytes;
    }

    int readU8() throws DnsFormatException {
        need(1);
        return data[at++] & 0xFF;
    }

    int readU16() throws DnsFormatException {
        need(2);
        int value = (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
        at += 2;
        return value;
    }

    long readU32() throws DnsFormatException {
        return (long) readU16() << 16 | readU16();
    }

    /// Follows compression pointers. Each must lead before the place where the part that holds it began, so there is
    /// no loop, and there are no more of them than labels in the longest name.
    DnsName readName() throws DnsFormatException {
        byte[] name = new byte[DnsName.NAME_BYTES_MAX];
        int size = 0;
        int from = at;
        int part = at;
        int after = -1;
        int pointers = 0;
        while (true) {
            if (from >= end) throw new DnsFormatException("name ends outside of the message", from);
            int length = data[from] & 0xFF;
            if ((length & POINTER) == POINTER) {
                if (from + 1 >= end) throw new DnsFormatException("pointer ends outside of the message", from);
                int target = (length & 0x3F) << 8 | data[from + 1] & 0xFF;
                if (++pointers > POINTERS_MAX) throw new DnsFormatException("too many pointers", from);
                if (target >= part) throw new DnsFormatException("pointer does not lead backwards", from);
                if (after < 0) after = from + 2;
                from = target;
                part = target;
                continue;
            }
            if (length > DnsName.LABEL_BYTES_MAX) throw new DnsFormatException("unknown kind of label", from);
            if (size + 1 + length + (length == 0 ? 0 : 1) > DnsName.NAME_BYTES_MAX) {
                throw new DnsFormatException("name is longer than 255 bytes", from);
            }
            if (from + length >= end) throw new DnsFormatException("label ends outside of the message", from);
            name[size++] = (byte) length;
            for (int i = 1; i <= length; i++) name[size++] = DnsName.lower(data[from + i]);
            from += 1 + length;
            if (length == 0) break;
        }
        at = after < 0 ? from : after;
        return DnsName.ofWire(name, size);
    }

    /// The last field of an SOA record's data: how long there is nothing, in seconds (RFC 2308 4).
    long minimumOfSoa(int data, int size) throws DnsFormatException {
        if (size < 22) throw new DnsFormatException("SOA is too short", data);
        int back = at;
        at = data + size - 4;
        long minimum = readU32();
        at = back;
        return minimum;
    }

    private void need(int bytes) throws DnsFormatException {
        if (end - at < bytes) throw new DnsFormatException("message ends early", at);
    }
}
