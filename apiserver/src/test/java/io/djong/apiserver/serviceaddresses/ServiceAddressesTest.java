package io.djong.apiserver.serviceaddresses;

import static io.djong.apiserver.server.VirtualServer.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.events.v1.EventsV1;
import io.djong.api.types.meta.v1.DeleteOptions;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.NetworkingV1;
import io.djong.api.types.networking.v1.ParentReference;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.apiserver.server.ApiServerConfig;
import io.djong.apiserver.server.VirtualServer;
import io.djong.client.ListQuery;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Services hold addresses by objects, whatever happens to these.
final class ServiceAddressesTest {
    private static Service service(String name, String spec) throws Exception {
        return object(
                Service.TYPE,
                "{\"metadata\":{\"name\":\"%s\",\"namespace\":\"default\"},\"spec\":{\"ports\":[{\"port\":80}]%s}}"
                        .formatted(name, spec));
    }

    private static List<String> addresses(VirtualServer server) throws Exception {
        return server.admin().of(NetworkingV1.IP_ADDRESSES).list(ListQuery.ALL).items().stream()
                .map(address -> address.metadata().name())
                .toList();
    }

    private static ServiceCIDR range(String name, String range) throws Exception {
        return object(
                ServiceCIDR.TYPE,
                "{\"metadata\":{\"name\":\"" + name + "\"},\"spec\":{\"cidrs\":[\"" + range + "\"]}}");
    }

    @Test
    void theDefaultRangeIsThereAndReadyAndComesBack() throws Exception {
        VirtualServer.run(server -> {
            var ranges = server.admin().of(NetworkingV1.SERVICE_CIDRS);
            var made = ranges.get("", "kubernetes");
            assertThat(made.spec().cidrs()).containsExactly("10.43.0.0/16");
            assertThat(made.status().conditions())
                    .extracting(condition -> condition.type() + "=" + condition.status())
                    .containsExactly("Ready=True");
            ranges.delete(new ObjectKey("", "kubernetes"), DeleteOptions.EMPTY);
            server.environment().advance(Duration.ofSeconds(11));
            assertThat(ranges.get("", "kubernetes").metadata().uid())
                    .isNotEqualTo(made.metadata().uid());
        });
    }

    @Test
    void aServiceHoldsItsAddressAsLongAsItIsThere() throws Exception {
        VirtualServer.run(server -> {
            var services = server.admin().of(CoreV1.SERVICES);
            var made = services.create(service("s", ""));
            var held = server.admin()
                    .of(NetworkingV1.IP_ADDRESSES)
                    .get("", made.spec().clusterIP());
            assertThat(held.spec().parentRef()).isEqualTo(new ParentReference("", "services", "default", "s"));
            assertThat(held.metadata().labels())
                    .containsEntry("ipaddress.kubernetes.io/ip-family", "IPv4")
                    .containsEntry("ipaddress.kubernetes.io/managed-by", "ipallocator.k8s.io");
            services.delete(new ObjectKey("default", "s"), DeleteOptions.EMPTY);
            assertThat(addresses(server)).containsExactly("10.43.0.1");
        });
    }

    @Test
    void aRefusedServiceHoldsNothing() throws Exception {
        VirtualServer.run(server -> {
            var services = server.admin().of(CoreV1.SERVICES);
            assertThatThrownBy(() -> services.create(service("s", ",\"sessionAffinity\":\"x\"")));
            assertThat(addresses(server)).containsExactly("10.43.0.1");
        });
    }

    @Test
    void anAddressThatSomebodyHoldsIsNotGiven() throws Exception {
        VirtualServer.run(server -> {
            server.admin()
                    .of(NetworkingV1.IP_ADDRESSES)
                    .create(object(
                            IPAddress.TYPE,
                            "{\"metadata\":{\"name\":\"10.43.0.9\"},\"spec\":{\"parentRef\":{\"group\":\"gw.example\","
                                    + "\"resource\":\"gateways\",\"name\":\"g\"}}}"));
            assertThatThrownBy(() ->
                            server.admin().of(CoreV1.SERVICES).create(service("s", ",\"clusterIP\":\"10.43.0.9\"")))
                    .hasMessageEndingWith("failed to allocate IP 10.43.0.9: provided IP is already allocated");
        });
    }

