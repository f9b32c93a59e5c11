package io.djong.dns.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Against dnsjava as the other end, and against hostile bytes.
class QueryTest {
    private static Message ask(String name) throws Exception {
        return Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, 1));
    }

    private static Query read(byte[] message) throws DnsFormatException {
        return Query.read(message, message.length);
    }

    @Test
    void readsWhatAResolverSends() throws Exception {
        Message message = ask("Web.Default.svc.cluster.local.");
        message.addRecord(new org.xbill.DNS.OPTRecord(4096, 0, 0, 0x8000), Section.ADDITIONAL);
        Query query = read(message.toWire());
        assertThat(query.name()).isEqualTo(DnsName.of("web.default.svc.cluster.local"));
        assertThat(query.type()).isEqualTo(RecordType.A);
        assertThat(query.recursionDesired()).isTrue();
        assertThat(query.edns()).isTrue();
        assertThat(query.dnssecOk()).isTrue();
        assertThat(query.udpSizeBytes()).isEqualTo(4096);
    }

    @Test
    void answersWithTheLettersOfTheQuestion() throws Exception {
        Query query = read(ask("WEB.example.").toWire());
        byte[] record = Answer.record(RecordType.A, 30, new byte[] {10, 0, 0, 1});
        Answer answer = new Answer(ResponseCode.NOERROR, true, List.of(record), List.of(), List.of());
        Message read = new Message(answer.encode(query, 512, 0));
        assertThat(read.getHeader().getID()).isEqualTo(query.id());
        assertThat(read.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(read.getHeader().getFlag(Flags.TC)).isFalse();
        ARecord first = (ARecord) read.getSection(Section.ANSWER).getFirst();
        assertThat(first.getName()).hasToString("WEB.example.");
        assertThat(first.getAddress().getHostAddress()).isEqualTo("10.0.0.1");
        assertThat(first.getTTL()).isEqualTo(30);
    }

    @Test
    void leavesOutWhatDoesNotFitAndSaysSo() throws Exception {
        Query query = read(ask("web.example.").toWire());
        List<byte[]> many = Collections.nCopies(100, Answer.record(RecordType.A, 30, new byte[4]));
        byte[] cut = new Answer(ResponseCode.NOERROR, true, many, List.of(), List.of()).encode(query, 512, 0);
        assertThat(cut).hasSizeLessThanOrEqualTo(512);
        Message read = new Message(cut);
        assertThat(read.getHeader().getFlag(Flags.TC)).isTrue();
        byte[] extra = new Answer(ResponseCode.NOERROR, true, List.of(), List.of(), many).encode(query, 512, 0);
        assertThat(new Message(extra).getHeader().getFlag(Flags.TC)).isFalse();
    }

    @Test
    void beginsTheAnswersWhereItIsTold() throws Exception {
        Query query = read(ask("web.example.").toWire());
        List<byte[]> two = List.of(
                Answer.record(RecordType.A, 30, new byte[] {10, 0, 0, 1}),
                Answer.record(RecordType.A, 30, new byte[] {10, 0, 0, 2}));
        Answer answer = new Answer(ResponseCode.NOERROR, true, two, List.of(), List.of());
        Message read = new Message(answer.encode(query, 512, -1));
        assertThat(read.getSection(Section.ANSWER).getFirst().rdataToString()).isEqualTo("10.0.0.2");
    }

    @Test
    void refusesPointersThatDoNotLeadBackwards() {
        for (String name : List.of("c00c", "c00d", "0161c00c", "c0ff", "80", "40", "3f", "c0")) {
            byte[] message = HexFormat.of().parseHex("000101000001000000000000" + name + "00010001");
            assertThatThrownBy(() -> read(message)).isInstanceOf(DnsFormatException.class);
        }
    }

    @Test
    void refusesNamesOver255BytesAndAcceptsThatMany() throws Exception {
        String label = "3f" + "61".repeat(63);
        String head = "000101000001000000000000";
        byte[] longest = HexFormat.of().parseHex(head + label.repeat(3) + "3d" + "61".repeat(61) + "0000010001");
        assertThat(read(longest).name().sizeBytes()).isEqualTo(255);
        byte[] over = HexFormat.of().parseHex(head + label.repeat(3) + "3e" + "61".repeat(62) + "0000010001");
        assertThatThrownBy(() -> read(over)).hasMessage("name is longer than 255 bytes");
    }

    @Test
    void refusesEveryCutOfAQuery() throws Exception {
        byte[] whole = ask("web.example.").toWire();
        for (int length = 0; length < whole.length; length++) {
            int cut = length;
            assertThatThrownBy(() -> Query.read(whole, cut)).isInstanceOf(DnsFormatException.class);
        }
    }

    @Test
    void neverAnswersAnAnswer() throws Exception {
        byte[] message = ask("web.example.").toWire();
        assertThat(Answer.formatError(message, message.length)).hasSize(12);
        message[2] |= (byte) 0x80;
        assertThat(Answer.formatError(message, message.length)).isEmpty();
    }

    @Test
    void knowsWhatLiesInAZone() {
        DnsName zone = DnsName.of("cluster.local");
        assertThat(DnsName.of("a.Cluster.Local.").isIn(zone)).isTrue();
        assertThat(zone.isIn(zone)).isTrue();
        assertThat(DnsName.of("acluster.local").isIn(zone)).isFalse();
        assertThat(DnsName.of("local").isIn(zone)).isFalse();
        assertThat(DnsName.parse("a..b")).isNull();
    }
}
