package io.djong.network;

import static io.djong.network.Literals.cidr;
import static io.djong.network.Literals.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.ip.Cidr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NodeNetworkPlanTest {
    private static final NodeNetworkSpec SPEC =
            new NodeNetworkSpec("djong0", cidr("10.42.3.0/24"), cidr("10.42.0.0/16"), cidr("10.43.0.0/16"), 1450);
    private static final Cidr ADDRESS = new Cidr(ip("10.42.3.1"), 24);

    @Test
    void onABareMachineEverythingIsMadeRulesBeforeRoutes() {
        assertThat(NodeNetworkPlan.plan(
                        SPEC, new NodeNetworkView(null, Set.of(), Map.of("net.ipv4.ip_forward", "0"), "", false)))
                .containsExactly(
                        new NetworkStep.WriteSysctl("net.bridge.bridge-nf-call-iptables", "1"),
                        new NetworkStep.WriteSysctl("net.ipv4.conf.all.send_redirects", "0"),
                        new NetworkStep.WriteSysctl("net.ipv4.ip_forward", "1"),
                        new NetworkStep.PutRules(SPEC),
                        new NetworkStep.MakeBridge("djong0", "0a:58:0a:2a:03:01"),
                        new NetworkStep.WriteSysctl("net.ipv4.conf.djong0.send_redirects", "0"),
                        new NetworkStep.SetMtu("djong0", 1450),
                        new NetworkStep.AddAddress("djong0", ADDRESS),
                        new NetworkStep.BringUp("djong0"),
                        new NetworkStep.PutRoute(RouteSpec.unreachable(cidr("10.42.0.0/16"), 10_000)),
                        new NetworkStep.PutRoute(RouteSpec.device(cidr("10.43.0.0/16"), "djong0")));
    }

    @Test
    void whatIsAsItShouldBeIsLeftAlone() {
        assertThat(NodeNetworkPlan.plan(SPEC, good())).isEmpty();
    }

    @Test
    void anAddressOfAnEarlierRangeGoes() {
        NodeNetworkView view = good();
        Cidr old = new Cidr(ip("10.42.9.1"), 24);
        assertThat(NodeNetworkPlan.plan(
                        SPEC,
                        new NodeNetworkView(
                                new NodeNetworkView.Bridge(true, 1450, List.of(old, ADDRESS)),
                                view.routes(),
                                view.sysctls(),
                                "pods of another range",
                                true)))
                .containsExactly(
                        new NetworkStep.PutRules(SPEC),
                        new NetworkStep.AllowForwarding("djong0"),
                        new NetworkStep.DeleteAddress("djong0", old));
    }

    @Test
    void rangesThatCannotServeAreRefused() {
        assertThatThrownBy(() ->
                        new NodeNetworkSpec("b", cidr("10.42.3.0/31"), cidr("10.42.0.0/16"), cidr("10.43.0.0/16"), 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new NodeNetworkSpec("b", cidr("fd00::/64"), cidr("10.42.0.0/16"), cidr("10.43.0.0/16"), 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static NodeNetworkView good() {
        Map<String, String> sysctls = NodeNetworkPlan.sysctls();
        sysctls.put("net.ipv4.conf.djong0.send_redirects", "0");
        return new NodeNetworkView(
                new NodeNetworkView.Bridge(true, 1450, List.of(ADDRESS)),
                Set.copyOf(NodeNetworkPlan.routes(SPEC)),
                sysctls,
                NodeNetworkPlan.purpose(SPEC),
                false);
    }
}
