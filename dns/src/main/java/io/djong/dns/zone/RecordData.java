package io.djong.dns.zone;

import io.djong.api.ip.IpAddress;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.RecordType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The data of records, encoded (RFC 1035 3.3, RFC 2782, RFC 3596). Names in it are not compressed.
final class RecordData {
    private RecordData() {}

    static byte[] srv(int weight, int port, DnsName target) {
        byte[] name = target.toWire();
        return ByteBuffer.allocate(6 + name.length)
                .putShort((short) 0)
                .putShort((short) weight)
                .putShort((short) port)
                .put(name)
                .array();
    }

    /// @param text at most 255 bytes of ASCII
    static byte[] txt(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) bytes.length)
                .put(bytes)
                .array();
    }

    static byte[] soa(DnsName server, DnsName mailbox, int serial, int negativeTtlSeconds) {
        return ByteBuffer.allocate(server.sizeBytes() + mailbox.sizeBytes() + 20)
                .put(server.toWire())
                .put(mailbox.toWire())
                .putInt(serial)
                .putInt(7200)
                .putInt(1800)
                .putInt(86400)
                .putInt(negativeTtlSeconds)
                .array();
    }

    static int addressType(IpAddress address) {
        return address.v4() ? RecordType.A : RecordType.AAAA;
    }
}
