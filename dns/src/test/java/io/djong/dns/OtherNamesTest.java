package io.djong.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Container;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodIP;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceAccount;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.Deadline;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.dns.forward.ForwardConfig;
import io.djong.dns.zone.PodMode;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// Names that the cluster does not have itself, names of pods, and what is told over HTTP: the
/// whole component between an API server and another DNS server, both in this process.
class OtherNamesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final RealEnvironment environment = RealEnvironment.create();
    private final MemoryStore store = new MemoryStore(environment);
    private final InProcessServer server = new InProcessServer(environment, store, new MetricRegistry());
    private FakeResolver other;
    private ClusterDns dns;

    @BeforeEach
    void start() throws Exception {
        server.start();
        other = new FakeResolver(OtherNamesTest::say);
        DnsConfig config = DnsConfig.defaults(ANY, List.of())
                .withForward(ForwardConfig.of(List.of(other.address())))
                .withPods(PodMode.VERIFIED)
                .withServers(ANY, ANY, ANY);
        dns = new ClusterDns(environment, server.admin(), config, new MetricRegistry());
        dns.start();
    }

    @AfterEach
    void stop() throws Exception {
        dns.stop();
        other.close();
        server.stop();
        store.close();
        environment.close();
    }

    private static Message say(Message prepared) {
        Name name = prepared.getQuestion().getName();
        if (prepared.getQuestion().getType() != Type.A || !name.toString().endsWith("example.org.")) {
            prepared.getHeader().setRcode(Rcode.NXDOMAIN);
            return prepared;
        }
        Name alias = Name.fromConstantString("real.example.org.");
        prepared.addRecord(new CNAMERecord(name, 1, 300, alias), Section.ANSWER);
        int count = name.toString().startsWith("many") ? 100 : 1;
        for (int i = 1; i <= count; i++) {
            prepared.addRecord(new ARecord(alias, 1, 300, InetAddress.ofLiteral("192.0.2." + i)), Section.ANSWER);
        }
        return prepared;
    }

    private Message ask(String name, boolean tcp) throws Exception {
        SimpleResolver resolver = new SimpleResolver(dns.addresses().getFirst());
        resolver.setTCP(tcp);
        resolver.setIgnoreTruncation(true);
        resolver.setTimeout(PATIENCE);
        resolver.setEDNS(-1);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, 1)));
    }

    private List<String> answers(String name) throws Exception {
        Message message = ask(name, false);
        List<String> lines = new ArrayList<>();
        lines.add(Rcode.string(message.getRcode()));
        for (Record record : message.getSection(Section.ANSWER)) lines.add(record.rdataToString());
        return lines;
    }

    private void await(List<String> wanted, Callable<List<String>> actual) throws Exception {
        Deadline deadline = Deadline.after(environment.ticker(), PATIENCE);
        List<String> last = actual.call();
        while (!last.equals(wanted) && deadline.remaining().isPositive()) {
            environment.timers().sleep(Duration.ofMillis(20));
            last = actual.call();
        }
        assertThat(last).isEqualTo(wanted);
    }

    private String get(int server, String path) throws Exception {
        InetSocketAddress at = dns.httpAddresses().get(server);
        URI uri = URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.body();
        }
    }

    @Test
    void forwardsRemembersAndCuts() throws Exception {
        assertThat(answers("www.example.org.")).containsExactly("NOERROR", "real.example.org.", "192.0.2.1");
        assertThat(answers("WWW.example.org.")).containsExactly("NOERROR", "real.example.org.", "192.0.2.1");
        assertThat(other.asked())
                .filteredOn(a -> a.endsWith("www.example.org. 1"))
                .hasSize(1);
        assertThat(answers("www.nowhere.")).containsExactly("NXDOMAIN");
        Message cut = ask("many.example.org.", false);
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        assertThat(cut.numBytes()).isLessThanOrEqualTo(512);
        assertThat(ask("many.example.org.", true).getSection(Section.ANSWER)).hasSize(101);
        await(List.of("200 OK"), () -> List.of(get(1, "/ready")));
        assertThat(get(0, "/health")).isEqualTo("200 OK");
        assertThat(get(2, "/metrics")).contains("coredns_cache_hits_total{").contains("coredns_dns_responses_total{");
        assertThat(get(0, "/ready")).startsWith("404");
    }

    @Test
    void followsAliases() throws Exception {
        KubeClient admin = server.admin();
        admin.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("shop")));
        external(admin, "out", "www.example.org");
        external(admin, "in", "web.shop.svc.cluster.local");
        external(admin, "round", "round.shop.svc.cluster.local");
        Service web = admin.of(CoreV1.SERVICES)
                .create(Service.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("shop").withName("web"))
                        .withSpec(ServiceSpec.EMPTY.withPorts(List.of(ServicePort.EMPTY.withPort(80)))));
        await(
                List.of("NOERROR", "www.example.org.", "real.example.org.", "192.0.2.1"),
                () -> answers("out.shop.svc.cluster.local."));
        await(
                List.of("NOERROR", "web.shop.svc.cluster.local.", web.spec().clusterIP()),
                () -> answers("in.shop.svc.cluster.local."));
        assertThat(answers("round.shop.svc.cluster.local.")).hasSizeLessThan(12);
    }

    private static void external(KubeClient admin, String name, String target) throws Exception {
        admin.of(CoreV1.SERVICES)
                .create(Service.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("shop").withName(name))
                        .withSpec(ServiceSpec.EMPTY.withType("ExternalName").withExternalName(target)));
    }

    @Test
    void knowsThePodsThatThereAre() throws Exception {
        KubeClient admin = server.admin();
        admin.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("shop")));
        admin.of(CoreV1.SERVICE_ACCOUNTS)
                .create(ServiceAccount.EMPTY.withMetadata(
                        ObjectMeta.EMPTY.withNamespace("shop").withName("default")));
        Pod made = admin.of(CoreV1.PODS).create(pod());
        admin.of(CoreV1.PODS)
                .updateStatus(made.withStatus(
                        made.status().withPodIP("10.42.0.7").withPodIPs(List.of(new PodIP("10.42.0.7")))));
        await(List.of("NOERROR", "10.42.0.7"), () -> answers("10-42-0-7.shop.pod.cluster.local."));
        assertThat(answers("10-42-0-8.shop.pod.cluster.local.")).containsExactly("NXDOMAIN");
        assertThat(answers("10-42-0-7.default.pod.cluster.local.")).containsExactly("NXDOMAIN");
    }

    private static Pod pod() {
        var container = Container.EMPTY.withName("c").withImage("i");
        return Pod.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("shop").withName("p"))
                .withSpec(Pod.EMPTY.spec().withContainers(List.of(container)));
    }
}
