package io.djong.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.metrics.PrometheusText;
import io.djong.base.time.Deadline;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

/// The whole component against a real API server in this process, asked by dnsjava over loopback.
class ClusterDnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @Test
    void followsServicesAndSlices() throws Exception {
        try (RealEnvironment environment = RealEnvironment.create();
                MemoryStore store = new MemoryStore(environment)) {
            InProcessServer server = new InProcessServer(environment, store, new MetricRegistry());
            server.start();
            MetricRegistry metrics = new MetricRegistry();
            DnsConfig config = DnsConfig.defaults(ANY, List.of(IpAddress.ofV4(0x0a2b000a)));
            ClusterDns dns = new ClusterDns(environment, server.admin(), config, metrics);
            dns.start();
            try {
                follow(environment, server.admin(), dns);
                assertThat(PrometheusText.write(metrics))
                        .contains("coredns_dns_requests_total{")
                        .contains("coredns_dns_responses_total{")
                        .contains("rcode=\"NXDOMAIN\"");
            } finally {
                dns.stop();
                server.stop();
            }
        }
    }

    private static void follow(RealEnvironment environment, KubeClient admin, ClusterDns dns) throws Exception {
        admin.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("shop")));
        Service web = admin.of(CoreV1.SERVICES).create(service("web", ""));
        await(environment, dns, "web.shop.svc.cluster.local.", web.spec().clusterIP());
        admin.of(CoreV1.SERVICES).create(service("db", "None"));
        List<Endpoint> many = new ArrayList<>();
        for (int i = 1; i <= 100; i++) many.add(Endpoint.EMPTY.withAddresses(List.of("10.42.0." + i)));
        admin.of(DiscoveryV1.ENDPOINT_SLICES)
                .create(EndpointSlice.EMPTY
                        .withMetadata(ObjectMeta.EMPTY
                                .withNamespace("shop")
                                .withName("db-1")
                                .withLabels(Map.of("kubernetes.io/service-name", "db")))
                        .withAddressType("IPv4")
                        .withEndpoints(many)
                        .withPorts(List.of(new EndpointPort("http", "TCP", 8080, null))));
        await(environment, dns, "10-42-0-7.db.shop.svc.cluster.local.", "10.42.0.7");
        Message cut = ask(dns, "db.shop.svc.cluster.local.", false, false);
        assertThat(cut.getHeader().getFlag(Flags.TC)).isTrue();
        Message whole = ask(dns, "db.shop.svc.cluster.local.", true, false);
        assertThat(whole.getHeader().getFlag(Flags.AA)).isTrue();
        assertThat(whole.getSection(Section.ANSWER)).hasSize(100);
        assertThat(ask(dns, "db.shop.svc.cluster.local.", false, true).getSection(Section.ANSWER))
                .hasSize(100);
        assertThat(ask(dns, "example.com.", false, false).getRcode()).isEqualTo(Rcode.REFUSED);
        admin.of(CoreV1.SERVICES).delete(new ObjectKey("shop", "web"));
        await(environment, dns, "web.shop.svc.cluster.local.", "NXDOMAIN");
    }

    @Test
    void refusesTheWildcardAddress() {
        assertThatThrownBy(() -> DnsConfig.defaults(new InetSocketAddress(53), List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Service service(String name, String clusterIp) {
        return Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("shop").withName(name))
                .withSpec(ServiceSpec.EMPTY
                        .withType("ClusterIP")
                        .withClusterIP(clusterIp)
                        .withPorts(List.of(new ServicePort("http", "TCP", null, 80, IntOrString.of(8080), 0))));
    }

    private static Message ask(ClusterDns dns, String name, boolean tcp, boolean edns) throws Exception {
        SimpleResolver resolver = new SimpleResolver(dns.addresses().getFirst());
        resolver.setTCP(tcp);
        resolver.setIgnoreTruncation(true);
        resolver.setTimeout(PATIENCE);
        if (edns) resolver.setEDNS(0, 4096, 0, List.of());
        else resolver.setEDNS(-1);
        return resolver.send(Message.newQuery(Record.newRecord(Name.fromString(name), Type.A, 1)));
    }

    private static void await(RealEnvironment environment, ClusterDns dns, String name, String wanted)
            throws Exception {
        Deadline deadline = Deadline.after(environment.ticker(), PATIENCE);
        String last = first(ask(dns, name, false, false));
        while (!last.equals(wanted) && deadline.remaining().isPositive()) {
            environment.timers().sleep(Duration.ofMillis(20));
            last = first(ask(dns, name, false, false));
        }
        assertThat(last).isEqualTo(wanted);
    }

    private static String first(Message message) {
        List<Record> records = message.getSection(Section.ANSWER);
        return records.isEmpty()
                ? Rcode.string(message.getRcode())
                : records.getFirst().rdataToString();
    }
}
