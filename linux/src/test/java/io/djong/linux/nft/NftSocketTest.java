package io.djong.linux.nft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.linux.LinuxException;
import io.djong.linux.RootTest;
import io.djong.linux.netlink.Conntrack;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netns.TestNamespaces;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@RootTest
class NftSocketTest {
    private static final NftTable TABLE = new NftTable(NftFamily.IP, "djong", "ours");
    private static final NftSet SERVICES =
            NftSet.verdictMap("services", NftField.IP_DADDR, NftField.L4PROTO, NftField.TH_DPORT);
    private static final NftSet ENDPOINTS = NftSet.map(
            "ep",
            List.of(NftField.IP_DADDR, NftField.L4PROTO, NftField.TH_DPORT, NftField.randomBelow(1)),
            List.of(NftField.IP_DADDR, NftField.TH_DPORT));

    private TestNamespaces namespaces;
    private Path a;
    private NftSocket nft;

    @BeforeEach
    void setUp() throws Exception {
        namespaces = new TestNamespaces();
        a = namespaces.create("a");
        nft = namespaces.netns().run(a, NftSocket::open);
    }

    @AfterEach
    void tearDown() throws Exception {
        nft.close();
        namespaces.close();
    }

    @Test
    void whatIsSentReadsRightInNft() throws Exception {
        NftSet sources = NftSet.intervals("sources", NftField.IP_SADDR);
        NftSet allowed =
                NftSet.intervals("allowed", NftField.IP_DADDR, NftField.L4PROTO, NftField.TH_DPORT, NftField.IP_SADDR);
        NftSet clients = NftSet.remembered("clients", 1000, NftField.IP_SADDR, NftField.TH_DPORT);
        NftBatch batch = new NftBatch()
                .addTable(TABLE)
                .addChain(TABLE, NftChain.regular("pick-2"))
                .addSet(TABLE, SERVICES)
                .addSet(TABLE, ENDPOINTS)
                .addSet(TABLE, sources)
                .addSet(TABLE, allowed)
                .addSet(TABLE, clients)
                .addChain(TABLE, NftChain.base("prerouting", NftHook.nat(NftHook.Point.PREROUTING, NftHook.DSTNAT)))
                .addChain(
                        TABLE,
                        new NftChain("filter", new NftHook("filter", NftHook.Point.FORWARD, -110, false), "drops"))
                .addChain(TABLE, NftChain.base("post", NftHook.nat(NftHook.Point.POSTROUTING, NftHook.SRCNAT)))
                .addElements(
                        TABLE,
                        SERVICES,
                        List.of(NftElement.verdict(service("10.43.0.1", 17, 53), NftVerdict.goTo("pick-2"))))
                .addElements(
                        TABLE,
                        ENDPOINTS,
                        List.of(
                                endpoint("10.43.0.1", 17, 53, 0, "10.42.0.5", 5353),
                                endpoint("10.43.0.1", 17, 53, 1, "10.42.0.6", 5353)))
                .addElements(
                        TABLE, sources, List.of(range("10.42.0.0/16"), range("255.255.255.255"), range("192.168.1.7")))
                .addElements(
                        TABLE,
                        allowed,
                        List.of(NftElement.range(
                                NftBytes.concat(ip("10.43.0.1"), NftBytes.u8(6), NftBytes.be16(80), ip("10.0.0.0")),
                                NftBytes.concat(ip("10.43.0.1"), NftBytes.u8(6), NftBytes.be16(80), ip("10.0.0.255")))))
                .addRule(
                        TABLE,
                        "pick-2",
                        NftRule.rule()
                                .dnatFrom(
                                        false,
                                        "ep",
                                        NftField.IP_DADDR,
                                        NftField.L4PROTO,
                                        NftField.TH_DPORT,
                                        NftField.randomBelow(2))
                                .build())
                .addRule(
                        TABLE,
                        "prerouting",
                        NftRule.rule()
                                .verdictFrom("services", NftField.IP_DADDR, NftField.L4PROTO, NftField.TH_DPORT)
                                .comment("services")
                                .build())
                .addRule(
                        TABLE,
                        "filter",
                        NftRule.rule()
                                .is(NftField.FIB_DADDR_TYPE, NftBytes.host32(2))
                                .is(NftField.L4PROTO, NftBytes.u8(6))
                                .is(NftField.TH_DPORT, NftBytes.be16(80))
                                .in("sources", NftField.IP_SADDR)
                                .hasBits(NftField.CT_STATE, 6)
                                .limit(5, 10)
                                .counter()
                                .log("hello ")
                                .verdict(NftVerdict.DROP))
                .addRule(
                        TABLE,
                        "filter",
                        NftRule.rule()
                                .notIn(
                                        "allowed",
                                        NftField.IP_DADDR,
                                        NftField.L4PROTO,
                                        NftField.TH_DPORT,
                                        NftField.IP_SADDR)
                                .isNot(NftField.IIFNAME, NftBytes.interfaceName("br0"))
                                .remember("clients", 10_000, NftField.IP_SADDR, NftField.TH_DPORT)
                                .setMarkBits(0x4000)
                                .reject(false)
                                .build())
                .addRule(
                        TABLE,
                        "post",
                        NftRule.rule()
                                .hasBits(NftField.MARK, 0x4000)
                                .flipMarkBits(0x4000)
                                .masquerade(true)
                                .build());
        nft.commit(batch);
        String text = namespaces.exec(a, "nft", "list", "ruleset");
        assertThat(text.stripTrailing()).isEqualTo(EXPECTED.stripTrailing());
        assertThat(nft.tables()).containsExactly(TABLE);
        assertThat(nft.chains(TABLE)).containsExactly("pick-2", "prerouting", "filter", "post");
        assertThat(nft.sets(TABLE)).containsExactly("services", "ep", "sources", "allowed", "clients");
        assertThat(nft.ruleComments(TABLE, "prerouting")).containsExactly("services");
        assertThat(nft.elements(TABLE, SERVICES))
                .containsExactly(NftElement.verdict(service("10.43.0.1", 17, 53), NftVerdict.goTo("pick-2")));
        assertThat(nft.elements(TABLE, ENDPOINTS))
                .containsExactly(
                        endpoint("10.43.0.1", 17, 53, 0, "10.42.0.5", 5353),
                        endpoint("10.43.0.1", 17, 53, 1, "10.42.0.6", 5353));
        assertThat(nft.elements(TABLE, sources))
                .containsExactly(range("10.42.0.0/16"), range("192.168.1.7"), range("255.255.255.255"));
        assertThat(nft.elements(TABLE, allowed))
                .hasSize(1)
                .first()
                .satisfies(e -> assertThat(e.last()).isNotNull());
        nft.commit(new NftBatch()
                .deleteElements(TABLE, sources, List.of(range("10.42.0.0/16"), range("255.255.255.255")))
                .flushChain(TABLE, "filter")
                .flushSet(TABLE, "ep"));
        assertThat(nft.elements(TABLE, sources)).containsExactly(range("192.168.1.7"));
        assertThat(nft.elements(TABLE, ENDPOINTS)).isEmpty();
        nft.commit(new NftBatch().deleteTable(TABLE));
        assertThat(nft.hasTable(TABLE)).isFalse();
        nft.commit(new NftBatch().deleteTable(TABLE));
    }

