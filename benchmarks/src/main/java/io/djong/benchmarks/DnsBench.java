package io.djong.benchmarks;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Namespace;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.base.metrics.MetricRegistry;
import io.djong.base.time.RealEnvironment;
import io.djong.client.KubeClient;
import io.djong.dns.ClusterDns;
import io.djong.dns.DnsConfig;
import io.djong.dns.wire.DnsName;
import io.djong.dns.wire.Query;
import io.djong.dns.wire.RecordType;
import io.djong.simulation.transport.InProcessServer;
import io.djong.store.memory.MemoryStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// What a query costs the DNS server, beside a bare UDP echo of as many bytes, which is the limit
/// of one socket; and how long it takes until a new Service has a name.
///
/// `DnsBench [dns|echo] [services] [seconds]`: the server runs in a process of its own, whose CPU time is the figure;
/// clients are bare sockets with queries made beforehand, a window of them under way each. `DnsBench new [services]
/// [rounds]`: from the answer to the create to the first answer with an address, in one process with the API server.
public final class DnsBench {
    private static final int WARM_UP_SECONDS = 5;
    private static final int SOCKETS = 4;
    private static final int WINDOW = 16;
    private static final int ANSWER_BYTES = 512;

    private DnsBench() {}

    public static void main(String[] arguments) throws Exception {
        String mode = arguments.length == 0 ? "dns" : arguments[0];
        int services = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        int amount = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        switch (mode) {
            case "serve-dns" -> serve(services);
            case "serve-echo" -> echo();
            case "new" -> newServices(services, amount);
            default -> load(mode, services, amount);
        }
    }

    private static void load(String mode, int services, int seconds) throws Exception {
        Process child = start("serve-" + mode, services);
        try (BufferedReader in = child.inputReader(StandardCharsets.UTF_8)) {
            InetSocketAddress server =
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(in.readLine()));
            AtomicBoolean running = new AtomicBoolean(true);
            AtomicLong done = new AtomicLong();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < SOCKETS; i++) {
                int from = i;
                threads.add(Thread.ofPlatform().start(() -> ask(server, services, from, running, done)));
            }
            Thread.sleep(WARM_UP_SECONDS * 1000L);
            long before = done.get();
            long cpu = ProcessFigures.cpuMicros(child);
            long start = System.nanoTime();
            Thread.sleep(seconds * 1000L);
            long count = done.get() - before;
            double elapsed = (System.nanoTime() - start) / 1e9;
            cpu = ProcessFigures.cpuMicros(child) - cpu;
            running.set(false);
            for (Thread thread : threads) thread.join();
            System.out.printf(
                    "%s: %,.0f queries/s, %.2f us of server CPU each (%,.0f per CPU second)%n",
                    mode, count / elapsed, (double) cpu / count, count * 1e6 / cpu);
        } finally {
            child.destroy();
        }
    }

    private static Process start(String mode, int services) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-Xmx1g",
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DnsBench.class.getName(),
                        mode,
                        Integer.toString(services))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void ask(InetSocketAddress server, int services, int from, AtomicBoolean running, AtomicLong done) {
        ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES);
        List<ByteBuffer> queries = new ArrayList<>();
        for (int i = 0; i < services; i++) {
            byte[] query = query("svc-" + (i * 7919 + from) % services).onward(i & 0xFFFF);
            queries.add(ByteBuffer.allocateDirect(query.length).put(query).flip());
        }
        try (DatagramChannel channel = DatagramChannel.open()) {
            channel.connect(server);
            channel.socket().setSoTimeout(200);
            int next = 0;
            int open = 0;
            while (running.get()) {
                while (open < WINDOW) {
                    channel.write(queries.get(next++ % services).rewind());
                    open++;
                }
                in.clear();
                channel.read(in);
                if (in.position() > 12 && (in.get(3) & 0xF) != 0) throw new IOException("an answer with an error");
                open--;
                done.incrementAndGet();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Query query(String service) {
        return Query.of(DnsName.of(service + ".default.svc.cluster.local"), RecordType.A);
    }

    private static void serve(int services) throws Exception {
        try (RealEnvironment environment = RealEnvironment.create();
                MemoryStore store = new MemoryStore(environment)) {
            InProcessServer api = new InProcessServer(environment, store, new MetricRegistry());
            ClusterDns dns = start(environment, api, services);
            System.out.println(dns.addresses().getFirst().getPort());
            Thread.currentThread().join();
        }
    }

    private static ClusterDns start(RealEnvironment environment, InProcessServer api, int services) throws Exception {
        api.start();
        KubeClient admin = api.admin();
        if (admin.of(CoreV1.NAMESPACES).list(io.djong.client.ListQuery.ALL).items().stream()
                .noneMatch(n -> n.metadata().name().equals("default"))) {
            admin.of(CoreV1.NAMESPACES).create(Namespace.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("default")));
        }
        for (int i = 0; i < services; i++) create(admin, "svc-" + i);
        InetSocketAddress bind = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        ClusterDns dns = new ClusterDns(environment, admin, DnsConfig.defaults(bind, List.of()), new MetricRegistry());
        dns.start();
        while (!dns.ready()) Thread.sleep(10);
        return dns;
    }

    private static void create(KubeClient admin, String name) throws Exception {
        admin.of(CoreV1.SERVICES)
                .create(Service.EMPTY
                        .withMetadata(ObjectMeta.EMPTY.withNamespace("default").withName(name))
                        .withSpec(ServiceSpec.EMPTY.withPorts(List.of(ServicePort.EMPTY
                                .withName("http")
                                .withPort(80)
                                .withTargetPort(IntOrString.of(8080))))));
    }

    /// Each datagram back as it came, longer by one address record.
    private static void echo() throws IOException {
        try (DatagramChannel channel = DatagramChannel.open();
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            System.out.println(((InetSocketAddress) channel.getLocalAddress()).getPort());
            ByteBuffer buffer = ByteBuffer.allocateDirect(ANSWER_BYTES);
            while (in != null) {
                SocketAddress client = channel.receive(buffer.clear());
                channel.send(buffer.position(buffer.position() + 16).flip(), client);
            }
        }
    }

    private static void newServices(int services, int rounds) throws Exception {
        try (RealEnvironment environment = RealEnvironment.create();
                MemoryStore store = new MemoryStore(environment);
                DatagramChannel channel = DatagramChannel.open()) {
            InProcessServer api = new InProcessServer(environment, store, new MetricRegistry());
            ClusterDns dns = start(environment, api, services);
            channel.connect(dns.addresses().getFirst());
            long[] nanos = new long[rounds];
            ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES);
            for (int i = 0; i < rounds; i++) {
                ByteBuffer query = ByteBuffer.wrap(query("new-" + i).onward(i & 0xFFFF));
                create(api.admin(), "new-" + i);
                long start = System.nanoTime();
                do {
                    channel.write(query.rewind());
                    in.clear();
                    channel.read(in);
                } while ((in.get(3) & 0xF) != 0);
                nanos[i] = System.nanoTime() - start;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "new service answers after: p50 %.3f ms, p99 %.3f ms, max %.3f ms%n",
                    nanos[rounds / 2] / 1e6, nanos[rounds * 99 / 100] / 1e6, nanos[rounds - 1] / 1e6);
            dns.stop();
            api.stop();
        }
    }
}
