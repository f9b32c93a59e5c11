package io.djong.cluster.node;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonString;
import io.djong.api.json.JsonValue;
import io.djong.linux.LinuxException;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.netns.Netns;
import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/// A machine with pods, all of them network namespaces: `node` has the way out 192.0.2.1, `world`
/// is 192.0.2.2. Pods are attached by the CNI plug-ins of the machine, as containerd does it, and
/// have a resolver file as a kubelet writes it.
final class NodeNamespaces implements AutoCloseable {
    private static final String PLUG_INS = "/usr/lib/cni";

    private final Netns netns =
            new Netns(Thread.ofPlatform().daemon().name("netns").factory());
    private final Path folder;
    private final Map<String, Path> namespaces = new TreeMap<>();
    private final AtomicInteger broken = new AtomicInteger();
    private final List<Closeable> servers = new ArrayList<>();

    NodeNamespaces(Path folder) throws Exception {
        this.folder = folder;
        create("node");
        create("world");
        try (RouteSocket here = in("node", RouteSocket::open);
                RouteSocket there = in("world", RouteSocket::open)) {
            here.links().addVeth("up0", "eth0", path("world"));
            int up = here.links().byName("up0").orElseThrow().index();
            here.ensureAddress(up, IpPrefix.parse("192.0.2.1/24"));
            here.links().setUp(up);
            int eth = there.links().byName("eth0").orElseThrow().index();
            there.ensureAddress(eth, IpPrefix.parse("192.0.2.2/24"));
            there.links().setUp(eth);
            here.replaceRoute(Route.via(IpPrefix.parse("0.0.0.0/0"), InetAddress.ofLiteral("192.0.2.2"), up));
        }
    }

    private void create(String name) throws Exception {
        Path path = folder.resolve(name);
        netns.create(path);
        namespaces.put(name, path);
        try (RouteSocket routes = in(name, RouteSocket::open)) {
            routes.links().setUp(1);
        }
    }

    private Path path(String name) {
        return Objects.requireNonNull(namespaces.get(name));
    }

    <T> T in(String name, Callable<T> body) throws Exception {
        return netns.run(path(name), body);
    }

    /// Makes a pod that answers on port 8080: over TCP as a web server, over UDP, each with its name and the address
    /// that it was asked from.
    ///
    /// @return its address
    String pod(String name, Path cniConfiguration) throws Exception {
        create(name);
        String result = "";
        String list = Files.readString(cniConfiguration.resolve("10-djong.conflist"));
        for (JsonValue plugin :
                ((JsonObject) JsonValue.parse(list)).array("plugins").values()) {
            JsonObject config = ((JsonObject) plugin)
                    .with("cniVersion", new JsonString("1.0.0"))
                    .with("name", new JsonString("djong"));
            if (!result.isEmpty()) config = config.with("prevResult", JsonValue.parse(result));
            String output = plugIn(name, config);
            if (!output.isBlank()) result = output;
        }
        listen(name, 8080);
        String address = ((JsonObject) ((JsonObject) JsonValue.parse(result))
                        .array("ips")
                        .values()
                        .getFirst())
                .string("address");
        return address.substring(0, address.indexOf('/'));
    }

    /// Lets a namespace answer at a port as pods do.
    void listen(String name, int port) throws Exception {
        ServerSocket tcp = in(name, () -> new ServerSocket(port));
        DatagramSocket udp = in(name, () -> new DatagramSocket(port));
        servers.add(tcp);
        servers.add(udp);
        Thread.ofPlatform().daemon().start(() -> serve(name, tcp));
        Thread.ofPlatform().daemon().start(() -> serve(name, udp));
    }

    private String plugIn(String pod, JsonObject config) throws Exception {
        return in("node", () -> {
            ProcessBuilder builder =
                    new ProcessBuilder(PLUG_INS + "/" + config.string("type")).redirectErrorStream(true);
            builder.environment()
                    .putAll(Map.of(
                            "CNI_COMMAND",
                            "ADD",
                            "CNI_CONTAINERID",
                            pod,
                            "CNI_NETNS",
                            path(pod).toString(),
                            "CNI_IFNAME",
                            "eth0",
                            "CNI_PATH",
                            PLUG_INS));
            Process process = builder.start();
            process.getOutputStream().write(config.toJson().getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) throw new IOException(out);
            return out;
        });
    }

    private void serve(String name, ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                String body = name + " " + socket.getInetAddress().getHostAddress();
                byte[] request = new byte[4096];
                if (socket.getInputStream().read(request) < 0) continue;
                socket.getOutputStream()
                        .write(("HTTP/1.0 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                                .getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                broken.incrementAndGet(); // a client that went away early
            }
        }
    }

    private static void serve(String name, DatagramSocket server) {
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        while (!server.isClosed()) {
            try {
                server.receive(packet);
                byte[] answer = (name + " " + packet.getAddress().getHostAddress()).getBytes(StandardCharsets.UTF_8);
                server.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!server.isClosed()) throw new IllegalStateException(e);
            }
        }
    }

    /// A UDP socket of its own port in a namespace, which keeps that port for all it asks.
    DatagramSocket datagrams(String from) throws Exception {
        DatagramSocket socket = in(from, () -> new DatagramSocket(0));
        socket.setSoTimeout(1500);
        servers.add(socket);
        return socket;
    }

    static String ask(DatagramSocket from, String address, int port) throws IOException {
        from.send(new DatagramPacket(new byte[] {1}, 1, InetAddress.ofLiteral(address), port));
        DatagramPacket packet = new DatagramPacket(new byte[64], 64);
        try {
            from.receive(packet);
            return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
        } catch (java.net.SocketTimeoutException e) {
            return "timeout";
        }
    }

    /// What a page says that is fetched from a namespace, with the resolver file of pods in place of the machine's.
    String fetch(String from, String url, String resolverFile) throws Exception {
        Path file = folder.resolve("resolv.conf");
        Files.writeString(file, resolverFile);
        return exec(
                        from,
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        "mount --bind " + file + " /etc/resolv.conf && exec curl -sS --noproxy '*' -m 5 " + url)
                .strip();
    }

    /// What a command says in a namespace, on both streams.
    String exec(String name, String... command) throws Exception {
        return in(name, () -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return out;
        });
    }

    @Override
    public void close() throws IOException, LinuxException {
        for (Closeable server : servers) server.close();
        for (Path path : namespaces.values()) netns.delete(path);
    }
}