    private static final String EXPECTED = """
            table ip djong {
            	comment "ours"
            	map services {
            		typeof ip daddr . meta l4proto . th dport : verdict
            		elements = { 10.43.0.1 . udp . 53 : goto pick-2 }
            	}

            	map ep {
            		typeof ip daddr . meta l4proto . th dport . numgen random mod 1 : ip daddr . th dport
            		elements = { 10.43.0.1 . udp . 53 . 0 : 10.42.0.5 . 5353,
            			     10.43.0.1 . udp . 53 . 1 : 10.42.0.6 . 5353 }
            	}

            	set sources {
            		typeof ip saddr
            		flags interval
            		elements = { 10.42.0.0/16, 192.168.1.7,
            			     255.255.255.255 }
            	}

            	set allowed {
            		typeof ip daddr . meta l4proto . th dport . ip saddr
            		flags interval
            		elements = { 10.43.0.1 . tcp . 80 . 10.0.0.0/24 }
            	}

            	set clients {
            		typeof ip saddr . th dport
            		size 1000
            		flags dynamic,timeout
            	}

            	chain pick-2 {
            		dnat ip to ip daddr . meta l4proto . th dport . numgen random mod 2 map @ep
            	}

            	chain prerouting {
            		type nat hook prerouting priority dstnat; policy accept;
            		ip daddr . meta l4proto . th dport vmap @services comment "services"
            	}

            	chain filter {
            		comment "drops"
            		type filter hook forward priority -110; policy drop;
            		fib daddr type local tcp dport 80 ip saddr @sources ct state established,related limit rate 5/second burst 10 packets counter packets 0 bytes 0 log prefix "hello " drop
            		ip daddr . meta l4proto . th dport . ip saddr != @allowed iifname != "br0" update @clients { ip saddr . th dport timeout 10s } meta mark set meta mark | 0x00004000 reject
            	}

            	chain post {
            		type nat hook postrouting priority srcnat; policy accept;
            		meta mark & 0x00004000 != 0x00000000 meta mark set meta mark ^ 0x00004000 masquerade fully-random
            	}
            }
            """;

