package io.djong.apiserver.registry.services;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ResourceClient;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Addresses and node ports of services, as `kubectl` sees them given, kept and refused.
final class ServiceAddressesTest {
    private interface Body {
        void run(ResourceClient<Service> services) throws Exception;
    }

    private static void run(Body body) throws Exception {
        VirtualServer.run(server -> body.run(server.admin().of(CoreV1.SERVICES)));
    }

    private static Service service(String spec) throws Exception {
        return object(
                Service.TYPE,
                "{\"metadata\":{\"name\":\"s\",\"namespace\":\"default\"},\"spec\":{%s}}".formatted(spec));
    }

    @Test
    void whatIsNoAddressIsRefusedByItsRule() throws Exception {
        run(services -> assertThatThrownBy(
                        () -> services.create(service("\"clusterIP\":\"bad\",\"ports\":[{\"port\":80}]")))
                .hasMessage(
                        "Service \"s\" is invalid: spec.clusterIPs[0]: Invalid value: \"bad\": must be a valid IP address, "
                                + "(e.g. 10.9.8.7 or 2001:db8::ffff)"));
    }

    @Test
    void anAddressOfAnotherRangeIsRefused() throws Exception {
        run(services -> assertThatThrownBy(
                        () -> services.create(service("\"clusterIP\":\"1.2.3.4\",\"ports\":[{\"port\":80}]")))
                .hasMessage(
                        "Service \"s\" is invalid: spec.clusterIPs: Invalid value: [\"1.2.3.4\"]: failed to allocate IP 1.2.3.4: "
                                + "the provided network does not match the current range"));
    }

    @Test
    void thePluralNeedsTheSingular() throws Exception {
        run(
                services -> assertThatThrownBy(() ->
                                services.create(service("\"clusterIPs\":[\"10.0.0.9\"],\"ports\":[{\"port\":80}]")))
                        .hasMessageContaining(
                                "spec.clusterIPs: Invalid value: [\"10.0.0.9\"]: must be empty when `clusterIP` is not specified"));
    }

    @Test
    void twoFamiliesAreNotForThisCluster() throws Exception {
        run(services -> {
            assertThatThrownBy(() -> services.create(
                            service("\"ipFamilyPolicy\":\"RequireDualStack\",\"ports\":[{\"port\":80}]")))
                    .hasMessage("Service \"s\" is invalid: spec.ipFamilyPolicy: Invalid value: \"RequireDualStack\": "
                            + "this cluster is not configured for dual-stack services");
            assertThatThrownBy(() -> services.create(service("\"ipFamilies\":[\"IPv6\"],\"ports\":[{\"port\":80}]")))
                    .hasMessage("Service \"s\" is invalid: spec.ipFamilies[0]: Invalid value: \"IPv6\": "
                            + "not configured on this cluster");
            var preferring =
                    services.create(service("\"ipFamilyPolicy\":\"PreferDualStack\",\"ports\":[{\"port\":80}]"));
            assertThat(preferring.spec().ipFamilies()).containsExactly("IPv4");
        });
    }

    @Test
    void aTakenNodePortIsRefusedAndOneOfTwoProtocolsIsShared() throws Exception {
        run(services -> {
            var first = services.create(service("""
                    "type":"NodePort","ports":[{"name":"a","port":53,"protocol":"UDP","nodePort":30053},
                    {"name":"b","port":53,"protocol":"TCP"}]"""));
            assertThat(first.spec().ports()).extracting(ServicePort::nodePort).containsExactly(30053, 30053);
            var second = service("\"type\":\"NodePort\",\"ports\":[{\"port\":80,\"nodePort\":30053}]");
            var named = second.withMetadata(second.metadata().withName("t"));
            assertThatThrownBy(() -> services.create(named))
                    .hasMessage("Service \"t\" is invalid: spec.ports[0].nodePort: Invalid value: 30053: "
                            + "provided port is already allocated");
        });
    }

    @Test
    void anUpdateKeepsWhatItDoesNotMentionByTheNamesOfPorts() throws Exception {
        run(services -> {
            var before = services.create(service(
                    "\"type\":\"NodePort\",\"ports\":[{\"name\":\"a\",\"port\":80},{\"name\":\"b\",\"port\":81}]"));
            var after = services.update(service(
                    "\"type\":\"NodePort\",\"ports\":[{\"name\":\"b\",\"port\":82},{\"name\":\"a\",\"port\":80}]"));
            assertThat(after.spec().clusterIP()).isEqualTo(before.spec().clusterIP());
            assertThat(after.spec().ports())
                    .extracting(ServicePort::nodePort)
                    .containsExactly(
                            before.spec().ports().get(1).nodePort(),
                            before.spec().ports().get(0).nodePort());
        });
    }

    @Test
    void anotherTypeLosesWhatItDoesNotKnow() throws Exception {
        run(services -> {
            var balanced = services.create(service("""
                    "type":"LoadBalancer","externalTrafficPolicy":"Local","loadBalancerClass":"x.example/c",
                    "ports":[{"port":80}]"""));
            assertThat(balanced.spec().healthCheckNodePort()).isPositive();
            var inner = services.update(balanced.withSpec(balanced.spec().withType("ClusterIP")));
            assertThat(inner.spec().healthCheckNodePort()).isZero();
            assertThat(inner.spec().ports()).extracting(ServicePort::nodePort).containsExactly(0);
            assertThat(inner.spec().loadBalancerClass()).isNull();
            assertThat(inner.spec().allocateLoadBalancerNodePorts()).isNull();
            assertThat(inner.spec().externalTrafficPolicy()).isEmpty();
            var outer = services.update(inner.withSpec(inner.spec()
                    .withType("ExternalName")
                    .withExternalName("x.example")
                    .withPorts(List.of())));
            assertThat(outer.spec().clusterIP()).isEmpty();
            assertThat(outer.spec().clusterIPs()).isEmpty();
            assertThat(outer.spec().ipFamilies()).isEmpty();
            assertThat(outer.spec().ipFamilyPolicy()).isNull();
        });
    }

    @Test
    void anAddressThatWasGivenBackCanBeTakenAgain() throws Exception {
        run(services -> {
            var first = services.create(service("\"ports\":[{\"port\":80}]"));
            var address = first.spec().clusterIP();
            services.update(first.withSpec(first.spec().withType("ExternalName").withExternalName("x.example")));
            var second = service("\"clusterIP\":\"%s\",\"ports\":[{\"port\":80}]".formatted(address));
            var again = services.create(second.withMetadata(second.metadata().withName("t")));
            assertThat(again.spec().clusterIP()).isEqualTo(address);
        });
    }
}
