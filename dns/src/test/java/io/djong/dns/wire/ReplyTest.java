package io.djong.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Messages of dnsjava as another server's answers.
class ReplyTest {
    private static final Query QUERY = Query.of(DnsName.of("www.example"), RecordType.A);

    private static Name name(String text) throws Exception {
        return Name.fromString(text);
    }

    private static Message message(int rcode) throws Exception {
        Message message = Message.newQuery(Record.newRecord(name("www.example."), Type.A, 1));
        message.getHeader().setID(7);
        message.getHeader().setFlag(Flags.QR);
        message.getHeader().setFlag(Flags.RA);
        message.getHeader().setFlag(Flags.AD);
        message.getHeader().setRcode(rcode);
        return message;
    }

    private static Record address(String owner, int last, int ttl) throws Exception {
        return new ARecord(name(owner), 1, ttl, InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) last}));
    }

    private static Reply read(Message message) throws Exception {
        byte[] wire = message.toWire();
        return Reply.read(wire, wire.length);
    }

    @Test
    void knowsKindsAndTimes() throws Exception {
        Message found = message(Rcode.NOERROR);
        found.addRecord(address("www.example.", 1, 300), Section.ANSWER);
        found.addRecord(address("www.example.", 2, 60), Section.ANSWER);
        assertThat(read(found).kind()).isEqualTo(Reply.Kind.FOUND);
        assertThat(read(found).ttlSeconds()).isEqualTo(60);
        Message none = message(Rcode.NXDOMAIN);
        assertThat(read(none).kind()).isEqualTo(Reply.Kind.OTHER);
        none.addRecord(
                new SOARecord(name("example."), 1, 900, name("ns.example."), name("h.example."), 1, 2, 3, 4, 20),
                Section.AUTHORITY);
        assertThat(read(none).kind()).isEqualTo(Reply.Kind.NO_NAME);
        assertThat(read(none).ttlSeconds()).isEqualTo(20);
        assertThat(read(message(Rcode.SERVFAIL)).kind()).isEqualTo(Reply.Kind.FAILURE);
        assertThat(read(message(Rcode.REFUSED)).kind()).isEqualTo(Reply.Kind.OTHER);
        found.getHeader().setFlag(Flags.TC);
        assertThat(read(found).truncated()).isTrue();
        assertThat(read(found).kind()).isEqualTo(Reply.Kind.OTHER);
    }

    @Test
    void answersOnlyItsOwnQuestion() throws Exception {
        Reply reply = read(message(Rcode.NOERROR));
        assertThat(reply.answers(QUERY, 7)).isTrue();
        assertThat(reply.answers(QUERY, 8)).isFalse();
        assertThat(reply.answers(Query.of(DnsName.of("www.example"), RecordType.AAAA), 7))
                .isFalse();
        assertThat(reply.answers(Query.of(DnsName.of("wwx.example"), RecordType.A), 7))
                .isFalse();
        byte[] query = QUERY.onward(7);
        assertThatThrownBy(() -> Reply.read(query, query.length)).hasMessage("a query, not an answer");
    }

    @Test
    void tellsAnotherClientTheSame() throws Exception {
        Message found = message(Rcode.NOERROR);
        for (int i = 1; i <= 3; i++) found.addRecord(address("www.example.", i, 300), Section.ANSWER);
        found.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
        Message asked = Message.newQuery(Record.newRecord(name("WWW.Example."), Type.A, 1));
        asked.getHeader().setID(99);
        asked.addRecord(new OPTRecord(4096, 0, 0), Section.ADDITIONAL);
        byte[] wire = asked.toWire();
        Message told = new Message(read(found).encode(Query.read(wire, wire.length), 512, 17, 1));
        assertThat(told.getHeader().getID()).isEqualTo(99);
        assertThat(told.getQuestion().getName()).hasToString("WWW.Example.");
        assertThat(told.getHeader().getFlag(Flags.RA)).isTrue();
        assertThat(told.getHeader().getFlag(Flags.AD)).isFalse();
        assertThat(told.getOPT()).isNotNull();
        assertThat(told.getSection(Section.ANSWER))
                .extracting(Record::rdataToString)
                .containsExactly("10.0.0.2", "10.0.0.3", "10.0.0.1");
        assertThat(told.getSection(Section.ANSWER)).extracting(Record::getTTL).containsOnly(17L);
    }

    @Test
    void leavesOutWhatDoesNotFitAndSaysSo() throws Exception {
        Message found = message(Rcode.NOERROR);
        for (int i = 1; i <= 100; i++) found.addRecord(address("www.example.", i, 300), Section.ANSWER);
        byte[] cut = read(found).encode(QUERY, 512, -1, 0);
        assertThat(cut).hasSizeLessThanOrEqualTo(512);
        Message told = new Message(cut);
        assertThat(told.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(told.getSection(Section.ANSWER)).hasSizeGreaterThan(20);
        assertThat(new Message(read(found).encode(QUERY, 65535, -1, 0)).getSection(Section.ANSWER))
                .hasSize(100);
    }

    @Test
    void putsExtendedCodesTogether() throws Exception {
        Message message = message(Rcode.NOERROR);
        message.addRecord(new OPTRecord(1232, 1, 0), Section.ADDITIONAL);
        assertThat(read(message).code()).isEqualTo(ResponseCode.BADVERS.number());
    }

    @Test
    void givesTheChainOfAnAlias() throws Exception {
        Message found = message(Rcode.NOERROR);
        found.addRecord(new CNAMERecord(name("www.example."), 1, 300, name("a.example.")), Section.ANSWER);
        found.addRecord(
                new AAAARecord(name("a.example."), 1, 300, InetAddress.ofLiteral("2001:db8::1")), Section.ANSWER);
        found.addRecord(address("a.example.", 1, 300), Section.ANSWER);
        List<byte[]> chain = read(found).chain(RecordType.A, 9);
        Answer answer = new Answer(ResponseCode.NOERROR, true, chain, List.of(), List.of());
        Message told = new Message(answer.encode(Query.of(DnsName.of("x.y"), RecordType.A), 512, 0));
        assertThat(told.getSection(Section.ANSWER))
                .extracting(Record::toString)
                .containsExactly("www.example.\t\t9\tIN\tCNAME\ta.example.", "a.example.\t\t9\tIN\tA\t10.0.0.1");
    }

    @Test
    void refusesEveryCut() throws Exception {
        Message found = message(Rcode.NOERROR);
        found.addRecord(address("www.example.", 1, 300), Section.ANSWER);
        byte[] whole = found.toWire();
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> Reply.read(whole, cut)).isInstanceOf(DnsFormatException.class);
        }
    }
}
