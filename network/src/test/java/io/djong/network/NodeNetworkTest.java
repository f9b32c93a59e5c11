package io.djong.network;

import static io.djong.network.Literals.cidr;
import static io.djong.network.Literals.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.netns.Netns;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// In a namespace of its own, as root, with Debian's CNI plug-ins.
@EnabledIf("isRoot")
class NodeNetworkTest {
    private static final NodeNetworkSpec SPEC =
            new NodeNetworkSpec("djong0", cidr("10.42.0.0/24"), cidr("10.42.0.0/16"), cidr("10.43.0.0/16"), 0);

    @TempDir
    Path folder;

    private final Netns netns =
            new Netns(Thread.ofPlatform().daemon().name("netns").factory());
    private final List<Path> made = new ArrayList<>();
    private Path node;
    private NodeNetworkFolders folders;

    static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @BeforeEach
    void setUp() throws Exception {
        node = namespace("node");
        folders = new NodeNetworkFolders(folder.resolve("state"), folder.resolve("cni"), folder.resolve("leases"));
    }

    @AfterEach
    void tearDown() throws Exception {
        for (Path path : made) {
            netns.delete(path);
        }
    }

    @Test
    void isMadeConvergesAndGoesWithoutATrace() throws Exception {
        String before = traces();
        try (NodeNetwork network = netns.run(node, () -> NodeNetwork.open(folders))) {
            assertThat(in(() -> network.apply(SPEC))).isGreaterThan(5);
            assertThat(in(() -> network.apply(SPEC))).isZero();
            assertThat(exec(node, "ip", "route"))
                    .contains("10.42.0.0/24 dev djong0")
                    .contains("unreachable 10.42.0.0/16")
                    .contains("10.43.0.0/16 dev djong0");
            assertThat(exec(node, "nft", "list", "ruleset"))
                    .contains("ip saddr @pods ip daddr != @inside masquerade fully-random")
                    .contains("ip daddr @services drop");
            assertThat(exec(node, "cat", "/proc/sys/net/ipv4/ip_forward")).isEqualTo("1\n");
            assertThat(folders.cniConfiguration().resolve("10-djong.conflist")).exists();
            in(() -> {
                network.putRoute(RouteSpec.via(cidr("10.42.1.0/24"), ip("10.42.0.9")));
                return 0;
            });
            in(() -> {
                network.remove();
                network.remove();
                return 0;
            });
        }
        assertThat(traces()).isEqualTo(before);
        assertThat(folders.cniConfiguration()).isEmptyDirectory();
    }

    @Test
    void podsAreAttachedByThePlugInsAndReachEachOtherAndTheWorldWithTheNodesAddress() throws Exception {
        Path world = namespace("world");
        Path one = namespace("one");
        Path two = namespace("two");
        connect(world);
        try (NodeNetwork network = netns.run(node, () -> NodeNetwork.open(folders))) {
            in(() -> network.apply(SPEC));
            String before = traces();
            String first = cni("ADD", "one", one, 0);
            String second = cni("ADD", "two", two, 18080);
            assertThat(first).contains("10.42.0.2/24");
            assertThat(second).contains("10.42.0.3/24");
            assertThat(talk(one, two, "10.42.0.3", 8080)).isEqualTo("/10.42.0.2");
            assertThat(talk(one, world, "192.0.2.2", 8080)).isEqualTo("/192.0.2.1");
            assertThat(talkTo(world, two, "192.0.2.1", 18080, 8080)).isEqualTo("/192.0.2.2");
            cni("DEL", "one", one, 0);
            cni("DEL", "two", two, 18080);
            in(() -> {
                network.remove();
                return 0;
            });
            assertThat(before).contains("djong0");
            assertThat(traces())
                    .doesNotContain("djong0")
                    .doesNotContain("CNI-")
                    .doesNotContain("table ip nat")
                    .doesNotContain("table ip6 nat");
        }
    }

    @Test
    void podsReachEachOtherThoughAnotherFirewallForbidsForwarding() throws Exception {
        Path one = namespace("one");
        Path two = namespace("two");
        exec(node, "iptables-nft", "-P", "FORWARD", "DROP");
        exec(node, "iptables-nft", "-A", "FORWARD", "-i", "docker0", "-j", "ACCEPT");
        String before = exec(node, "iptables-nft", "-S", "FORWARD");
        assertThat(before).contains("-P FORWARD DROP");
        try (NodeNetwork network = netns.run(node, () -> NodeNetwork.open(folders))) {
            in(() -> network.apply(SPEC));
            assertThat(in(() -> network.apply(SPEC))).isZero();
            cni("ADD", "one", one, 0);
            cni("ADD", "two", two, 0);
            assertThat(talk(one, two, "10.42.0.3", 8080)).isEqualTo("/10.42.0.2");
            assertThat(exec(node, "iptables-nft", "-S", "FORWARD"))
                    .contains("-A FORWARD -i djong0 -m comment --comment \"djong: pods\" -j ACCEPT")
                    .contains("-A FORWARD -o djong0 -m comment --comment \"djong: pods\" -j ACCEPT");
            cni("DEL", "one", one, 0);
            cni("DEL", "two", two, 0);
            in(() -> {
                network.remove();
                return 0;
            });
        }
        assertThat(exec(node, "iptables-nft", "-S", "FORWARD")).isEqualTo(before);
    }

