package io.djong.network.routes;

import static io.djong.network.Literals.cidr;
import static io.djong.network.Literals.ip;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.Cidr;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAddress;
import io.djong.api.types.core.v1.NodeSpec;
import io.djong.api.types.core.v1.NodeStatus;
import io.djong.network.routes.NodeRoutesPlan.Path;
import io.djong.network.routes.NodeRoutesPlan.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeRoutesPlanTest {
    private static final Cidr CLUSTER = cidr("10.42.0.0/16");

    @Test
    void oneRoutePerOtherNodeThatHasARangeAndAnAddress() {
        assertThat(NodeRoutesPlan.plan(
                        List.of(
                                node("c", "10.42.2.0/24", "192.0.2.3"),
                                node("a", "10.42.0.0/24", "192.0.2.1"),
                                node("b", "10.42.1.0/24", "192.0.2.2"),
                                node("no-range", "", "192.0.2.4"),
                                node("no-address", "10.42.3.0/24", ""),
                                node("foreign", "10.99.0.0/24", "192.0.2.5")),
                        "a",
                        CLUSTER,
                        Set.of()))
                .containsExactly(
                        new Step.Put("b", path("10.42.1.0/24", "192.0.2.2")),
                        new Step.Put("c", path("10.42.2.0/24", "192.0.2.3")));
    }

    @Test
    void whatIsThereStaysWhatMovedIsReplacedWhatHasGoneIsDeleted() {
        assertThat(NodeRoutesPlan.plan(
                        List.of(node("b", "10.42.1.0/24", "192.0.2.2"), node("c", "10.42.2.0/24", "192.0.2.9")),
                        "a",
                        CLUSTER,
                        Set.of(
                                path("10.42.1.0/24", "192.0.2.2"),
                                path("10.42.2.0/24", "192.0.2.3"),
                                path("10.42.7.0/24", "192.0.2.7"))))
                .containsExactly(
                        new Step.Put("c", path("10.42.2.0/24", "192.0.2.9")),
                        new Step.Delete(path("10.42.7.0/24", "192.0.2.7")));
    }

    private static Path path(String pods, String node) {
        return new Path(cidr(pods), ip(node));
    }

    private static Node node(String name, String podCidr, String address) {
        NodeStatus status = address.isEmpty()
                ? NodeStatus.EMPTY
                : NodeStatus.EMPTY.withAddresses(
                        List.of(new NodeAddress("Hostname", name), new NodeAddress("InternalIP", address)));
        return Node.EMPTY
                .withMetadata(Node.EMPTY.metadata().withName(name))
                .withSpec(NodeSpec.EMPTY.withPodCIDR(podCidr))
                .withStatus(status);
    }
}
