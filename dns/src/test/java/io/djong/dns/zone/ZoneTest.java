package io.djong.dns.zone;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.IntOrString;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointConditions;
import io.djong.api.types.discovery.v1.EndpointPort;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.dns.wire.Answer;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/// The table of the specification, row by row, read by dnsjava.
class ZoneTest {
    private static final ZoneSettings SETTINGS =
            new ZoneSettings(DnsName.of("cluster.local"), 30, 5, 1, List.of(ip("10.43.0.10")), PodMode.INSECURE);

    private static IpAddress ip(String text) {
        return Objects.requireNonNull(IpAddress.parse(text));
    }

    private static Service service(String name, String clusterIp, String portName) {
        return Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                .withSpec(ServiceSpec.EMPTY
                        .withType("ClusterIP")
                        .withClusterIP(clusterIp)
                        .withClusterIPs(List.of(clusterIp))
                        .withPorts(List.of(new ServicePort(portName, "TCP", null, 80, IntOrString.of(8080), 0))));
    }

    private static EndpointSlice slice(Endpoint... endpoints) {
        return EndpointSlice.EMPTY
                .withAddressType("IPv4")
                .withEndpoints(List.of(endpoints))
                .withPorts(List.of(new EndpointPort("http", "TCP", 8080, null)));
    }

    private static Endpoint endpoint(String address, boolean ready) {
        return Endpoint.EMPTY
                .withAddresses(List.of(address))
                .withConditions(new EndpointConditions(ready, ready, false));
    }

    private static Zone zone(Service service, EndpointSlice... slices) {
        return Zone.empty(SETTINGS)
                .withNamespace("default")
                .withService(ObjectKey.of(service), ServiceRecordsPlan.plan(SETTINGS, service, List.of(slices)));
    }

    /// The answer as lines: the code, then each record of the answer section.
    private static List<String> ask(Zone zone, String name, int type) throws Exception {
        Name asked = Name.fromString(name + ".");
        byte[] sent = Message.newQuery(Record.newRecord(asked, type, 1)).toWire();
        Query query = Query.read(sent, sent.length);
        Answer answer = zone.answer(query.name(), type);
        if (answer == null) return List.of("not ours");
        Message message = new Message(answer.encode(query, 4096, 0));
        List<String> lines = new ArrayList<>();
        lines.add(Rcode.string(message.getRcode()));
        for (Record record : message.getSection(Section.ANSWER)) {
            lines.add(Type.string(record.getType()) + " " + record.getTTL() + " " + record.rdataToString());
        }
        return lines;
    }

    @Test
    void clusterIpServiceHasAddressPortAndPointer() throws Exception {
        Zone zone = zone(service("web", "10.43.0.5", "http"));
        assertThat(ask(zone, "WEB.default.svc.cluster.local", Type.A)).containsExactly("NOERROR", "A 30 10.43.0.5");
        assertThat(ask(zone, "web.default.svc.cluster.local", Type.AAAA)).containsExactly("NOERROR");
        assertThat(ask(zone, "_http._tcp.web.default.svc.cluster.local", Type.SRV))
                .containsExactly("NOERROR", "SRV 30 0 100 80 web.default.svc.cluster.local.");
        assertThat(ask(zone, "_tcp.web.default.svc.cluster.local", Type.SRV)).containsExactly("NOERROR");
        assertThat(ask(zone, "_dns._tcp.web.default.svc.cluster.local", Type.SRV))
                .containsExactly("NXDOMAIN");
        assertThat(ask(zone, "5.0.43.10.in-addr.arpa", Type.PTR))
                .containsExactly("NOERROR", "PTR 30 web.default.svc.cluster.local.");
        assertThat(ask(zone, "6.0.43.10.in-addr.arpa", Type.PTR)).containsExactly("not ours");
    }

    @Test
    void headlessServiceHasItsReadyEndpoints() throws Exception {
        Zone zone = zone(
                service("db", "None", "http"),
                slice(
                        endpoint("10.42.0.7", true),
                        endpoint("10.42.0.8", true).withHostname("db-0"),
                        endpoint("10.42.0.9", false)));
        assertThat(ask(zone, "db.default.svc.cluster.local", Type.A))
                .containsExactly("NOERROR", "A 30 10.42.0.7", "A 30 10.42.0.8");
        assertThat(ask(zone, "10-42-0-7.db.default.svc.cluster.local", Type.A))
                .containsExactly("NOERROR", "A 30 10.42.0.7");
        assertThat(ask(zone, "db-0.db.default.svc.cluster.local", Type.A)).containsExactly("NOERROR", "A 30 10.42.0.8");
        assertThat(ask(zone, "_http._tcp.db.default.svc.cluster.local", Type.SRV))
                .containsExactly(
                        "NOERROR",
                        "SRV 30 0 50 8080 10-42-0-7.db.default.svc.cluster.local.",
                        "SRV 30 0 50 8080 db-0.db.default.svc.cluster.local.");
        assertThat(ask(zone, "8.0.42.10.in-addr.arpa", Type.PTR))
                .containsExactly("NOERROR", "PTR 30 db-0.db.default.svc.cluster.local.");
        assertThat(ask(zone, "9.0.42.10.in-addr.arpa", Type.PTR)).containsExactly("not ours");
    }

