package io.djong.proxy.plan;

import static io.djong.proxy.Literals.cidr;
import static io.djong.proxy.Literals.endpoint;
import static io.djong.proxy.Literals.ip;
import static io.djong.proxy.Literals.nodePort;
import static io.djong.proxy.Literals.service;
import static io.djong.proxy.Literals.slice;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.LoadBalancerIngress;
import io.djong.api.types.core.v1.LoadBalancerStatus;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceStatus;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointHints;
import io.djong.api.types.discovery.v1.ForNode;
import io.djong.api.types.discovery.v1.ForZone;
import io.djong.proxy.services.ProxyNode;
import io.djong.proxy.services.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Each test is one sentence of kube-proxy's contract.
class ServiceRulesPlanTest {
    private static final ProxyNode NODE =
            new ProxyNode("n1", "z1", List.of(ip("192.0.2.1")), List.of(ip("192.0.2.1"), ip("192.0.2.9")));
    private final Service web = service("web", "10.43.0.5", "TCP", 80);

    @Test
    void theClusterAddressLeadsToAllReadyEndpoints() {
        ServiceRules rules = plan(
                web,
                endpoint("10.42.1.2", "n2"),
                endpoint("10.42.0.2", "n1"),
                endpoint("10.42.0.3", "n1", false, false, false));
        assertThat(rules.frontends())
                .containsExactly(new FrontendRule(
                        new Frontend(ip("10.43.0.5"), Transport.TCP, 80),
                        true,
                        new Handling.Forward(backends("10.42.0.2", "10.42.1.2"), false),
                        List.of(),
                        Set.of()));
        assertThat(rules.hairpins()).containsExactly(ip("10.42.0.2"));
        assertThat(rules.localEndpoints()).isEqualTo(1);
    }

    @Test
    void withoutAnEndpointItRefuses() {
        assertThat(handling(plan(web))).isEqualTo(new Handling.Refuse());
        assertThat(handling(plan(web, endpoint("10.42.0.3", "n1", false, false, false))))
                .isEqualTo(new Handling.Refuse());
    }

    @Test
    void endpointsOnTheirWayOutServeWhenNoOtherIsReady() {
        assertThat(handling(plan(
                        web,
                        endpoint("10.42.0.2", "n1", false, true, true),
                        endpoint("10.42.0.3", "n1", false, false, true))))
                .isEqualTo(new Handling.Forward(backends("10.42.0.2"), false));
        assertThat(handling(plan(web, endpoint("10.42.0.2", "n1", false, true, true), endpoint("10.42.1.2", "n2"))))
                .isEqualTo(new Handling.Forward(backends("10.42.1.2"), false));
    }

    @Test
    void internalTrafficPolicyLocalStaysOnTheNodeOrDrops() {
        Service local = web.withSpec(web.spec().withInternalTrafficPolicy("Local"));
        assertThat(handling(plan(local, endpoint("10.42.0.2", "n1"), endpoint("10.42.1.2", "n2"))))
                .isEqualTo(new Handling.Forward(backends("10.42.0.2"), false));
        ServiceRules elsewhere = plan(local, endpoint("10.42.1.2", "n2"));
        assertThat(handling(elsewhere)).isEqualTo(new Handling.Drop());
        assertThat(elsewhere.lacksInternal()).isTrue();
        assertThat(handling(plan(local))).isEqualTo(new Handling.Refuse());
    }