    private void connect(Path world) throws Exception {
        try (RouteSocket there = netns.run(world, RouteSocket::open);
                RouteSocket here = netns.run(node, RouteSocket::open)) {
            here.links().addVeth("up0", "eth0", world);
            int up = here.links().byName("up0").orElseThrow().index();
            here.links().setUp(up);
            here.ensureAddress(up, io.djong.linux.netlink.IpPrefix.parse("192.0.2.1/24"));
            int eth = there.links().byName("eth0").orElseThrow().index();
            there.links().setUp(eth);
            there.ensureAddress(eth, io.djong.linux.netlink.IpPrefix.parse("192.0.2.2/24"));
        }
    }

    /// Runs the plug-ins of the list one after another, as containerd does.
    private String cni(String command, String id, Path pod, int hostPort) throws Exception {
        String list = Files.readString(folders.cniConfiguration().resolve("10-djong.conflist"));
        var plugins = ((io.djong.api.json.JsonObject) io.djong.api.json.JsonValue.parse(list)).array("plugins");
        String previous = "";
        for (var plugin : plugins.values()) {
            var config = (io.djong.api.json.JsonObject) plugin;
            String type = config.string("type");
            config = config.with("cniVersion", new io.djong.api.json.JsonString("1.0.0"))
                    .with("name", new io.djong.api.json.JsonString("djong"));
            if (!previous.isEmpty()) {
                config = config.with("prevResult", io.djong.api.json.JsonValue.parse(previous));
            }
            if (type.equals("portmap") && hostPort != 0) {
                config = config.with(
                        "runtimeConfig",
                        io.djong.api.json.JsonValue.parse("{\"portMappings\":[{\"hostPort\":" + hostPort
                                + ",\"containerPort\":8080,\"protocol\":\"tcp\"}]}"));
            }
            String input = config.toJson();
            String output = in(() -> {
                ProcessBuilder builder = new ProcessBuilder("/usr/lib/cni/" + type).redirectErrorStream(true);
                builder.environment()
                        .putAll(Map.of(
                                "CNI_COMMAND",
                                command,
                                "CNI_CONTAINERID",
                                id,
                                "CNI_NETNS",
                                pod.toString(),
                                "CNI_IFNAME",
                                "eth0",
                                "CNI_PATH",
                                "/usr/lib/cni"));
                Process process = builder.start();
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
                String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(process.waitFor()).as(out).isZero();
                return out;
            });
            if (!output.isBlank()) {
                previous = output;
            }
        }
        return previous;
    }

    private String talk(Path from, Path to, String address, int port) throws Exception {
        return talkTo(from, to, address, port, port);
    }

    /// Connects and says whom the server saw.
    private String talkTo(Path from, Path to, String address, int port, int listen) throws Exception {
        ServerSocket server = netns.run(to, () -> new ServerSocket(listen));
        try (server;
                var client = netns.run(from, () -> {
                    var socket = new java.net.Socket();
                    socket.connect(new java.net.InetSocketAddress(address, port), 5000);
                    return socket;
                });
                var accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            return accepted.getInetAddress().toString();
        }
    }

    private <T> T in(Callable<T> body) throws Exception {
        return netns.run(node, body);
    }

    private Path namespace(String name) throws Exception {
        Path path = folder.resolve(name);
        netns.create(path);
        made.add(path);
        try (RouteSocket routes = netns.run(path, RouteSocket::open)) {
            routes.links().setUp(1);
        }
        return path;
    }

    private String traces() throws Exception {
        return exec(node, "ip", "-o", "link")
                + exec(node, "ip", "route")
                + exec(node, "nft", "list", "ruleset")
                + exec(
                        node,
                        "cat",
                        "/proc/sys/net/ipv4/ip_forward",
                        "/proc/sys/net/bridge/bridge-nf-call-iptables",
                        "/proc/sys/net/ipv4/conf/all/send_redirects");
    }

    private String exec(Path namespace, String... command) throws Exception {
        return netns.run(namespace, () -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        });
    }
}
