package io.djong.dns.forward;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Deadline;
import io.djong.base.time.RealEnvironment;
import io.djong.dns.FakeResolver;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.dns.wire.Reply;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// Against servers on loopback that misbehave.
class ForwarderTest {
    private static final Query QUERY = Query.of(DnsName.of("www.example"), RecordType.A);

    private final RealEnvironment environment = RealEnvironment.create();
    private final MetricRegistry registry = new MetricRegistry();

    @AfterEach
    void close() {
        environment.close();
    }

    private Forwarder forwarder(InetSocketAddress... servers) {
        return new Forwarder(environment, ForwardConfig.of(List.of(servers)), Set.of(), registry, "dns://test");
    }

    private static Message address(Message prepared) {
        if (prepared.getQuestion().getType() == Type.A) {
            prepared.addRecord(
                    new ARecord(prepared.getQuestion().getName(), 1, 300, InetAddress.ofLiteral("192.0.2.7")),
                    Section.ANSWER);
        }
        return prepared;
    }

    private static String answer(Forwarder.@Nullable Told told) throws Exception {
        if (told == null) return "nothing";
        Message message = new Message(told.reply().encode(QUERY, 4096, told.ttlSeconds(), 0));
        if (message.getSection(Section.ANSWER).isEmpty()) return Rcode.string(message.getRcode());
        return message.getSection(Section.ANSWER).getFirst().rdataToString();
    }

    private static long count(FakeResolver server, String what) {
        return server.asked().stream().filter(a -> a.startsWith(what)).count();
    }

    @Test
    void asksOnceAndRemembers() throws Exception {
        try (FakeResolver server = new FakeResolver(ForwarderTest::address)) {
            Forwarder forwarder = forwarder(server.address());
            assertThat(forwarder.remembered(QUERY)).isNull();
            Forwarder.Told told = forwarder.ask(QUERY);
            assertThat(answer(told)).isEqualTo("192.0.2.7");
            assertThat(told).isNotNull();
            assertThat(told.ttlSeconds()).isEqualTo(30);
            assertThat(answer(forwarder.remembered(QUERY))).isEqualTo("192.0.2.7");
            assertThat(count(server, "udp www.example. 1")).isEqualTo(1);
            assertThat(PrometheusText.write(registry))
                    .contains("coredns_cache_entries{server=\"dns://test\",type=\"success\",view=\"\",zones=\".\"} 1")
                    .contains(
                            "coredns_cache_hits_total{server=\"dns://test\",type=\"success\",view=\"\",zones=\".\"} 1")
                    .contains("coredns_proxy_request_duration_seconds_count{proxy_name=\"forward\"");
            forwarder.close();
        }
    }

    @Test
    void goesToTheNextServerWhenOneIsDead() throws Exception {
        FakeResolver dead = new FakeResolver(_ -> null);
        InetSocketAddress nobody = dead.address();
        dead.close();
        try (FakeResolver server = new FakeResolver(ForwarderTest::address)) {
            Forwarder forwarder = forwarder(nobody, server.address());
            for (int i = 0; i < 8; i++) {
                Query query = Query.of(DnsName.of("w" + i + ".example"), RecordType.A);
                assertThat(forwarder.ask(query)).isNotNull();
            }
            forwarder.close();
        }
    }

    @Test
    void asksOverTcpWhatWasCutOff() throws Exception {
        try (FakeResolver server = new FakeResolver(prepared -> {
            if (!prepared.getHeader().getFlag(Flags.AA)) {
                prepared.getHeader().setFlag(Flags.TC);
                return prepared;
            }
            return address(prepared);
        })) {
            Forwarder forwarder = forwarder(server.address());
            assertThat(answer(forwarder.ask(QUERY))).isEqualTo("192.0.2.7");
            assertThat(count(server, "tcp www.example. 1")).isEqualTo(1);
            forwarder.close();
        }
    }

    @Test
    void passesOverAnswersToSomethingElse() throws Exception {
        try (FakeResolver server = new FakeResolver(prepared -> {
            prepared.getHeader().setID(prepared.getHeader().getID() ^ 1);
            return prepared;
        })) {
            Exchange exchange = new Exchange(environment, server.address(), Duration.ofMillis(200));
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> exchange.udp(QUERY))
                    .isInstanceOf(java.io.InterruptedIOException.class);
        }
    }

    @Test
    void neverAsksItself() throws Exception {
        try (FakeResolver server = new FakeResolver(ForwarderTest::address)) {
            Forwarder forwarder = new Forwarder(
                    environment,
                    ForwardConfig.of(List.of(server.address())),
                    Set.of(server.address()),
                    registry,
                    "dns://test");
            assertThat(forwarder.ask(QUERY)).isNull();
            assertThat(server.asked()).isEmpty();
        }
    }

    @Test
    void leavesAServerThatAsksUs() throws Exception {
        try (FakeResolver server = new FakeResolver(ForwarderTest::address)) {
            Forwarder forwarder = forwarder(server.address());
            assertThat(forwarder.ask(QUERY)).isNotNull();
            Deadline deadline = Deadline.after(environment.ticker(), Duration.ofSeconds(10));
            while (count(server, "udp") < 2 && deadline.remaining().isPositive()) {
                environment.timers().sleep(Duration.ofMillis(5));
            }
            String probe = server.asked().stream()
                    .filter(a -> a.endsWith(" " + RecordType.HINFO))
                    .findFirst()
                    .orElseThrow();
            assertThat(forwarder.foundLoop(DnsName.of("other.name"))).isFalse();
            assertThat(forwarder.foundLoop(DnsName.of(probe.split(" ", -1)[1]))).isTrue();
            assertThat(forwarder.ask(QUERY)).isNull();
            forwarder.close();
        }
    }

    @Test
    void limitsQueriesUnderWay() {
        Forwarder forwarder = new Forwarder(
                environment,
                new ForwardConfig(List.of(), Path.of("/nowhere"), 1, Duration.ZERO),
                Set.of(),
                registry,
                "dns://test");
        assertThat(forwarder.begin()).isTrue();
        assertThat(forwarder.begin()).isFalse();
        forwarder.end();
        assertThat(forwarder.begin()).isTrue();
        assertThat(PrometheusText.write(registry)).contains("coredns_forward_max_concurrent_rejects_total 1");
        assertThat(forwarder.ask(QUERY)).isNull();
    }

    @Test
    void remembersFailuresAndNames() throws Exception {
        try (FakeResolver server = new FakeResolver(prepared -> {
            prepared.getHeader().setRcode(Rcode.SERVFAIL);
            return prepared;
        })) {
            Forwarder forwarder = forwarder(server.address());
            assertThat(answer(forwarder.ask(QUERY))).isEqualTo("SERVFAIL");
            Forwarder.Told told = forwarder.remembered(QUERY);
            assertThat(told).isNotNull();
            assertThat(told.reply().kind()).isEqualTo(Reply.Kind.FAILURE);
            assertThat(told.ttlSeconds()).isLessThanOrEqualTo(5);
            forwarder.close();
        }
    }
}
