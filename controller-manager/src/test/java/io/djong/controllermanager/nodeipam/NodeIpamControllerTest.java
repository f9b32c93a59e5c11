package io.djong.controllermanager.nodeipam;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.Cidr;
import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.controllermanager.nodeipam.NodeIpamOptions.NodeRange;
import io.djong.controllermanager.world.Objects;
import io.djong.controllermanager.world.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NodeIpamControllerTest {
    private static final int SEEDS = 10;

    private static Cidr cidr(String text) {
        return java.util.Objects.requireNonNull(Cidr.parse(text));
    }

    private static World with(World world, NodeIpamOptions options) {
        return world.add("node-ipam-controller", context -> NodeIpamController.create(context, options));
    }

    private static NodeIpamOptions single(String cluster) {
        return new NodeIpamOptions(List.of(new NodeRange(cidr(cluster), 24)), List.of());
    }

    private static Map<String, List<String>> parts(World world) throws Exception {
        var parts = new TreeMap<String, List<String>>();
        for (var node : world.all(CoreV1.NODES)) {
            parts.put(node.metadata().name(), node.spec().podCIDRs());
            assertThat(node.spec().podCIDR())
                    .isEqualTo(
                            node.spec().podCIDRs().isEmpty()
                                    ? ""
                                    : node.spec().podCIDRs().getFirst());
        }
        return parts;
    }

    @Test
    void everyNodeGetsItsOwnPart() throws Exception {
        World.simulate(SEEDS, world -> {
            with(world, single("10.42.0.0/16")).start();
            for (int i = 0; i < 20; i++) world.create(CoreV1.NODES, Objects.node("node-" + i, ""));
            world.settle();
            assertThat(parts(world).values()).doesNotHaveDuplicates().allMatch(parts -> parts.size() == 1);
        });
    }

    @Test
    void keepsWhatNodesHaveAndWhatServicesNeed() throws Exception {
        World.simulate(SEEDS, world -> {
            var settled = Objects.node("settled", "");
            world.create(
                    CoreV1.NODES,
                    settled.withSpec(settled.spec().withPodCIDR("10.42.0.0/24").withPodCIDRs(List.of("10.42.0.0/24"))));
            var options = new NodeIpamOptions(
                    List.of(new NodeRange(cidr("10.42.0.0/22"), 24), new NodeRange(cidr("fd00:42::/56"), 64)),
                    List.of(cidr("10.42.2.0/23")));
            with(world, options).start();
            world.create(CoreV1.NODES, Objects.node("fresh", ""));
            world.settle();
            assertThat(parts(world))
                    .containsEntry("settled", List.of("10.42.0.0/24"))
                    .containsEntry("fresh", List.of("10.42.1.0/24", "fd00:42::/64"));
        });
    }

    @Test
    void aPartIsFreeWhenItsNodeIsGone() throws Exception {
        World.simulate(SEEDS, world -> {
            with(world, single("10.42.0.0/24")).start();
            world.create(CoreV1.NODES, Objects.node("first", ""));
            world.settle();
            world.create(CoreV1.NODES, Objects.node("second", ""));
            world.environment.advance(Duration.ofSeconds(1));
            assertThat(parts(world)).containsEntry("second", List.of());
            assertThat(world.events()).contains("Normal CIDRNotAvailable Node second status is now: CIDRNotAvailable");
            world.client.of(CoreV1.NODES).delete(new ObjectKey("", "first"));
            world.environment.advance(Duration.ofMinutes(1));
            assertThat(parts(world)).containsEntry("second", List.of("10.42.0.0/24"));
        });
    }
}
