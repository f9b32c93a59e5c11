package io.djong.proxy.nftables;

import io.djong.linux.LinuxException;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.netns.Netns;
import io.djong.linux.sysctl.Sysctl;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/// A node in a namespace, with pods behind a bridge (10.42.0.0/24) and a client in the outside world (192.0.2.2, the
/// node being 192.0.2.1). Each pod answers on TCP and UDP port 8080 with its name and the address it was asked from.
public final class TestNode {
    private final Netns netns =
            new Netns(Thread.ofPlatform().daemon().name("netns").factory());
    private final Path folder;
    private final Map<String, Path> namespaces = new TreeMap<>();
    private final List<AutoCloseable> servers = new ArrayList<>();

    public TestNode() throws Exception {
        folder = Files.createTempDirectory("djong-proxy");
        create("node");
        create("world");
        try (RouteSocket node = routes("node");
                RouteSocket world = routes("world")) {
            int bridge = node.links().ensureBridge("br0", "02:00:00:00:00:01").index();
            node.ensureAddress(bridge, IpPrefix.parse("10.42.0.1/24"));
            node.links().setUp(bridge);
            node.links().addVeth("up0", "eth0", path("world"));
            int up = node.links().byName("up0").orElseThrow().index();
            node.ensureAddress(up, IpPrefix.parse("192.0.2.1/24"));
            node.links().setUp(up);
            node.replaceRoute(Route.onDevice(IpPrefix.parse("10.43.0.0/16"), bridge));
            int eth = world.links().byName("eth0").orElseThrow().index();
            world.ensureAddress(eth, IpPrefix.parse("192.0.2.2/24"));
            world.links().setUp(eth);
            InetAddress gateway = InetAddress.ofLiteral("192.0.2.1");
            world.replaceRoute(Route.via(IpPrefix.parse("0.0.0.0/0"), gateway, eth));
        }
        in("node", () -> {
            Sysctl.system().write("net.ipv4.ip_forward", "1");
            Sysctl.system().write("net.bridge.bridge-nf-call-iptables", "1");
            Sysctl.system().write("net.ipv4.conf.all.send_redirects", "0");
            Sysctl.system().write("net.ipv4.conf.br0.send_redirects", "0");
            return 0;
        });
    }

    private void create(String name) throws IOException, LinuxException, InterruptedException {
        Path path = folder.resolve(name);
        netns.create(path);
        namespaces.put(name, path);
        try (RouteSocket routes = routes(name)) {
            routes.links().setUp(1);
        }
    }

    private Path path(String name) {
        return java.util.Objects.requireNonNull(namespaces.get(name));
    }

    private RouteSocket routes(String name) throws IOException, LinuxException, InterruptedException {
        return in(name, RouteSocket::open);
    }

    public <T> T in(String name, Callable<T> body) throws IOException, LinuxException, InterruptedException {
        return netns.run(path(name), body);
    }

    /// Adds a pod that answers.
    public void pod(String name, String address) throws Exception {
        create(name);
        try (RouteSocket node = routes("node");
                RouteSocket pod = routes(name)) {
            int bridge = node.links().byName("br0").orElseThrow().index();
            node.links().addVeth("v" + name, "eth0", path(name));
            int port = node.links().byName("v" + name).orElseThrow().index();
            node.links().setMaster(port, bridge);
            node.links().setHairpin(port, true);
            node.links().setUp(port);
            int eth = pod.links().byName("eth0").orElseThrow().index();
            pod.ensureAddress(eth, IpPrefix.parse(address + "/24"));
            pod.links().setUp(eth);
            pod.replaceRoute(Route.via(IpPrefix.parse("0.0.0.0/0"), InetAddress.ofLiteral("10.42.0.1"), eth));
        }
        ServerSocket tcp = in(name, () -> new ServerSocket(8080));
        DatagramSocket udp = in(name, () -> new DatagramSocket(8080));
        servers.add(tcp);
        servers.add(udp);
        Thread.ofVirtual().start(() -> serve(name, tcp));
        Thread.ofPlatform().daemon().start(() -> serve(name, udp));
    }

    private static void serve(String name, ServerSocket server) {
        while (true) {
            try (Socket socket = server.accept()) {
                socket.getOutputStream()
                        .write((name + " " + socket.getInetAddress().getHostAddress())
                                .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(String name, DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        while (true) {
            try {
                server.receive(packet);
                byte[] answer = (name + " " + packet.getAddress().getHostAddress()).getBytes(StandardCharsets.UTF_8);
                server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                return;
            }
        }
    }

    /// Connects from a namespace; the answer, or what the kernel said instead.
    public String ask(String from, String address, int port) throws Exception {
        try (Socket socket = in(from, Socket::new)) {
            try {
                in(from, () -> {
                    socket.connect(new InetSocketAddress(address, port), 1500);
                    return 0;
                });
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            } catch (java.net.SocketTimeoutException e) {
                return "timeout";
            } catch (java.net.ConnectException | java.net.NoRouteToHostException e) {
                return "refused";
            }
        }
    }

    /// A UDP socket in a namespace.
    public DatagramSocket datagrams(String from) throws Exception {
        DatagramSocket socket = in(from, () -> new DatagramSocket(0));
        socket.setSoTimeout(1500);
        servers.add(socket);
        return socket;
    }

    public static String ask(DatagramSocket from, String address, int port) throws IOException {
        from.send(new DatagramPacket(new byte[] {1}, 1, InetAddress.ofLiteral(address), port));
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        try {
            from.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (java.net.SocketTimeoutException e) {
            return "timeout";
        }
    }

    public String exec(String name, String... command) throws Exception {
        return in(name, () -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        });
    }

    public void close() throws Exception {
        for (AutoCloseable server : servers) {
            server.close();
        }
        for (Path path : namespaces.values()) {
            netns.delete(path);
        }
        Files.delete(folder);
    }
}
