package io.djong.dns.wire;

import java.nio.ByteBuffer;
import java.util.List;

/// What a query is answered with, apart from the query itself: encoded once, sent to many. Immutable.
///
/// Every record is encoded whole, its owner either written out or a pointer to the question ([#record]), so that it
/// means the same in every message.
///
/// @param authoritative the AA bit
/// @param answers the answer section; the arrays are not changed by anyone
public record Answer(
        ResponseCode code,
        boolean authoritative,
        List<byte[]> answers,
        List<byte[]> authority,
        List<byte[]> additional) {
    private static final byte[] QUESTION_NAME = {(byte) 0xC0, Query.HEADER_BYTES};
    private static final int OPT_BYTES = 11;
    /// What we take over UDP ourselves, told to clients (DNS flag day 2020).
    private static final int OUR_UDP_BYTES = 1232;
    /// The longest message over TCP.
    public static final int TCP_BYTES_MAX = 65535;

    /// An answer without records.
    public static Answer of(ResponseCode code, boolean authoritative) {
        return new Answer(code, authoritative, List.of(), List.of(), List.of());
    }

    /// A record of the name that was asked.
    public static byte[] record(int type, int ttlSeconds, byte[] data) {
        return record(QUESTION_NAME, type, ttlSeconds, data);
    }

    /// A record of any name.
    public static byte[] record(DnsName owner, int type, int ttlSeconds, byte[] data) {
        return record(owner.toWire(), type, ttlSeconds, data);
    }

    private static byte[] record(byte[] owner, int type, int ttlSeconds, byte[] data) {
        return ByteBuffer.allocate(owner.length + 10 + data.length)
                .put(owner)
                .putShort((short) type)
                .putShort((short) Query.CLASS_IN)
                .putInt(ttlSeconds)
                .putShort((short) data.length)
                .put(data)
                .array();
    }

    /// The whole message. Records that do not fit are left out: of the additional section silently, of the others
    /// with the TC bit, which sends the client to TCP.
    ///
    /// @param limitBytes the longest message that may be
    /// @param first the answer section begins with this record, modulo their number, and goes round
    public byte[] encode(Query query, int limitBytes, int first) {
        int room = limitBytes - Query.HEADER_BYTES - query.question().size() - (query.edns() ? OPT_BYTES : 0);
        int[] taken = new int[3];
        int size = 0;
        boolean cut = false;
        List<List<byte[]>> sections = List.of(answers, authority, additional);
        for (int s = 0; s < 3; s++) {
            List<byte[]> section = sections.get(s);
            for (int i = 0; i < section.size() && !cut; i++) {
                int next = at(section, i, s == 0 ? first : 0).length;
                if (size + next > room) {
                    cut = s < 2;
                    break;
                }
                size += next;
                taken[s]++;
            }
        }
        ByteBuffer out = ByteBuffer.allocate(limitBytes - room + size);
        out.putShort((short) query.id()).putShort((short) flags(query, cut));
        out.putShort((short) 1).putShort((short) taken[0]).putShort((short) taken[1]);
        out.putShort((short) (taken[2] + (query.edns() ? 1 : 0)))
                .put(query.question().shared());
        for (int s = 0; s < 3; s++) {
            for (int i = 0; i < taken[s]; i++) out.put(at(sections.get(s), i, s == 0 ? first : 0));
        }
        if (query.edns()) {
            out.put((byte) 0).putShort((short) RecordType.OPT).putShort((short) OUR_UDP_BYTES);
            out.put((byte) (code.number() >> 4)).put((byte) 0);
            out.putShort((short) (query.dnssecOk() ? 0x8000 : 0)).putShort((short) 0);
        }
        return out.array();
    }

    private int flags(Query query, boolean cut) {
        return 0x8000
                | query.opcode() << 11
                | (authoritative ? 0x400 : 0)
                | (cut ? 0x200 : 0)
                | (query.recursionDesired() ? 0x100 : 0)
                | (query.checkingDisabled() ? 0x10 : 0)
                | code.number() & 0xF;
    }

    private static byte[] at(List<byte[]> section, int index, int first) {
        return section.get(Math.floorMod(index + first, section.size()));
    }

    /// The answer to a message that could not be read: its number and FORMERR.
    ///
    /// @return empty when there is not even a header, or it is an answer itself: those are dropped, or two servers
    ///     could talk to each other for ever
    public static byte[] formatError(byte[] message, int length) {
        if (length < Query.HEADER_BYTES || (message[2] & 0x80) != 0) return new byte[0];
        byte[] out = new byte[Query.HEADER_BYTES];
        out[0] = message[0];
        out[1] = message[1];
        out[2] = (byte) (0x80 | message[2] & 0x79);
        out[3] = (byte) ResponseCode.FORMERR.number();
        return out;
    }
}
