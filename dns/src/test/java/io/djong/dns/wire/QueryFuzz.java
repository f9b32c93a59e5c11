package io.djong.dns.wire;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Any bytes: reading ends, throws nothing but [DnsFormatException], and what was read can be answered.
class QueryFuzz {
    @FuzzTest(maxDuration = "1m")
    void readsAnyBytes(byte[] data) {
        try {
            Query query = Query.read(data, data.length);
            byte[] answer = Answer.of(ResponseCode.REFUSED, false).encode(query, query.udpSizeBytes(), 0);
            if (answer.length > query.udpSizeBytes()) throw new AssertionError("answer of " + answer.length);
        } catch (DnsFormatException e) {
            if (e.offset() < 0 || e.offset() > data.length) throw new AssertionError("offset " + e.offset(), e);
            Answer.formatError(data, data.length);
        }
    }
}
