package io.djong.linux.netlink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.linux.Errno;
import io.djong.linux.LinuxException;
import io.djong.linux.RootTest;
import io.djong.linux.netns.TestNamespaces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RootTest
class RouteSocketTest {
    private TestNamespaces namespaces;
    private Path a;
    private Path b;
    private RouteSocket inA;
    private RouteSocket inB;

    @BeforeEach
    void setUp() throws Exception {
        namespaces = new TestNamespaces();
        a = namespaces.create("a");
        b = namespaces.create("b");
        inA = namespaces.routes(a);
        inB = namespaces.routes(b);
    }

    @AfterEach
    void tearDown() throws Exception {
        inA.close();
        inB.close();
        namespaces.close();
    }

    @Test
    void aBridgeAndACableCarryAConnection() throws Exception {
        Link bridge = inA.links().ensureBridge("br0", "02:00:00:00:00:01");
        assertThat(inA.links().ensureBridge("br0", "").index()).isEqualTo(bridge.index());
        inA.links().addVeth("port", "eth0", b);
        Link port = inA.links().byName("port").orElseThrow();
        inA.links().setMaster(port.index(), bridge.index());
        inA.links().setHairpin(port.index(), true);
        inA.links().setMtu(port.index(), 1400);
        inA.links().setUp(port.index());
        inA.links().setUp(bridge.index());
        IpPrefix address = IpPrefix.parse("10.9.0.1/24");
        inA.ensureAddress(bridge.index(), address);
        inA.ensureAddress(bridge.index(), address);
        Link eth0 = inB.links().byName("eth0").orElseThrow();
        inB.ensureAddress(eth0.index(), IpPrefix.parse("10.9.0.2/24"));
        inB.links().setUp(eth0.index());
        inB.replaceRoute(Route.via(IpPrefix.parse("0.0.0.0/0"), InetAddress.ofLiteral("10.9.0.1"), eth0.index()));

        port = inA.links().byName("port").orElseThrow();
        assertThat(port.kind()).isEqualTo("veth");
        assertThat(port.master()).isEqualTo(bridge.index());
        assertThat(port.mtuBytes()).isEqualTo(1400);
        assertThat(port.up()).isTrue();
        assertThat(inA.addresses(bridge.index())).contains(address);
        assertThat(namespaces.exec(a, "ip", "-d", "link", "show", "port")).contains("hairpin on");

        ServerSocket server =
                namespaces.netns().run(a, () -> new ServerSocket(0, 5, InetAddress.ofLiteral("10.9.0.1")));
        try (server;
                Socket client = namespaces.netns().run(b, () -> {
                    Socket socket = new Socket();
                    socket.connect(new InetSocketAddress("10.9.0.1", server.getLocalPort()), 5000);
                    return socket;
                });
                Socket accepted = server.accept()) {
            client.getOutputStream().write(7);
            assertThat(accepted.getInputStream().read()).isEqualTo(7);
        }
        inA.deleteAddress(bridge.index(), address);
        inA.deleteAddress(bridge.index(), address);
        inA.links().delete(port.index());
        inA.links().delete(port.index());
        assertThat(inA.links().byName("port")).isEmpty();
        assertThat(inB.links().byName("eth0")).isEmpty();
    }

    @Test
    void routesOfAllKindsAreReplacedListedAndDeleted() throws Exception {
        inA.links().addVeth("v0", "v1", null);
        Link v0 = inA.links().byName("v0").orElseThrow();
        inA.links().setUp(v0.index());
        inA.links().setUp(inA.links().byName("v1").orElseThrow().index());
        inA.ensureAddress(v0.index(), IpPrefix.parse("10.9.0.1/24"));
        Route device = Route.onDevice(IpPrefix.parse("10.43.0.0/16"), v0.index());
        Route via = Route.via(IpPrefix.parse("10.42.1.0/24"), InetAddress.ofLiteral("10.9.0.7"), v0.index());
        Route unreachable = Route.unreachable(IpPrefix.parse("10.42.0.0/16")).withMetric(1000);
        for (Route route : new Route[] {device, via, unreachable}) {
            inA.replaceRoute(route);
            inA.replaceRoute(route);
            assertThat(inA.routes()).contains(route);
        }
        assertThat(namespaces.exec(a, "ip", "route"))
                .contains("10.43.0.0/16 dev v0 proto static scope link")
                .contains("10.42.1.0/24 via 10.9.0.7 dev v0 proto static")
                .contains("unreachable 10.42.0.0/16 proto static metric 1000");
        assertThat(inA.lookUp(InetAddress.ofLiteral("10.42.1.9")).orElseThrow().gateway())
                .isEqualTo(InetAddress.ofLiteral("10.9.0.7"));
        assertThat(inA.lookUp(InetAddress.ofLiteral("10.42.9.9"))).isEmpty();
        for (Route route : new Route[] {device, via, unreachable}) {
            inA.deleteRoute(route);
            inA.deleteRoute(route);
            assertThat(inA.routes()).doesNotContain(route);
        }
    }

    @Test
    void vxlanAndItsForwardingEntries() throws Exception {
        inA.links().addVxlan("vx", 4096, InetAddress.ofLiteral("10.9.0.1"), 8472, 0);
        Link vx = inA.links().byName("vx").orElseThrow();
        inA.links().setMac(vx.index(), "02:00:00:00:00:09");
        inA.links().setUp(vx.index());
        Neighbour tunnel = new Neighbour(vx.index(), InetAddress.ofLiteral("10.9.0.2"), "02:00:00:00:00:0a", true);
        Neighbour arp = new Neighbour(vx.index(), InetAddress.ofLiteral("10.42.1.0"), "02:00:00:00:00:0a", false);
        inA.replaceNeighbour(tunnel);
        inA.replaceNeighbour(arp);
        inA.replaceNeighbour(arp);
        assertThat(namespaces.exec(a, "ip", "-d", "link", "show", "vx"))
                .contains("vxlan id 4096 local 10.9.0.1 srcport 0 0 dstport 8472 nolearning");
        assertThat(inA.neighbours(vx.index())).contains(arp, tunnel);
        inA.deleteNeighbour(arp);
        inA.deleteNeighbour(arp);
        inA.deleteNeighbour(tunnel);
        assertThat(inA.neighbours(vx.index())).doesNotContain(arp, tunnel);
    }

    @Test
    void refusalsCarryTheKernelsWords() {
        assertThatThrownBy(() -> inA.links().setMtu(99, 1500))
                .isInstanceOf(LinuxException.class)
                .hasMessage("netlink RTM_SETLINK 99 mtu 1500: ENODEV");
        assertThatThrownBy(() -> inA.replaceRoute(
                        Route.via(IpPrefix.parse("10.1.0.0/16"), InetAddress.ofLiteral("10.99.0.1"), 1)))
                .satisfies(e -> assertThat(((LinuxException) e).errno()).isPositive())
                .hasMessageContaining("invalid gateway");
        assertThatThrownBy(() -> inA.links().ensureBridge("lo", ""))
                .satisfies(
                        e -> assertThat(((LinuxException) e).is(Errno.EEXIST)).isTrue());
        assertThatThrownBy(() -> inA.links().byName("much-too-long-a-name"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