    @Test
    void headlessServiceWithoutReadyEndpointsHasNoName() throws Exception {
        Zone zone = zone(service("db", "None", "http"), slice(endpoint("10.42.0.7", false)));
        assertThat(ask(zone, "db.default.svc.cluster.local", Type.A)).containsExactly("NXDOMAIN");
    }

    @Test
    void externalNameIsAnAlias() throws Exception {
        Service service = service("out", "", "http");
        Zone zone =
                zone(service.withSpec(service.spec().withType("ExternalName").withExternalName("example.com")));
        assertThat(ask(zone, "out.default.svc.cluster.local", Type.A))
                .containsExactly("NOERROR", "CNAME 30 example.com.");
        assertThat(ask(zone, "_http._tcp.out.default.svc.cluster.local", Type.SRV))
                .containsExactly("NXDOMAIN");
    }

    @Test
    void bothFamiliesAnswerUnderOneName() throws Exception {
        Service service = service("web", "10.43.0.5", "http");
        Zone zone = zone(service.withSpec(service.spec().withClusterIPs(List.of("10.43.0.5", "fd00::5"))));
        assertThat(ask(zone, "web.default.svc.cluster.local", Type.AAAA))
                .containsExactly("NOERROR", "AAAA 30 fd00:0:0:0:0:0:0:5");
        assertThat(ask(zone, "5" + ".0".repeat(27) + ".0.0.d.f.ip6.arpa", Type.PTR))
                .containsExactly("NOERROR", "PTR 30 web.default.svc.cluster.local.");
    }

    @Test
    void podNamesEchoTheirAddress() throws Exception {
        Zone zone = Zone.empty(SETTINGS).withNamespace("default");
        assertThat(ask(zone, "10-42-0-7.default.pod.cluster.local", Type.A))
                .containsExactly("NOERROR", "A 30 10.42.0.7");
        assertThat(ask(zone, "10-42-0-7.default.pod.cluster.local", Type.AAAA)).containsExactly("NOERROR");
        assertThat(ask(zone, "fd00--7.default.pod.cluster.local", Type.AAAA))
                .containsExactly("NOERROR", "AAAA 30 fd00:0:0:0:0:0:0:7");
        assertThat(ask(zone, "web.default.pod.cluster.local", Type.A)).containsExactly("NXDOMAIN");
        assertThat(ask(zone, "10-42-0-7.absent.pod.cluster.local", Type.A)).containsExactly("NXDOMAIN");
    }

    @Test
    void namesAboveServicesExistWithoutRecords() throws Exception {
        Zone zone = Zone.empty(SETTINGS).withNamespace("default");
        for (String name : List.of("svc.cluster.local", "pod.cluster.local", "default.svc.cluster.local")) {
            assertThat(ask(zone, name, Type.A)).containsExactly("NOERROR");
        }
        assertThat(ask(zone, "absent.svc.cluster.local", Type.A)).containsExactly("NXDOMAIN");
        assertThat(ask(zone, "a.b.c.web.default.svc.cluster.local", Type.A)).containsExactly("NXDOMAIN");
        assertThat(ask(zone, "example.com", Type.A)).containsExactly("not ours");
    }

    @Test
    void apexTellsVersionServerAndAuthority() throws Exception {
        Zone zone = Zone.empty(SETTINGS);
        assertThat(ask(zone, "dns-version.cluster.local", Type.TXT)).containsExactly("NOERROR", "TXT 28800 \"1.1.0\"");
        assertThat(ask(zone, "ns.dns.cluster.local", Type.A)).containsExactly("NOERROR", "A 30 10.43.0.10");
        assertThat(ask(zone, "cluster.local", Type.NS)).containsExactly("NOERROR", "NS 30 ns.dns.cluster.local.");
        assertThat(ask(zone, "cluster.local", Type.SOA))
                .containsExactly(
                        "NOERROR", "SOA 5 ns.dns.cluster.local. hostmaster.cluster.local. 1 7200 1800 86400 5");
        assertThat(ask(zone, "cluster.local", Type.AXFR)).containsExactly("REFUSED");
    }

    @Test
    void forgetsWhatAServiceHadBefore() throws Exception {
        Service before = service("web", "10.43.0.5", "http");
        Zone zone = zone(before);
        Zone after = zone.withService(
                ObjectKey.of(before),
                ServiceRecordsPlan.plan(SETTINGS, service("web", "10.43.0.6", "http"), List.of()));
        assertThat(ask(after, "web.default.svc.cluster.local", Type.A)).containsExactly("NOERROR", "A 30 10.43.0.6");
        assertThat(ask(after, "5.0.43.10.in-addr.arpa", Type.PTR)).containsExactly("not ours");
        assertThat(ask(zone, "5.0.43.10.in-addr.arpa", Type.PTR)).hasSize(2);
        Zone gone = after.withService(ObjectKey.of(before), null);
        assertThat(ask(gone, "web.default.svc.cluster.local", Type.A)).containsExactly("NXDOMAIN");
        assertThat(ask(gone, "6.0.43.10.in-addr.arpa", Type.PTR)).containsExactly("not ours");
    }
}
