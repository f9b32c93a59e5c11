package io.djong.network;

import static io.djong.network.Literals.cidr;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.base.time.RealEnvironment;
import io.djong.client.informer.Lister;
import io.djong.client.reconcile.Next;
import io.djong.linux.netlink.IpPrefix;
import io.djong.linux.netlink.Route;
import io.djong.linux.netlink.RouteSocket;
import io.djong.linux.netns.Netns;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/// The loop's run in a namespace, on nodes made by hand.
@EnabledIf("isRoot")
class NetworkReconcilerTest {
    @TempDir
    Path folder;

    static boolean isRoot() throws Exception {
        return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    }

    @Test
    void setsTheNetworkUpOnceTheNodeHasARangeAndFollowsOtherNodes() throws Exception {
        Netns netns = new Netns(Thread.ofPlatform().daemon().name("netns").factory());
        Path node = folder.resolve("node");
        netns.create(node);
        NetworkConfig config = new NetworkConfig(
                "a",
                "djong0",
                cidr("10.42.0.0/16"),
                cidr("10.43.0.0/16"),
                null,
                0,
                new NodeNetworkFolders(folder.resolve("state"), folder.resolve("cni"), folder.resolve("leases")));
        try (RouteSocket routes = netns.run(node, RouteSocket::open);
                NodeNetwork network = netns.run(node, () -> NodeNetwork.open(config.folders()))) {
            routes.links().addVeth("up0", "up1", null);
            int up = routes.links().byName("up0").orElseThrow().index();
            routes.links().setUp(up);
            routes.links().setUp(routes.links().byName("up1").orElseThrow().index());
            routes.ensureAddress(up, IpPrefix.parse("192.0.2.1/24"));
            run(netns, node, config, network, node("a", "", "192.0.2.1"));
            assertThat(routes.links().byName("djong0")).isEmpty();

            Node self = node("a", "10.42.0.0/24", "192.0.2.1");
            run(netns, node, config, network, self, node("b", "10.42.1.0/24", "192.0.2.2"));
            assertThat(routes.links().byName("djong0").orElseThrow().up()).isTrue();
            assertThat(folder.resolve("cni/10-djong.conflist")).exists();
            assertThat(to(routes, "10.42.1.0/24").gateway()).isEqualTo(InetAddress.ofLiteral("192.0.2.2"));

            run(netns, node, config, network, self, node("b", "10.42.1.0/24", "192.0.2.9"));
            assertThat(to(routes, "10.42.1.0/24").gateway()).isEqualTo(InetAddress.ofLiteral("192.0.2.9"));
            run(netns, node, config, network, self);
            assertThat(routes.routes()).noneMatch(r -> r.destination().equals(IpPrefix.parse("10.42.1.0/24")));
        } finally {
            netns.delete(node);
        }
    }

    private static Route to(RouteSocket routes, String destination) throws Exception {
        return routes.routes().stream()
                .filter(r -> r.destination().equals(IpPrefix.parse(destination)))
                .findFirst()
                .orElseThrow();
    }

    /// The loop's work runs inline, as that of a simulation does, since only this thread is in the namespace.
    private static void run(Netns netns, Path in, NetworkConfig config, NodeNetwork network, Node... nodes)
            throws Exception {
        NetworkReconciler reconciler = new NetworkReconciler(
                config, Lister.of(List.of(nodes)), network, new InlineThreads(RealEnvironment.create()));
        Next next = netns.run(in, () -> reconciler.reconcile(NetworkReconciler.Sync.SYNC));
        assertThat(next).isEqualTo(Next.onChange());
    }

    private static Node node(String name, String podCidr, String address) {
        return Node.EMPTY
                .withMetadata(Node.EMPTY.metadata().withName(name))
                .withSpec(Node.EMPTY
                        .spec()
                        .withPodCIDR(podCidr)
                        .withPodCIDRs(podCidr.isEmpty() ? List.of() : List.of(podCidr)))
                .withStatus(Node.EMPTY.status().withAddresses(List.of(new NodeAddress("InternalIP", address))));
    }
}
