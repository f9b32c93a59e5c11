package io.djong.apiserver.serviceaddresses;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.ip.IpAddress;
import io.djong.api.meta.ObjectKey;
import io.djong.api.services.AddressObjects;
import io.djong.api.services.ServiceRanges;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.api.types.networking.v1.IPAddress;
import io.djong.api.types.networking.v1.ParentReference;
import io.djong.api.types.networking.v1.ServiceCIDR;
import io.djong.api.types.networking.v1.ServiceCIDRSpec;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What is done about services and addresses that disagree, each row as upstream's repair does it.
final class AddressRepairPlanTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:10:00Z");
    private static final Instant LONG_AGO = NOW.minusSeconds(600);
    private static final ServiceRanges RANGES = ServiceRanges.of(
            List.of(ServiceCIDR.EMPTY.withSpec(ServiceCIDRSpec.EMPTY.withCidrs(List.of("10.0.0.0/24", "fd00::/120")))));

    private final Map<ObjectKey, Service> services = new LinkedHashMap<>();
    private final Map<String, IPAddress> addresses = new LinkedHashMap<>();

    private Service service(String name, String type, String... ips) {
        var service = Service.EMPTY
                .withMetadata(ObjectMeta.EMPTY.withName(name).withNamespace("n").withCreationTimestamp(LONG_AGO))
                .withSpec(ServiceSpec.EMPTY
                        .withType(type)
                        .withClusterIP(ips.length == 0 ? "" : ips[0])
                        .withClusterIPs(List.of(ips)));
        services.put(new ObjectKey("n", name), service);
        return service;
    }

    private void address(String ip, Service of, Instant made) {
        var object = AddressObjects.of(Objects.requireNonNull(IpAddress.parse(ip)), of);
        addresses.put(ip, object.withMetadata(object.metadata().withCreationTimestamp(made)));
    }

    private List<String> steps() {
        var view = new AddressRepairPlan.View(services, addresses, RANGES);
        return AddressRepairPlan.plan(view, NOW).steps().stream()
                .map(AddressRepairPlanTest::shown)
                .toList();
    }

    private static String shown(RepairStep step) {
        var notice = step.notice();
        return step.getClass().getSimpleName() + (notice == null ? "" : " " + notice.reason() + ": " + notice.note());
    }

    @Test
    void nothingIsDoneWhereAllAgree() {
        address("10.0.0.1", service("a", "ClusterIP", "10.0.0.1", "fd00::1"), LONG_AGO);
        address("fd00::1", service("a", "ClusterIP", "10.0.0.1", "fd00::1"), LONG_AGO);
        service("headless", "ClusterIP", "None");
        service("outer", "ExternalName");
        assertThat(steps()).isEmpty();
    }

    @Test
    void aMissingObjectIsMade() {
        service("a", "ClusterIP", "10.0.0.1");
        assertThat(steps())
                .containsExactly(
                        "Create ClusterIPNotAllocated: Cluster IP [IPv4]: 10.0.0.1 is not allocated;" + " repairing");
    }

    @Test
    void anAddressOutsideAllRangesIsTold() {
        service("a", "ClusterIP", "10.9.0.1");
        service("b", "ClusterIP", "10.0.0.255");
        assertThat(steps())
                .containsExactly(
                        "Tell ClusterIPOutOfRange: Cluster IP [IPv4]: 10.9.0.1 is not within any configured Service"
                                + " CIDR; please recreate service",
                        "Tell ClusterIPOutOfRange: Cluster IP [IPv4]: 10.0.0.255 is not within any configured Service"
                                + " CIDR; please recreate service");
    }

    @Test
    void anObjectOfSomebodyElseIsReplaced() {
        address("10.0.0.1", service("a", "ClusterIP", "10.0.0.1"), LONG_AGO);
        var object = Objects.requireNonNull(addresses.get("10.0.0.1"));
        addresses.put(
                "10.0.0.1",
                object.withSpec(object.spec().withParentRef(new ParentReference("gw.example", "gateways", "n", "g"))));
        assertThat(steps())
                .containsExactly(
                        "Recreate ClusterIPNotAllocated: the ClusterIP [IPv4]: 10.0.0.1 for Service n/a has a wrong"
                                + " reference; repairing",
                        "Remove IPAddressNotAllocated: IPAddress 10.0.0.1 appears to have been modified, not"
                                + " referencing a Service; cleaning up");
    }

    @Test
    void anAddressOfTwoServicesIsTold() {
        address("10.0.0.1", service("a", "ClusterIP", "10.0.0.1"), LONG_AGO);
        service("b", "ClusterIP", "10.0.0.1");
        assertThat(steps())
                .containsExactly("Tell ClusterIPAlreadyAllocated: Cluster IP [IPv4]:10.0.0.1 was assigned to multiple"
                        + " services; please recreate service");
    }

    @Test
    void anObjectWithoutTheAllocatorsLabelsIsReplacedInSilence() {
        address("10.0.0.1", service("a", "ClusterIP", "10.0.0.1"), LONG_AGO);
        var object = Objects.requireNonNull(addresses.get("10.0.0.1"));
        addresses.put("10.0.0.1", object.withMetadata(object.metadata().withLabels(Map.of())));
        assertThat(steps()).containsExactly("Recreate");
    }

    @Test
    void anObjectWithoutAServiceGoesAfterAMinute() {
        var gone = service("gone", "ClusterIP", "10.0.0.1");
        services.clear();
        address("10.0.0.1", gone, NOW.minusSeconds(60));
        assertThat(steps()).isEmpty();
        address("10.0.0.1", gone, NOW.minusSeconds(61));
        assertThat(steps())
                .containsExactly("Remove IPAddressNotAllocated: IPAddress: 10.0.0.1 for Service n/gone appears to have"
                        + " leaked: cleaning up");
    }

    @Test
    void anObjectThatItsServiceDoesNotHaveGoesButNotWhileItIsBeingTaken() {
        var other = service("a", "ClusterIP", "10.0.0.2");
        address("10.0.0.2", other, LONG_AGO);
        address("10.0.0.1", other, NOW.minusSeconds(4));
        assertThat(steps()).isEmpty();
        address("10.0.0.1", other, NOW.minusSeconds(5));
        assertThat(steps())
                .containsExactly("Remove IPAddressWrongReference: IPAddress: 10.0.0.1 for Service n/a has a wrong"
                        + " reference; cleaning up");
    }

    @Test
    void anObjectThatSomebodyMadeForHimselfIsLeftAlone() {
        address("10.0.0.1", service("gone", "ClusterIP", "10.0.0.1"), LONG_AGO);
        services.clear();
        var object = Objects.requireNonNull(addresses.get("10.0.0.1"));
        addresses.put("10.0.0.1", object.withMetadata(object.metadata().withLabels(Map.of())));
        assertThat(steps()).isEmpty();
    }
}
