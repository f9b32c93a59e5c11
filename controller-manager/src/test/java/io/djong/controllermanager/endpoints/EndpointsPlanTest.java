package io.djong.controllermanager.endpoints;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.EndpointSubset;
import io.djong.api.types.core.v1.Endpoints;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.controllermanager.servicepods.TriggerTimes;
import io.djong.controllermanager.world.Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsPlanTest {
    private static final Service SERVICE = Objects.service("web", 80);

    private static Pod pod(int i) {
        var pod = Objects.podOf(Objects.replicaSet("web", 1), "web-" + i);
        return Objects.withAddress(Objects.ready(pod, Objects.NOW), "10.42." + (i >> 8) + "." + (i & 255));
    }

    private static Endpoints plan(Service service, List<Pod> pods) {
        return java.util.Objects.requireNonNull(EndpointsPlan.plan(service, pods, null, Objects.NOW));
    }

    private static List<String> ips(List<EndpointAddress> addresses) {
        return addresses.stream().map(EndpointAddress::ip).toList();
    }

    private static EndpointSubset only(Endpoints endpoints) {
        assertThat(endpoints.subsets()).hasSize(1);
        return endpoints.subsets().getFirst();
    }

    @Test
    void readyAndOtherAddressesStandInOneSubset() {
        var endpoints = plan(SERVICE, List.of(pod(2), Objects.unready(pod(1)), pod(3)));
        var subset = only(endpoints);
        assertThat(ips(subset.addresses())).containsExactly("10.42.0.2", "10.42.0.3");
        assertThat(ips(subset.notReadyAddresses())).containsExactly("10.42.0.1");
        assertThat(subset.ports())
                .singleElement()
                .satisfies(port -> assertThat(port.port()).isEqualTo(80));
        assertThat(subset.addresses().getFirst().targetRef()).isNotNull();
        assertThat(endpoints.metadata().labels())
                .containsEntry("endpoints.kubernetes.io/managed-by", "endpoint-controller")
                .doesNotContainKey("service.kubernetes.io/headless");
        assertThat(endpoints.metadata().annotations()).containsEntry(TriggerTimes.ANNOTATION, Objects.NOW.toString());
    }

    @Test
    void writesNothingWhenNothingChanged() {
        var endpoints = plan(SERVICE, List.of(pod(1)));
        assertThat(EndpointsPlan.plan(SERVICE, List.of(pod(1)), endpoints, null))
                .isNull();
        var moved = pod(1).withMetadata(pod(1).metadata().withResourceVersion("77"));
        assertThat(EndpointsPlan.plan(SERVICE, List.of(moved), endpoints, null)).isNull();
        assertThat(EndpointsPlan.plan(SERVICE, List.of(pod(1), pod(2)), endpoints, null))
                .isNotNull();
    }

    @Test
    void podsThatGoOrHaveNoAddressDoNotCount() {
        var going = pod(1).withMetadata(pod(1).metadata().withDeletionTimestamp(Objects.NOW));
        var without = Objects.podOf(Objects.replicaSet("web", 1), "web-9");
        assertThat(plan(SERVICE, List.of(going, without)).subsets()).isEmpty();
        var all = SERVICE.withSpec(SERVICE.spec().withPublishNotReadyAddresses(true));
        assertThat(ips(only(plan(all, List.of(going, Objects.unready(pod(2))))).addresses()))
                .containsExactly("10.42.0.1", "10.42.0.2");
    }

    @Test
    void aHeadlessServiceWithoutPortsHasItsAddresses() {
        var headless = SERVICE.withSpec(SERVICE.spec()
                .withClusterIP("None")
                .withClusterIPs(List.of("None"))
                .withPorts(List.of()));
        var endpoints = plan(headless, List.of(pod(1)));
        assertThat(only(endpoints).ports()).isEmpty();
        assertThat(ips(only(endpoints).addresses())).containsExactly("10.42.0.1");
        assertThat(endpoints.metadata().labels()).containsEntry("service.kubernetes.io/headless", "");
    }

    @Test
    void podsWithOtherNumbersOfANamedPortStandApart() {
        var port = SERVICE.spec().ports().getFirst().withTargetPort(IntOrString.of("http"));
        var named = SERVICE.withSpec(SERVICE.spec().withPorts(List.of(port)));
        var endpoints = plan(named, List.of(listening(1, 8080), listening(2, 9090), listening(3, 8080), pod(4)));
        assertThat(endpoints.subsets())
                .extracting(subset -> subset.ports().getFirst().port() + " " + ips(subset.addresses()))
                .containsExactly("8080 [10.42.0.1, 10.42.0.3]", "9090 [10.42.0.2]");
    }

    private static Pod listening(int i, int number) {
        var pod = pod(i);
        var container = pod.spec()
                .containers()
                .getFirst()
                .withPorts(List.of(
                        ContainerPort.EMPTY.withName("http").withProtocol("TCP").withContainerPort(number)));
        return pod.withSpec(pod.spec().withContainers(List.of(container)));
    }

    @Test
    void holdsAThousandAddressesTheReadyOnesFirst() {
        List<Pod> pods = new ArrayList<>();
        for (int i = 0; i < 900; i++) pods.add(pod(i));
        for (int i = 900; i < 1_200; i++) pods.add(Objects.unready(pod(i)));
        var endpoints = plan(SERVICE, pods);
        assertThat(only(endpoints).addresses()).hasSize(900);
        assertThat(only(endpoints).notReadyAddresses()).hasSize(100);
        assertThat(endpoints.metadata().annotations()).containsEntry(EndpointsPlan.OVER_CAPACITY, "truncated");
        assertThat(EndpointsPlan.plan(SERVICE, pods, endpoints, null)).isNull();
        var fewer = java.util.Objects.requireNonNull(EndpointsPlan.plan(SERVICE, pods.subList(0, 5), endpoints, null));
        assertThat(fewer.metadata().annotations()).isEqualTo(Map.of());
    }
}
