package io.djong.dns.wire;

import io.djong.api.meta.Bytes;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// One question of a client, with what decides over the form of the answer.
///
/// @param id the client's number for it
/// @param opcode 0 is a standard query, the only one that is answered
/// @param recursionDesired the RD bit, which an answer repeats
/// @param checkingDisabled the CD bit, which an answer repeats
/// @param authenticData the AD bit: the client wants to know whether the answer was validated
/// @param name what is asked about, in lower case
/// @param question the question section as it was sent, letter case kept
/// @param edns whether the query had an OPT record, so that the answer has one
/// @param ednsVersion of that OPT record; only 0 exists
/// @param dnssecOk the DO bit, which an answer repeats
/// @param udpSizeBytes the largest answer that the client takes over UDP, never below 512
public record Query(
        int id,
        int opcode,
        boolean recursionDesired,
        boolean checkingDisabled,
        boolean authenticData,
        DnsName name,
        int type,
        int recordClass,
        Bytes question,
        boolean edns,
        int ednsVersion,
        boolean dnssecOk,
        int udpSizeBytes) {
    /// The length of every message's header.
    public static final int HEADER_BYTES = 12;
    /// The class of the internet's records.
    public static final int CLASS_IN = 1;
    /// What every client takes over UDP (RFC 1035 2.3.4).
    public static final int UDP_BYTES_MIN = 512;

    private static final int QR = 0x8000;
    private static final int DO = 0x8000;

    /// Reads a client's message of one question. Records other than OPT are passed over.
    ///
    /// @throws DnsFormatException for anything that is no well-formed query of one question
    public static Query read(byte[] message, int length) throws DnsFormatException {
        MessageReader in = new MessageReader(message, length);
        int id = in.readU16();
        int flags = in.readU16();
        if ((flags & QR) != 0) throw new DnsFormatException("an answer, not a query", 2);
        int questions = in.readU16();
        if (questions != 1) throw new DnsFormatException("not exactly one question", 4);
        int answers = in.readU16();
        int authorities = in.readU16();
        int additional = in.readU16();
        DnsName name = in.readName();
        int type = in.readU16();
        int recordClass = in.readU16();
        Bytes question = Bytes.trusted(Arrays.copyOfRange(message, HEADER_BYTES, in.position()));
        boolean edns = false;
        int size = UDP_BYTES_MIN;
        int version = 0;
        boolean dnssecOk = false;
        for (int i = answers + authorities + additional; i > 0; i--) {
            DnsName owner = in.readName();
            int recordType = in.readU16();
            int payload = in.readU16();
            long extended = in.readU32();
            in.skip(in.readU16());
            if (recordType != RecordType.OPT) continue;
            if (edns || !owner.equals(DnsName.ROOT)) throw new DnsFormatException("misplaced OPT", in.position());
            edns = true;
            size = Math.max(UDP_BYTES_MIN, payload);
            version = (int) (extended >> 16) & 0xFF;
            dnssecOk = (extended & DO) != 0;
        }
        return new Query(
                id,
                flags >> 11 & 0xF,
                (flags & 0x100) != 0,
                (flags & 0x10) != 0,
                (flags & 0x20) != 0,
                name,
                type,
                recordClass,
                question,
                edns,
                version,
                dnssecOk,
                size);
    }

    /// The query as it is asked of another server: an OPT record only where the client sent one, so that a server
    /// that knows none is asked as the client would ask it.
    ///
    /// @param otherId the number that the other server's answer must have
    public byte[] onward(int otherId) {
        ByteBuffer out = ByteBuffer.allocate(HEADER_BYTES + question.size() + (edns ? OptRecord.BYTES : 0));
        int flags = (recursionDesired ? 0x100 : 0) | (authenticData ? 0x20 : 0) | (checkingDisabled ? 0x10 : 0);
        out.putShort((short) otherId).putShort((short) flags).putShort((short) 1);
        out.putInt(0).putShort((short) (edns ? 1 : 0)).put(question.shared());
        if (edns) OptRecord.put(out, this, 0);
        return out.array();
    }

    /// A query of our own: recursion desired, nothing else.
    public static Query of(DnsName name, int type) {
        ByteBuffer question = ByteBuffer.allocate(name.sizeBytes() + 4);
        question.put(name.toWire()).putShort((short) type).putShort((short) CLASS_IN);
        Bytes bytes = Bytes.trusted(question.array());
        return new Query(0, 0, true, false, false, name, type, CLASS_IN, bytes, false, 0, false, UDP_BYTES_MIN);
    }

    /// The same about another name, of our own making: asked on behalf of this one.
    public Query about(DnsName other) {
        Query made = of(other, type);
        return new Query(
                0,
                0,
                true,
                checkingDisabled,
                authenticData,
                other,
                type,
                CLASS_IN,
                made.question(),
                edns,
                0,
                dnssecOk,
                udpSizeBytes);
    }
}