    @Test
    void nodePortsAnswerOnEachNodePortAddressAndHideTheClient() {
        assertThat(plan(nodePort(web, 30080), endpoint("10.42.0.2", "n1")).frontends())
                .extracting(FrontendRule::at, FrontendRule::handling)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                new Frontend(ip("10.43.0.5"), Transport.TCP, 80),
                                new Handling.Forward(backends("10.42.0.2"), false)),
                        org.assertj.core.groups.Tuple.tuple(
                                new Frontend(ip("192.0.2.1"), Transport.TCP, 30080),
                                new Handling.Forward(backends("10.42.0.2"), true)),
                        org.assertj.core.groups.Tuple.tuple(
                                new Frontend(ip("192.0.2.9"), Transport.TCP, 30080),
                                new Handling.Forward(backends("10.42.0.2"), true)));
    }

    @Test
    void externalTrafficPolicyLocalTellsInsideFromOutside() {
        Service local = nodePort(web, 30080);
        local = local.withSpec(local.spec().withExternalTrafficPolicy("Local"));
        assertThat(plan(local, endpoint("10.42.0.2", "n1"), endpoint("10.42.1.2", "n2"))
                        .frontends()
                        .get(1)
                        .handling())
                .isEqualTo(new Handling.Split(backends("10.42.0.2", "10.42.1.2"), backends("10.42.0.2")));
        ServiceRules elsewhere = plan(local, endpoint("10.42.1.2", "n2"));
        assertThat(elsewhere.frontends().get(1).handling())
                .isEqualTo(new Handling.Split(backends("10.42.1.2"), List.of()));
        assertThat(elsewhere.lacksExternal()).isTrue();
    }

    @Test
    void loadBalancersKeepTheirSourceRangesAndTheirHealthPort() {
        Service balanced = web.withSpec(web.spec()
                        .withType("LoadBalancer")
                        .withExternalTrafficPolicy("Local")
                        .withHealthCheckNodePort(31000)
                        .withLoadBalancerSourceRanges(List.of(" 192.0.2.0/24", "fd00::/8")))
                .withStatus(ServiceStatus.EMPTY.withLoadBalancer(LoadBalancerStatus.EMPTY.withIngress(List.of(
                        LoadBalancerIngress.EMPTY.withIp("198.51.100.7"),
                        LoadBalancerIngress.EMPTY.withIp("198.51.100.8").withIpMode("Proxy"),
                        LoadBalancerIngress.EMPTY.withHostname("lb.example.org")))));
        ServiceRules rules = plan(balanced, endpoint("10.42.0.2", "n1"));
        assertThat(rules.frontends()).hasSize(2);
        assertThat(rules.frontends().get(1).at()).isEqualTo(new Frontend(ip("198.51.100.7"), Transport.TCP, 80));
        assertThat(rules.frontends().get(1).allowed()).containsExactly(cidr("192.0.2.0/24"), cidr("198.51.100.7/32"));
        assertThat(rules.healthCheckNodePort()).isEqualTo(31000);
    }

    @Test
    void hintsAreFollowedWhenAllReadyEndpointsHaveThemAndOneIsForUs() {
        Endpoint near = endpoint("10.42.0.2", "n2").withHints(hints("z1", ""));
        Endpoint far = endpoint("10.42.1.2", "n3").withHints(hints("z2", ""));
        Endpoint here = endpoint("10.42.0.4", "n1").withHints(hints("z1", "n1"));
        Endpoint farOfNode = endpoint("10.42.1.2", "n3").withHints(hints("z2", "n3"));
        Endpoint bare = endpoint("10.42.3.2", "n4");
        assertThat(handling(plan(web, near, far))).isEqualTo(new Handling.Forward(backends("10.42.0.2"), false));
        assertThat(handling(plan(web, here, farOfNode))).isEqualTo(new Handling.Forward(backends("10.42.0.4"), false));
        assertThat(handling(plan(web, far))).isEqualTo(new Handling.Forward(backends("10.42.1.2"), false));
        assertThat(handling(plan(web, near, bare)))
                .isEqualTo(new Handling.Forward(backends("10.42.0.2", "10.42.3.2"), false));
    }

    @Test
    void headlessExternalNameAndOtherFamiliesAreNotOurs() {
        assertThat(plan(service("h", "None", "TCP", 80), endpoint("10.42.0.2", "n1"))
                        .frontends())
                .isEmpty();
        assertThat(plan(service("h", "", "TCP", 80)).frontends()).isEmpty();
        assertThat(plan(service("h", "fd00::5", "TCP", 80)).frontends()).isEmpty();
        assertThat(plan(web.withSpec(web.spec().withType("ExternalName"))).frontends())
                .isEmpty();
        assertThat(ServiceRulesPlan.plan(ObjectKey.of(web), null, List.of(), NODE, true))
                .isEqualTo(ServiceRules.none(ObjectKey.of(web)));
    }

    @Test
    void udpRemembersWhoServes() {
        Service dns = service("dns", "10.43.0.10", "UDP", 53);
        ServiceRules rules = ServiceRulesPlan.plan(
                ObjectKey.of(dns),
                dns,
                List.of(slice(
                        dns, "UDP", 53, endpoint("10.42.0.2", "n1"), endpoint("10.42.0.3", "n1", false, true, true))),
                NODE,
                true);
        assertThat(rules.frontends().getFirst().serving()).containsExactlyInAnyOrder(ip("10.42.0.2"), ip("10.42.0.3"));
    }

    private static EndpointHints hints(String zone, String node) {
        return EndpointHints.EMPTY
                .withForZones(List.of(new ForZone(zone)))
                .withForNodes(node.isEmpty() ? List.of() : List.of(new ForNode(node)));
    }

    private static ServiceRules plan(Service service, Endpoint... endpoints) {
        return ServiceRulesPlan.plan(
                ObjectKey.of(service), service, List.of(slice(service, "TCP", 8080, endpoints)), NODE, true);
    }

    private static Handling handling(ServiceRules rules) {
        return rules.frontends().getFirst().handling();
    }

    private static List<Backend> backends(String... addresses) {
        List<Backend> found = new ArrayList<>();
        for (String address : addresses) {
            found.add(new Backend(ip(address), 8080));
        }
        return found;
    }
}
