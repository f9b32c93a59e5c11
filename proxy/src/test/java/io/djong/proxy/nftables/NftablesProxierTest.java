package io.djong.proxy.nftables;

import static io.djong.proxy.Literals.cidr;
import static io.djong.proxy.Literals.endpoint;
import static io.djong.proxy.Literals.ip;
import static io.djong.proxy.Literals.nodePort;
import static io.djong.proxy.Literals.service;
import static io.djong.proxy.Literals.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.LoadBalancerIngress;
import io.djong.api.types.core.v1.LoadBalancerStatus;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceStatus;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.proxy.plan.ServiceRules;
import io.djong.proxy.plan.ServiceRulesPlan;
import io.djong.proxy.services.ProxyNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// Real packets through real rules, in namespaces.
@EnabledIf("isRoot")
class NftablesProxierTest {
    private static final ProxyNode NODE = new ProxyNode("n1", "", List.of(ip("192.0.2.1")), List.of(ip("192.0.2.1")));
    private static final NftablesOptions OPTIONS =
            new NftablesOptions(false, new LocalTraffic.Sources(List.of(cidr("10.42.0.0/16"))), 14, false, true);

    private TestNode node;
    private NftablesProxier proxier;

    static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @BeforeEach
    void setUp() throws Exception {
        node = new TestNode();
        node.pod("client", "10.42.0.10");
        node.pod("a", "10.42.0.11");
        node.pod("b", "10.42.0.12");
        node.pod("c", "10.42.0.13");
        proxier = node.in("node", () -> NftablesProxier.open(OPTIONS));
    }

    @AfterEach
    void tearDown() throws Exception {
        proxier.close();
        node.close();
    }

    @Test
    void aClusterAddressReachesAllEndpointsAndFollowsThem() throws Exception {
        Service web = service("web", "10.43.0.5", "TCP", 80);
        assertThat(put(web, tcp(web, "11", "12", "13")).full()).isTrue();
        assertThat(names("client", "10.43.0.5", 80, 40)).containsExactly("a", "b", "c");
        assertThat(names("node", "10.43.0.5", 80, 40)).containsExactly("a", "b", "c");
        assertThat(node.ask("client", "10.43.0.5", 80)).endsWith(" 10.42.0.10");
        assertThat(node.ask("client", "10.43.0.5", 81)).isEqualTo("refused");
        assertThat(node.ask("node", "10.43.0.5", 81)).isEqualTo("refused");

        NftablesProxier.Outcome change = put(web, tcp(web, "11", "13"));
        assertThat(change.full()).isFalse();
        assertThat(change.elements()).isLessThanOrEqualTo(8);
        assertThat(names("client", "10.43.0.5", 80, 30)).containsExactly("a", "c");
        put(web, tcp(web));
        assertThat(node.ask("client", "10.43.0.5", 80)).isEqualTo("refused");
        assertThat(node.ask("node", "10.43.0.5", 80)).isEqualTo("refused");
        put(web, tcp(web, "12"));
        assertThat(names("client", "10.43.0.5", 80, 5)).containsExactly("b");
        proxier.update(List.of(ServiceRules.none(ObjectKey.of(web))));
        assertThat(node.ask("client", "10.43.0.5", 80)).isNotEqualTo("b 10.42.0.10");
    }

    @Test
    void aPodReachesItselfThroughItsService() throws Exception {
        Service web = service("web", "10.43.0.5", "TCP", 80);
        put(web, tcp(web, "11"));
        assertThat(node.ask("a", "10.43.0.5", 80)).isEqualTo("a 10.42.0.1");
    }

    @Test
    void aNodePortAnswersOutsideInsideAndOnTheNode() throws Exception {
        Service web = nodePort(service("web", "10.43.0.5", "TCP", 80), 30080);
        put(web, tcp(web, "11", "12"));
        assertThat(names("world", "192.0.2.1", 30080, 30)).containsExactly("a", "b");
        assertThat(node.ask("world", "192.0.2.1", 30080)).endsWith(" 10.42.0.1");
        assertThat(names("node", "192.0.2.1", 30080, 30)).containsExactly("a", "b");
        assertThat(names("client", "192.0.2.1", 30080, 30)).containsExactly("a", "b");
        put(web, tcp(web));
        assertThat(node.ask("world", "192.0.2.1", 30080)).isEqualTo("refused");
    }

    @Test
    void withExternalTrafficPolicyLocalTheClientIsSeenAndOnlyLocalEndpointsAnswer() throws Exception {
        Service web = nodePort(service("web", "10.43.0.5", "TCP", 80), 30080);
        web = web.withSpec(web.spec().withExternalTrafficPolicy("Local"));
        put(web, slice(web, "TCP", 8080, endpoint("10.42.0.11", "n1"), endpoint("10.42.0.12", "n2")));
        assertThat(names("world", "192.0.2.1", 30080, 20)).containsExactly("a");
        assertThat(node.ask("world", "192.0.2.1", 30080)).isEqualTo("a 192.0.2.2");
        assertThat(names("client", "192.0.2.1", 30080, 30)).containsExactly("a", "b");
        assertThat(names("node", "192.0.2.1", 30080, 30)).containsExactly("a", "b");
        put(web, slice(web, "TCP", 8080, endpoint("10.42.0.12", "n2")));
        assertThat(node.ask("world", "192.0.2.1", 30080)).isEqualTo("timeout");
        assertThat(names("client", "192.0.2.1", 30080, 5)).containsExactly("b");
        assertThat(names("node", "192.0.2.1", 30080, 5)).containsExactly("b");
    }