    @Test
    void aRefusedBatchChangesNothingAndNamesTheChange() throws Exception {
        nft.commit(new NftBatch().addTable(TABLE).addSet(TABLE, SERVICES));
        int before = nft.generation();
        assertThatThrownBy(() -> nft.commit(new NftBatch()
                        .addChain(TABLE, NftChain.regular("x"))
                        .deleteElements(TABLE, SERVICES, List.of(NftElement.key(service("10.43.0.1", 6, 80))))))
                .isInstanceOf(LinuxException.class)
                .hasMessage("nft delete elements ip djong services: ENOENT");
        assertThat(nft.chains(TABLE)).isEmpty();
        assertThat(nft.generation()).isEqualTo(before);
        nft.commit(new NftBatch(before).addChain(TABLE, NftChain.regular("x")));
        assertThatThrownBy(() -> nft.commit(new NftBatch(before).addChain(TABLE, NftChain.regular("y"))))
                .isInstanceOf(LinuxException.class);
        assertThat(nft.chains(TABLE)).containsExactly("x");
    }

    @Test
    void manyElementsTravelInOneBatch() throws Exception {
        List<NftElement> many = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            many.add(endpoint("10.43." + (i >> 8) + "." + (i & 255), 6, 80, 0, "10.42.0.5", 8080));
        }
        nft.commit(new NftBatch()
                .addTable(TABLE)
                .addSet(TABLE, ENDPOINTS.withSizeMax(50_000))
                .addElements(TABLE, ENDPOINTS, many));
        assertThat(nft.elements(TABLE, ENDPOINTS).equals(many)).isTrue();
        nft.commit(new NftBatch().deleteElements(TABLE, ENDPOINTS, many));
        assertThat(nft.elements(TABLE, ENDPOINTS)).isEmpty();
    }

    @Test
    void packetsFollowTheMapsAndTheirConnectionsCanBeForgotten() throws Exception {
        try (var routes = namespaces.routes(a)) {
            routes.ensureAddress(1, IpPrefix.parse("10.42.0.5/32"));
            routes.ensureAddress(1, IpPrefix.parse("10.42.0.6/32"));
            routes.replaceRoute(io.djong.linux.netlink.Route.onDevice(IpPrefix.parse("10.43.0.0/16"), 1));
        }
        nft.commit(new NftBatch()
                .addTable(TABLE)
                .addChain(TABLE, NftChain.regular("pick-1"))
                .addSet(TABLE, SERVICES)
                .addSet(TABLE, ENDPOINTS)
                .addChain(TABLE, NftChain.base("output", NftHook.nat(NftHook.Point.OUTPUT, NftHook.DSTNAT)))
                .addRule(
                        TABLE,
                        "pick-1",
                        NftRule.rule()
                                .dnatFrom(
                                        false,
                                        "ep",
                                        NftField.IP_DADDR,
                                        NftField.L4PROTO,
                                        NftField.TH_DPORT,
                                        NftField.randomBelow(1))
                                .build())
                .addRule(
                        TABLE,
                        "output",
                        NftRule.rule()
                                .verdictFrom("services", NftField.IP_DADDR, NftField.L4PROTO, NftField.TH_DPORT)
                                .build())
                .addElements(
                        TABLE,
                        SERVICES,
                        List.of(NftElement.verdict(service("10.43.0.1", 17, 53), NftVerdict.goTo("pick-1"))))
                .addElements(TABLE, ENDPOINTS, List.of(endpoint("10.43.0.1", 17, 53, 0, "10.42.0.5", 5353))));
        DatagramSocket one = namespaces.netns().run(a, () -> socket("10.42.0.5"));
        DatagramSocket two = namespaces.netns().run(a, () -> socket("10.42.0.6"));
        DatagramSocket client = namespaces.netns().run(a, () -> new DatagramSocket(0));
        Conntrack conntrack = namespaces.netns().run(a, Conntrack::open);
        try (one;
                two;
                client;
                conntrack) {
            send(client);
            assertThat(received(one)).isEqualTo(7);
            nft.commit(new NftBatch()
                    .deleteElements(TABLE, ENDPOINTS, List.of(endpoint("10.43.0.1", 17, 53, 0, "10.42.0.5", 5353)))
                    .addElements(TABLE, ENDPOINTS, List.of(endpoint("10.43.0.1", 17, 53, 0, "10.42.0.6", 5353))));
            assertThat(conntrack.flows(false, 17))
                    .anyMatch(f -> f.endpoint().equals(InetAddress.ofLiteral("10.42.0.5"))
                            && f.original().destinationPort() == 53);
            int gone = conntrack.delete(false, 17, f -> f.endpoint().equals(InetAddress.ofLiteral("10.42.0.5")));
            assertThat(gone).isEqualTo(1);
            send(client);
            assertThat(received(two)).isEqualTo(7);
        }
    }

    private static DatagramSocket socket(String address) throws java.io.IOException {
        DatagramSocket socket = new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(address), 5353));
        socket.setSoTimeout(5000);
        return socket;
    }

    private static void send(DatagramSocket from) throws java.io.IOException {
        from.send(new DatagramPacket(new byte[] {7}, 1, InetAddress.ofLiteral("10.43.0.1"), 53));
    }

    private static int received(DatagramSocket at) throws java.io.IOException {
        DatagramPacket packet = new DatagramPacket(new byte[8], 8);
        at.receive(packet);
        return packet.getData()[0];
    }

    private static NftBytes ip(String address) {
        return NftBytes.address(InetAddress.ofLiteral(address));
    }

    private static NftBytes service(String ip, int protocol, int port) {
        return NftBytes.concat(ip(ip), NftBytes.u8(protocol), NftBytes.be16(port));
    }

    private static NftElement endpoint(String ip, int protocol, int port, int index, String to, int toPort) {
        return NftElement.value(
                NftBytes.concat(ip(ip), NftBytes.u8(protocol), NftBytes.be16(port), NftBytes.host32(index)),
                NftBytes.concat(ip(to), NftBytes.be16(toPort)));
    }

    private static NftElement range(String prefix) {
        IpPrefix p = IpPrefix.parse(prefix);
        NftBytes first = NftBytes.address(p.network().address());
        NftBytes last = NftBytes.address(p.last());
        return new NftElement(first, first.equals(last) ? null : last, NftBytes.EMPTY, null);
    }
}
