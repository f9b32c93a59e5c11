package io.djong.dns.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a query is answered with, apart from the query itself: encoded once, sent to many. Immutable.
///
/// Every record is encoded whole, its owner either written out or a pointer to the question ([#record]), so that it
/// means the same in every message.
///
/// @param authoritative the AA bit
/// @param answers the answer section; the arrays are not changed by anyone
/// @param alias the name that the question's name stands for, whose records are still to be added; null when
/// the answer
///     is whole
public record Answer(
        ResponseCode code,
        boolean authoritative,
        List<byte[]> answers,
        List<byte[]> authority,
        List<byte[]> additional,
        @Nullable DnsName alias) {
    private static final byte[] QUESTION_NAME = {(byte) 0xC0, Query.HEADER_BYTES};
    /// The longest message over TCP.
    public static final int TCP_BYTES_MAX = 65535;

    /// An answer that is whole.
    public Answer(
            ResponseCode code,
            boolean authoritative,
            List<byte[]> answers,
            List<byte[]> authority,
            List<byte[]> additional) {
        this(code, authoritative, answers, authority, additional, null);
    }

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

    /// Whether this is a record of the name that was asked, and an alias.
    public static boolean isAlias(byte[] record) {
        return Arrays.equals(record, 0, 2, QUESTION_NAME, 0, 2) && record[2] == 0 && record[3] == RecordType.CNAME;
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

    /// The answer section as it stands in an answer to another question: with this owner written out.
    ///
    /// @param owner the name that this is the answer about
    public List<byte[]> answersOf(DnsName owner) {
        List<byte[]> records = new ArrayList<>();
        byte[] name = owner.toWire();
        for (byte[] record : answers) {
            if (!Arrays.equals(record, 0, 2, QUESTION_NAME, 0, 2)) {
                records.add(record);
                continue;
            }
            records.add(ByteBuffer.allocate(name.length + record.length - 2)
                    .put(name)
                    .put(record, 2, record.length - 2)
                    .array());
        }
        return List.copyOf(records);
    }

    /// The whole message. Records that do not fit are left out: of the additional section silently, of the others
    /// with the TC bit, which sends the client to TCP.
    ///
    /// @param limitBytes the longest message that may be
    /// @param first the answer section begins with this record, modulo their number, and goes round
    public byte[] encode(Query query, int limitBytes, int first) {
        int room = limitBytes - Query.HEADER_BYTES - query.question().size() - (query.edns() ? OptRecord.BYTES : 0);
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
        if (query.edns()) OptRecord.put(out, query, code.number());
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