    @Test
    void loadBalancerAndExternalAddressesAnswerAndSourceRangesAreKept() throws Exception {
        Service web = service("web", "10.43.0.5", "TCP", 80);
        web = web.withSpec(web.spec()
                        .withType("LoadBalancer")
                        .withExternalIPs(List.of("198.51.100.9"))
                        .withLoadBalancerSourceRanges(List.of("203.0.113.0/24")))
                .withStatus(ServiceStatus.EMPTY.withLoadBalancer(LoadBalancerStatus.EMPTY.withIngress(
                        List.of(LoadBalancerIngress.EMPTY.withIp("198.51.100.7")))));
        put(web, tcp(web, "11"));
        assertThat(node.ask("world", "198.51.100.9", 80)).isEqualTo("a 10.42.0.1");
        assertThat(node.ask("world", "198.51.100.7", 80)).isEqualTo("timeout");
        web = web.withSpec(web.spec()
                .withLoadBalancerSourceRanges(
                        List.of("203.0.113.0/24", "192.0.0.0/16", "192.0.2.0/24", "192.0.2.2/32")));
        put(web, tcp(web, "11"));
        assertThat(node.ask("world", "198.51.100.7", 80)).isEqualTo("a 10.42.0.1");
    }

    @Test
    void ipv6HasItsOwnTable() throws Exception {
        node.exec("node", "ip", "-6", "address", "add", "fd00::5/128", "dev", "lo", "nodad");
        node.exec("node", "ip", "-6", "route", "add", "fd01::/64", "dev", "br0");
        node.exec("node", "ip", "-6", "address", "add", "fd00::1/64", "dev", "br0", "nodad");
        Service web = service("web", "fd01::5", "TCP", 80);
        EndpointSlice slice = slice(web, "TCP", 8081, endpoint("fd00::5", "n1")).withAddressType("IPv6");
        NftablesOptions six = new NftablesOptions(
                true, new LocalTraffic.Sources(List.of(cidr("fd00::/48"), cidr("10.0.0.0/8"))), 14, false, true);
        ServerSocket server = node.in("node", () -> new ServerSocket(8081));
        try (server;
                NftablesProxier proxier6 = node.in("node", () -> NftablesProxier.open(six))) {
            proxier6.update(List.of(ServiceRulesPlan.plan(ObjectKey.of(web), web, List.of(slice), NODE, false)));
            assertThat(node.exec("node", "nft", "list", "table", "ip6", "djong-proxy"))
                    .contains("fd01::5 . tcp . 80 : goto pick-1")
                    .contains("fd01::5 . tcp . 80 . 0 : fd00::5 . 8081");
            Thread.ofVirtual().start(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write('6');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            assertThat(node.ask("node", "fd01::5", 80)).isEqualTo("6");
            assertThat(node.ask("node", "fd01::5", 81)).isEqualTo("refused");
        }
    }

    @Test
    void whatSomebodyElseBrokeIsMended() throws Exception {
        Service web = service("web", "10.43.0.5", "TCP", 80);
        put(web, tcp(web, "11", "12"));
        assertThat(proxier.verify()).isFalse();
        node.exec("node", "nft", "flush", "map", "ip", "djong-proxy", "endpoints");
        assertThat(proxier.verify()).isTrue();
        assertThat(names("client", "10.43.0.5", 80, 20)).containsExactly("a", "b");
        node.exec("node", "nft", "flush", "chain", "ip", "djong-proxy", "nat-prerouting");
        assertThat(proxier.verify()).isTrue();
        assertThat(names("client", "10.43.0.5", 80, 20)).containsExactly("a", "b");
        node.exec("node", "nft", "add", "table", "ip", "other");
        assertThat(proxier.verify()).isFalse();
        node.exec("node", "nft", "delete", "table", "ip", "djong-proxy");
        assertThat(proxier.verify()).isTrue();
        assertThat(node.ask("client", "10.43.0.5", 80)).endsWith("10.42.0.10");
        node.in("node", () -> {
            NftablesProxier.cleanUp();
            NftablesProxier.cleanUp();
            return 0;
        });
        assertThat(node.exec("node", "nft", "list", "tables")).isEqualTo("table ip other\n");
    }

    private NftablesProxier.Outcome put(Service service, EndpointSlice slice) throws Exception {
        return proxier.update(
                List.of(ServiceRulesPlan.plan(ObjectKey.of(service), service, List.of(slice), NODE, true)));
    }

    private static EndpointSlice tcp(Service service, String... hosts) {
        Endpoint[] endpoints = new Endpoint[hosts.length];
        for (int i = 0; i < hosts.length; i++) {
            endpoints[i] = endpoint("10.42.0." + hosts[i], "n1");
        }
        return slice(service, "TCP", 8080, endpoints);
    }

    private Set<String> names(String from, String address, int port, int times) throws Exception {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < times; i++) {
            names.add(node.ask(from, address, port).split(" ")[0]);
        }
        return names;
    }
}