    @Test
    void aRangeThatIsAddedIsUsedWhenTheOthersAreFull() throws Exception {
        VirtualServer.run(ApiServerConfig.inProcess().withClusterRange("10.43.0.0/30"), server -> {
            var services = server.admin().of(CoreV1.SERVICES);
            services.create(service("a", ""));
            assertThatThrownBy(() -> services.create(service("b", "")))
                    .hasMessage("Internal error occurred: failed to allocate a serviceIP for Service \"b\": range is"
                            + " full");
            server.admin().of(NetworkingV1.SERVICE_CIDRS).create(range("more", "10.44.0.0/24"));
            assertThat(services.create(service("b", "")).spec().clusterIP()).startsWith("10.44.0.");
        });
    }

    @Test
    void aServiceOfTwoFamiliesHoldsTwoAddressesAndGivesOneBack() throws Exception {
        VirtualServer.run(ApiServerConfig.inProcess().withClusterRange("10.43.0.0/16,fd00::/112"), server -> {
            var services = server.admin().of(CoreV1.SERVICES);
            assertThat(services.create(service("one", "")).spec().ipFamilies()).containsExactly("IPv4");
            var both = services.create(service("s", ",\"ipFamilyPolicy\":\"PreferDualStack\""));
            assertThat(both.spec().ipFamilies()).containsExactly("IPv4", "IPv6");
            assertThat(both.spec().clusterIPs()).hasSize(2);
            assertThat(addresses(server)).containsAll(both.spec().clusterIPs());
            var single = services.update(both.withSpec(both.spec().withIpFamilyPolicy("SingleStack")));
            assertThat(single.spec().clusterIPs())
                    .containsExactly(both.spec().clusterIPs().getFirst());
            assertThat(addresses(server))
                    .doesNotContain(both.spec().clusterIPs().getLast());
            var again = services.update(single.withSpec(single.spec().withIpFamilyPolicy("RequireDualStack")));
            assertThat(again.spec().clusterIPs()).hasSize(2);
            var six = services.create(service("six", ",\"ipFamilies\":[\"IPv6\"]"));
            assertThat(six.spec().clusterIP()).startsWith("fd00::");
        });
    }

    @Test
    void whatIsTakenAwayFromAServiceComesBackAndIsTold() throws Exception {
        VirtualServer.run(server -> {
            var made = server.admin().of(CoreV1.SERVICES).create(service("s", ""));
            var addresses = server.admin().of(NetworkingV1.IP_ADDRESSES);
            addresses.delete(new ObjectKey("", made.spec().clusterIP()), DeleteOptions.EMPTY);
            server.environment().advance(Duration.ofSeconds(15));
            assertThat(addresses(server)).contains(made.spec().clusterIP());
            var events = server.admin().of(EventsV1.EVENTS).list(ListQuery.ALL).items();
            assertThat(events)
                    .filteredOn(event -> event.reportingController().startsWith("ipallocator"))
                    .extracting(event -> event.reason() + " " + event.action() + " " + event.note())
                    .containsExactly("ClusterIPNotAllocated ClusterIPAllocation Cluster IP [IPv4]: "
                            + made.spec().clusterIP() + " is not allocated; repairing");
        });
    }

    @Test
    void whatACrashLeftIsGivenBackAfterAMinute() throws Exception {
        VirtualServer.run(server -> {
            server.admin()
                    .of(NetworkingV1.IP_ADDRESSES)
                    .create(
                            object(
                                    IPAddress.TYPE,
                                    "{\"metadata\":{\"name\":\"10.43.0.9\",\"labels\":{\"ipaddress.kubernetes.io/ip-family\":\"IPv4\","
                                            + "\"ipaddress.kubernetes.io/managed-by\":\"ipallocator.k8s.io\"}},\"spec\":"
                                            + "{\"parentRef\":{\"resource\":\"services\",\"namespace\":\"default\",\"name\":\"gone\"}}}"));
            server.environment().advance(Duration.ofSeconds(55));
            assertThat(addresses(server)).contains("10.43.0.9");
            server.environment().advance(Duration.ofSeconds(20));
            assertThat(addresses(server)).containsExactly("10.43.0.1");
        });
    }
}
