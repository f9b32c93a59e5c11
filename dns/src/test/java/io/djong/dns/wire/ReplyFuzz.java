package io.djong.dns.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes as another server's answer: reading ends, throws nothing but [DnsFormatException], and what was read can
/// be told within any limit that holds a question.
class ReplyFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] data) {
        try {
            Reply reply = Reply.read(data, data.length);
            Query query = Query.of(DnsName.of("a.example"), RecordType.A);
            reply.answers(query, 0);
            byte[] asked = ask(data, reply);
            Query same = Query.read(asked, asked.length);
            for (int limit : new int[] {Query.UDP_BYTES_MIN, 1232, Answer.TCP_BYTES_MAX}) {
                byte[] told = reply.encode(same, limit, 30, 1);
                if (told.length > limit) throw new AssertionError("answer of " + told.length);
                Reply.read(told, told.length);
            }
            reply.chain(RecordType.A, -1);
        } catch (DnsFormatException e) {
            if (e.offset() < 0 || e.offset() > data.length) throw new AssertionError("offset " + e.offset(), e);
        }
    }

    /// The query with the reply's question, which is how replies are used.
    private static byte[] ask(byte[] data, Reply reply) throws DnsFormatException {
        byte[] query = reply.encode(Query.of(DnsName.ROOT, RecordType.A), data.length + 512, -1, 0);
        MessageReader in = new MessageReader(data, data.length);
        in.skip(Query.HEADER_BYTES);
        in.readName();
        in.skip(4);
        byte[] asked = new byte[in.position()];
        System.arraycopy(data, 0, asked, 0, asked.length);
        asked[2] = 1;
        asked[3] = 0;
        asked[5] = 1;
        for (int i = 6; i < Query.HEADER_BYTES; i++) asked[i] = 0;
        return query.length == 0 ? query : asked;
    }
}
