package io.djong.dns.wire;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Another server's answer, kept as the bytes it sent but for its OPT record and what followed
/// that. It can be told to any client that asks the same, with that client's number, letters, flags
/// and limit. Immutable.
///
/// Nothing in it is trusted: every name and length was checked, and it answers only the question that it repeats
/// ([#answers]).
public final class Reply {
    private static final int QR = 0x8000;
    private static final int TC = 0x200;
    private static final int AD = 0x20;
    /// What an answer keeps of the other server's flags: AA, RA, AD and the code's lower bits.
    private static final int KEPT_FLAGS = 0x04AF;

    /// What kind of answer it is, which decides whether and how long it may be remembered.
    public enum Kind {
        /// It has records of what was asked.
        FOUND,
        /// There is no such name; an SOA record says for how long.
        NO_NAME,
        /// The name has no such record; an SOA record says for how long.
        NO_DATA,
        /// The other server could not tell.
        FAILURE,
        /// Anything else, not to be remembered.
        OTHER
    }

    private final byte[] message;
    private final int questionEnd;
    private final int[] ends;
    private final int[] ttls;
    private final int answerCount;
    private final int authorityCount;
    private final int code;
    private final Kind kind;
    private final long ttlSeconds;
    private final List<int[]> rotations;

    private Reply(byte[] message, int questionEnd, ReplyRecords records, int code) {
        this.message = message;
        this.questionEnd = questionEnd;
        this.ends = ints(records.ends());
        this.ttls = ints(records.ttls());
        this.answerCount = records.answerCount();
        this.authorityCount = records.authorityCount();
        this.code = code;
        this.kind = truncated() ? Kind.OTHER : kind(code, records);
        this.ttlSeconds = records.leastTtlSeconds();
        this.rotations = records.rotations();
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Kind kind(int code, ReplyRecords records) {
        if (code == ResponseCode.SERVFAIL.number()) return Kind.FAILURE;
        if (code == ResponseCode.NXDOMAIN.number()) return records.hasSoa() ? Kind.NO_NAME : Kind.OTHER;
        if (code != ResponseCode.NOERROR.number()) return Kind.OTHER;
        if (records.answerCount() > 0) return Kind.FOUND;
        return records.hasSoa() ? Kind.NO_DATA : Kind.OTHER;
    }

    /// Reads a server's message.
    ///
    /// @throws DnsFormatException for anything that is no well-formed answer to one question
    public static Reply read(byte[] message, int length) throws DnsFormatException {
        MessageReader in = new MessageReader(message, length);
        in.skip(2);
        int flags = in.readU16();
        if ((flags & QR) == 0) throw new DnsFormatException("a query, not an answer", 2);
        if (in.readU16() != 1) throw new DnsFormatException("not exactly one question", 4);
        int[] counts = {in.readU16(), in.readU16(), in.readU16()};
        in.readName();
        in.skip(4);
        int questionEnd = in.position();
        ReplyRecords records = ReplyRecords.read(in, counts);
        byte[] kept = Arrays.copyOf(message, records.end());
        ByteBuffer.wrap(kept).putShort(10, (short) records.additionalCount());
        return new Reply(kept, questionEnd, records, flags & 0xF | records.extendedCode() << 4);
    }

    /// Whether this answers just that query: the number fits, and the question is the same but for letter case.
    ///
    /// @param otherId the number that the query had on its way ([Query#onward])
    public boolean answers(Query query, int otherId) {
        byte[] question = query.question().shared();
        if (id() != otherId || questionEnd - Query.HEADER_BYTES != question.length) return false;
        int name = question.length - 4;
        for (int i = 0; i < question.length; i++) {
            byte a = question[i];
            byte b = message[Query.HEADER_BYTES + i];
            if (a != b && (i >= name || DnsName.lower(a) != DnsName.lower(b))) return false;
        }
        return true;
    }

    private int id() {
        return ByteBuffer.wrap(message).getShort(0) & 0xFFFF;
    }

    private int flags() {
        return ByteBuffer.wrap(message).getShort(2) & 0xFFFF;
    }

    /// Whether records were left out for want of room, so that it should be asked over TCP.
    public boolean truncated() {
        return (flags() & TC) != 0;
    }

    /// The response code, with its upper bits.
    public int code() {
        return code;
    }

    /// What kind of answer it is.
    public Kind kind() {
        return kind;
    }

    /// The least time to live among its records, and the SOA's minimum where there is no name or no data; 5 s when it
    /// has no record at all.
    public long ttlSeconds() {
        return ttlSeconds;
    }

    /// How much memory it takes, about.
    public int sizeBytes() {
        return message.length + 8 * ends.length + 200;
    }

    /// The whole message for one client. Records that do not fit are left out as in [Answer#encode].
    ///
    /// @param query which this answers
    /// @param limitBytes the longest message that may be
    /// @param ttlSecondsNow of every record; negative leaves them as they came
    /// @param first addresses of one name begin with this one, modulo their number, and go round
    public byte[] encode(Query query, int limitBytes, int ttlSecondsNow, int first) {
        int room = limitBytes - (query.edns() ? OptRecord.BYTES : 0);
        int kept = ends.length;
        int size = message.length;
        if (size > room) {
            kept = 0;
            size = questionEnd;
            while (kept < ends.length && ends[kept] <= room) size = ends[kept++];
        }
        boolean cut = truncated() || kept < answerCount + authorityCount;
        byte[] bytes = Arrays.copyOf(message, size + (query.edns() ? OptRecord.BYTES : 0));
        ByteBuffer out = ByteBuffer.wrap(bytes);
        int answers = Math.min(kept, answerCount);
        int authorities = Math.min(kept - answers, authorityCount);
        out.putShort((short) query.id()).putShort((short) flags(query, cut)).putShort((short) 1);
        out.putShort((short) answers).putShort((short) authorities);
        out.putShort((short) (kept - answers - authorities + (query.edns() ? 1 : 0)));
        out.put(query.question().shared());
        for (int i = 0; i < kept && ttlSecondsNow >= 0; i++) out.putInt(ttls[i], ttlSecondsNow);
        if (kept == ends.length) rotate(bytes, first);
        if (query.edns()) OptRecord.put(out.position(size), query, code);
        return bytes;
    }

    private int flags(Query query, boolean cut) {
        int flags = flags() & KEPT_FLAGS;
        if (!query.authenticData() && !query.dnssecOk()) flags &= ~AD;
        return QR
                | flags
                | (cut ? TC : 0)
                | (query.recursionDesired() ? 0x100 : 0)
                | (query.checkingDisabled() ? 0x10 : 0);
    }

    private void rotate(byte[] out, int first) {
        for (int[] places : rotations) {
            int size = places[0];
            int count = places.length - 1;
            for (int i = 0; i < count; i++) {
                System.arraycopy(message, places[1 + Math.floorMod(i + first, count)], out, places[1 + i], size);
            }
        }
    }

    /// The aliases and the records of a type in the answer section, each standing by itself, to be told in an answer
    /// to another question.
    ///
    /// @param ttlSecondsNow of each; negative leaves them as they came
    /// @throws DnsFormatException when an alias is no name
    public List<byte[]> chain(int type, int ttlSecondsNow) throws DnsFormatException {
        MessageReader in = new MessageReader(message, message.length);
        in.skip(questionEnd);
        List<byte[]> chain = new ArrayList<>();
        for (int i = 0; i < answerCount; i++) {
            DnsName owner = in.readName();
            int recordType = in.readU16();
            in.skip(2);
            int ttl = (int) in.readU32();
            int size = in.readU16();
            int from = in.position();
            byte[] data = recordType == RecordType.CNAME
                    ? in.readName().toWire()
                    : Arrays.copyOfRange(message, from, from + size);
            if (recordType == RecordType.CNAME && in.position() != from + size) {
                throw new DnsFormatException("alias of another length", from);
            }
            if (recordType != RecordType.CNAME) in.skip(size);
            if (recordType != RecordType.CNAME && recordType != type) continue;
            chain.add(Answer.record(owner, recordType, ttlSecondsNow < 0 ? ttl : ttlSecondsNow, data));
        }
        return List.copyOf(chain);
    }
}
