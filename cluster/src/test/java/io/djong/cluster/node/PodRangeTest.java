package io.djong.cluster.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.Cidr;
import io.djong.api.ip.IpAddress;
import io.djong.api.types.core.v1.Node;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PodRangeTest {
    private static final Cidr RANGE = new Cidr(IpAddress.ofBytes(new byte[] {10, 42, 0, 0}), 16);

    @Test
    void theFirstNodeGetsTheFirstPart() {
        assertThat(PodRange.next(List.of(), RANGE)).hasToString("10.42.0.0/24");
    }

    @Test
    void aPartThatSomebodyHasIsPassedOver() {
        assertThat(PodRange.next(nodes("10.42.0.0/24", "", "10.42.1.0/24", "10.42.3.0/24"), RANGE))
                .hasToString("10.42.2.0/24");
    }

    private static List<Node> nodes(String... parts) {
        return Stream.of(parts)
                .map(part -> Node.EMPTY.withSpec(Node.EMPTY.spec().withPodCIDR(part)))
                .toList();
    }
}
