package io.djong.dns.wire;

import java.nio.ByteBuffer;

/// The record that carries EDNS (RFC 6891), without options.
final class OptRecord {
    static final int BYTES = 11;
    /// What we take over UDP ourselves, told to the other side (DNS flag day 2020).
    private static final int OUR_UDP_BYTES = 1232;

    private static final int DO = 0x8000;

    private OptRecord() {}

    /// @param query whose DO bit it repeats
    /// @param code the response code, of which it carries the upper bits
    static void put(ByteBuffer out, Query query, int code) {
        out.put((byte) 0).putShort((short) RecordType.OPT).putShort((short) OUR_UDP_BYTES);
        out.put((byte) (code >> 4)).put((byte) 0);
        out.putShort((short) (query.dnssecOk() ? DO : 0)).putShort((short) 0);
    }
}
