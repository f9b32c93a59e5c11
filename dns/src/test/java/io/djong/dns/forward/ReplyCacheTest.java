package io.djong.dns.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.metrics.MetricRegistry;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.Reply;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class ReplyCacheTest {
    private final AtomicLong now = new AtomicLong();
    private final ForwardMetrics metrics = new ForwardMetrics(new MetricRegistry(), "dns://test");
    private final ReplyCache cache = new ReplyCache(now::get, Duration.ofSeconds(30), metrics);

    private static Query query(int i) {
        return Query.of(DnsName.of("w" + i + ".example"), RecordType.A);
    }

    private static Reply reply(int i, int ttl) throws Exception {
        Name name = Name.fromString("w" + i + ".example.");
        Message message = Message.newQuery(Record.newRecord(name, Type.A, 1));
        message.getHeader().setFlag(Flags.QR);
        message.addRecord(new ARecord(name, 1, ttl, InetAddress.ofLiteral("192.0.2.1")), Section.ANSWER);
        byte[] wire = message.toWire();
        return Reply.read(wire, wire.length);
    }

    private int left(int i) {
        ReplyCache.Hit hit = cache.get(query(i));
        return hit == null ? -1 : hit.ttlSeconds();
    }

    @Test
    void forgetsWhenTimeIsUp() throws Exception {
        assertThat(cache.put(query(1), reply(1, 300))).isEqualTo(30);
        assertThat(cache.put(query(2), reply(2, 0))).isEqualTo(5);
        assertThat(cache.put(query(3), reply(3, 12))).isEqualTo(12);
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertThat(left(1)).isEqualTo(26);
        assertThat(left(2)).isEqualTo(1);
        assertThat(left(3)).isEqualTo(8);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(left(2)).isEqualTo(-1);
        now.addAndGet(Duration.ofSeconds(25).toNanos());
        assertThat(left(1)).isEqualTo(-1);
    }

    @Test
    void keepsWhatIsUsed() throws Exception {
        for (int i = 0; i < ReplyCache.ENTRIES_MAX; i++) cache.put(query(i), reply(i, 300));
        assertThat(left(0)).isEqualTo(30);
        cache.put(query(99_999), reply(1, 300));
        assertThat(left(0)).isEqualTo(30);
        assertThat(left(1)).isEqualTo(-1);
    }
}
