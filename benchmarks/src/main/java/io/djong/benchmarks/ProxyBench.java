package io.djong.benchmarks;

import io.djong.api.ip.Cidr;
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
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.netns.Netns;
import io.djong.proxy.ProxyException;
import io.djong.proxy.nftables.LocalTraffic;
import io.djong.proxy.nftables.NftablesOptions;
import io.djong.proxy.nftables.NftablesProxier;
import io.djong.proxy.plan.ServiceRules;
import io.djong.proxy.plan.ServiceRulesPlan;
import io.djong.proxy.services.ProxyNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongUnaryOperator;

/// The proxy's rules on the real kernel, in a namespace of its own, as root: a cold start with many services, one
/// change among them, a comparison with the kernel, and what the first packet of a connection costs.
///
/// `ProxyBench [services] [endpoints per service] [changes]`, by default 10000 3 500.
public final class ProxyBench {
    private static final ProxyNode NODE = new ProxyNode("n1", "", List.of(), List.of());
    private static final int PORT = 8080;

    private static final NftablesOptions OTHER = options(15);

    private final int endpointCount;
    private final NftablesProxier proxier;
    private final Netns netns;
    private final Path namespace;

    private ProxyBench(int endpointCount, NftablesProxier proxier, Netns netns, Path namespace) {
        this.endpointCount = endpointCount;
        this.proxier = proxier;
        this.netns = netns;
        this.namespace = namespace;
    }

    public static void main(String[] args) throws Exception {
        int services = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int endpoints = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        int changes = args.length > 2 ? Integer.parseInt(args[2]) : 500;
        Netns netns = new Netns(Thread.ofPlatform().daemon().name("netns").factory());
        Path folder = Files.createTempDirectory("djong-bench");
        Path namespace = folder.resolve("node");
        netns.create(namespace);
        try (RouteSocket routes = netns.run(namespace, RouteSocket::open);
                NftablesProxier proxier = netns.run(namespace, () -> NftablesProxier.open(options(14)))) {
            routes.links().setUp(1);
            routes.ensureAddress(1, IpPrefix.parse("10.42.0.1/16"));
            routes.replaceRoute(Route.onDevice(IpPrefix.parse("10.96.0.0/12"), 1));
            new ProxyBench(endpoints, proxier, netns, namespace).run(services, changes);
        } finally {
            netns.delete(namespace);
            Files.delete(folder);
        }
    }

    private static NftablesOptions options(int bit) {
        LocalTraffic pods = new LocalTraffic.Sources(List.of(Objects.requireNonNull(Cidr.parse("10.42.0.0/16"))));
        return new NftablesOptions(false, pods, bit, false, true);
    }

    private void run(int services, int changes) throws Exception {
        List<ServiceRules> all = new ArrayList<>();
        timed("cold start, plan of " + services + " services", () -> {
            for (int i = 0; i < services; i++) {
                all.add(rules(i, 0));
            }
        });
        timed("cold start, kernel", () -> update(all));
        report("one change", changes, round -> {
            long began = System.nanoTime();
            change((int) (round * 7919 % services), (int) round % 2 + 1);
            return System.nanoTime() - began;
        });
        for (int i = 0; i < 3; i++) {
            String other = "other" + i;
            netns.run(
                    namespace,
                    () -> new ProcessBuilder("nft", "add", "table", "ip", other)
                            .start()
                            .waitFor());
            timed("compare with the kernel", () -> {
                try {
                    if (proxier.verify()) {
                        throw new IllegalStateException("there was nothing to mend");
                    }
                } catch (ProxyException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
        timed("everything anew", () -> {
            proxier.options(OTHER);
            update(List.of());
        });
        connect(services);
    }

    private void change(int service, int variant) {
        update(List.of(rules(service, variant)));
    }

    private void update(List<ServiceRules> rules) {
        try {
            proxier.update(rules);
        } catch (ProxyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void timed(String what, Runnable work) {
        var threads = ManagementFactory.getThreadMXBean();
        long cpu = threads.getCurrentThreadCpuTime();
        long from = System.nanoTime();
        work.run();
        System.out.printf(
                "%s: %.0f ms, %.0f ms of CPU%n",
                what, (System.nanoTime() - from) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6);
    }

    /// Connections to the last service, and to an endpoint without one.
    private void connect(int services) throws Exception {
        change(services - 1, 3);
        try (ServerSocket server =
                netns.run(namespace, () -> new ServerSocket(PORT, 1000, InetAddress.ofLiteral("0.0.0.0")))) {
            Thread.ofVirtual().start(() -> accept(server));
            for (boolean direct : new boolean[] {true, false}) {
                InetSocketAddress to = direct
                        ? new InetSocketAddress("10.42.0.1", PORT)
                        : new InetSocketAddress(clusterIp(services - 1), 80);
                long[] nanos = netns.run(namespace, () -> {
                    long[] took = new long[2000];
                    for (int i = 0; i < took.length; i++) {
                        try (Socket socket = new Socket()) {
                            long began = System.nanoTime();
                            socket.connect(to, 2000);
                            took[i] = System.nanoTime() - began;
                        }
                    }
                    return took;
                });
                print(direct ? "connect directly" : "connect through a service", nanos);
            }
        }
    }

    private static void accept(ServerSocket server) {
        while (true) {
            try {
                server.accept().close();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void report(String what, int rounds, LongUnaryOperator round) {
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            nanos[i] = round.applyAsLong(i);
        }
        print(what, nanos);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.3f ms, p99 %.3f ms, max %.3f ms (%d times)%n",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6,
                nanos.length);
    }

    private static String clusterIp(int i) {
        return "10." + (96 + (i >> 16)) + "." + (i >> 8 & 255) + "." + (i & 255);
    }

    /// @param variant 0 the endpoints of the start, 1 and 2 one of them another, 3 all of them this machine
    private ServiceRules rules(int i, int variant) {
        ObjectMeta meta = ObjectMeta.EMPTY.withNamespace("bench").withName("s" + i);
        Service service = Service.EMPTY
                .withMetadata(meta)
                .withSpec(ServiceSpec.EMPTY
                        .withType("ClusterIP")
                        .withClusterIP(clusterIp(i))
                        .withClusterIPs(List.of(clusterIp(i)))
                        .withPorts(List.of(new ServicePort("", "TCP", null, 80, IntOrString.of(PORT), 0))));
        List<Endpoint> endpoints = new ArrayList<>();
        for (int e = 0; e < endpointCount; e++) {
            int host = (i * endpointCount + e) % 60_000 + 256;
            if (e == 0 && variant > 0) {
                host = 61_000 + variant;
            }
            String address = variant == 3 ? "10.42.0.1" : "10.42." + (host >> 8) + "." + (host & 255);
            endpoints.add(Endpoint.EMPTY
                    .withAddresses(List.of(address))
                    .withNodeName("n2")
                    .withConditions(new EndpointConditions(true, true, false)));
        }
        EndpointSlice slice = EndpointSlice.EMPTY
                .withMetadata(meta.withName("s" + i + "-1"))
                .withAddressType("IPv4")
                .withEndpoints(endpoints)
                .withPorts(List.of(new EndpointPort("", "TCP", PORT, null)));
        return ServiceRulesPlan.plan(ObjectKey.of(service), service, List.of(slice), NODE, true);
    }
}
