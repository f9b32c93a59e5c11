package io.djong.controllermanager.endpointslice;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.IntOrString;
import io.djong.api.types.core.v1.ContainerPort;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.discovery.v1.Endpoint;
import io.djong.api.types.discovery.v1.EndpointSlice;
import io.djong.controllermanager.world.Objects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlicePlanTest {
    private static final Service SERVICE = Objects.service("web", 80);
    private static final Map<String, Node> NODES = Map.of("n", Objects.node("n", "zone-a"));

    private static Pod pod(int i) {
        return Objects.withAddress(Objects.podOf(Objects.replicaSet("web", 1), "web-" + i), "10.42.0." + i);
    }

    private static List<Pod> pods(int from, int to) {
        List<Pod> result = new ArrayList<>();
        for (int i = from; i < to; i++) result.add(pod(i));
        return result;
    }

    private static Plan plan(Service service, List<Pod> pods, List<EndpointSlice> slices) {
        return SlicePlan.plan(new SliceView(service, pods, NODES, slices, 10));
    }

    /// The slices after a plan, with names for the new ones.
    private static List<EndpointSlice> after(List<EndpointSlice> before, Plan plan) {
        Map<String, EndpointSlice> result = new TreeMap<>();
        for (EndpointSlice slice : before) result.put(slice.metadata().name(), slice);
        for (Step step : plan.steps()) {
            switch (step) {
                case Step.Create(var slice) -> {
                    String name = "slice-" + (result.size() + 1000) + "-" + slice.hashCode();
                    result.put(name, slice.withMetadata(slice.metadata().withName(name)));
                }
                case Step.Update(var slice) -> {
                    assertThat(result).containsKey(slice.metadata().name());
                    result.put(slice.metadata().name(), slice);
                }
                case Step.Delete(var slice) ->
                    assertThat(result.remove(slice.metadata().name())).isNotNull();
            }
        }
        return List.copyOf(result.values());
    }

    private static List<String> addresses(List<EndpointSlice> slices) {
        return slices.stream()
                .flatMap(slice -> slice.endpoints().stream())
                .map(endpoint -> endpoint.addresses().getFirst())
                .sorted()
                .toList();
    }

    @Test
    void readyPodIsAnEndpointWithItsPlace() {
        Plan plan = plan(SERVICE, pods(1, 2), List.of());
        EndpointSlice slice = after(List.of(), plan).getFirst();
        assertThat(slice.addressType()).isEqualTo("IPv4");
        assertThat(slice.metadata().generateName()).isEqualTo("web-");
        assertThat(slice.metadata().labels())
                .containsEntry("kubernetes.io/service-name", "web")
                .containsEntry("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io");
        assertThat(slice.metadata().ownerReferences().getFirst().kind()).isEqualTo("Service");
        assertThat(slice.ports()).singleElement().satisfies(port -> {
            assertThat(port.name()).isEqualTo("http");
            assertThat(port.port()).isEqualTo(80);
        });
        Endpoint endpoint = slice.endpoints().getFirst();
        assertThat(endpoint.addresses()).containsExactly("10.42.0.1");
        assertThat(endpoint.conditions().ready()).isTrue();
        assertThat(endpoint.conditions().serving()).isTrue();
        assertThat(endpoint.conditions().terminating()).isFalse();
        assertThat(endpoint.nodeName()).isEqualTo("n");
        assertThat(endpoint.zone()).isEqualTo("zone-a");
        assertThat(endpoint.hostname()).isNull();
        assertThat(endpoint.hints()).isNull();
    }

    @Test
    void serviceWithoutPodsHasAnEmptySlice() {
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, List.of(), List.of()));
        assertThat(slices).singleElement().satisfies(slice -> {
            assertThat(slice.endpoints()).isEmpty();
            assertThat(slice.ports()).isEmpty();
        });
        assertThat(plan(SERVICE, List.of(), slices).steps()).isEmpty();
    }

    @Test
    void lastEndpointLeavesAnEmptySliceByOneUpdate() {
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, pods(1, 2), List.of()));
        Plan plan = plan(SERVICE, List.of(), slices);
        assertThat(plan.steps()).singleElement().isInstanceOf(Step.Update.class);
        assertThat(plan.removed()).isZero();
        assertThat(after(slices, plan).getFirst().endpoints()).isEmpty();
    }

    @Test
    void terminatingPodServesButIsNotReady() {
        Pod ending = pod(1).withMetadata(pod(1).metadata().withDeletionTimestamp(Objects.NOW));
        var conditions = after(List.of(), plan(SERVICE, List.of(ending), List.of()))
                .getFirst()
                .endpoints()
                .getFirst()
                .conditions();
        assertThat(conditions.ready()).isFalse();
        assertThat(conditions.serving()).isTrue();
        assertThat(conditions.terminating()).isTrue();
    }

    @Test
    void podsThatEndedOrHaveNoAddressAreLeftOut() {
        Pod ended = pod(1).withStatus(pod(1).status().withPhase("Succeeded"));
        Pod without = Objects.podOf(Objects.replicaSet("web", 1), "web-2");
        assertThat(addresses(after(List.of(), plan(SERVICE, List.of(ended, without, pod(3)), List.of()))))
                .containsExactly("10.42.0.3");
    }

    @Test
    void podOfAMissingNodeWaitsUnlessUnreadyAddressesArePublished() {
        Pod lost = pod(1).withSpec(pod(1).spec().withNodeName("gone"));
        Plan plan = plan(SERVICE, List.of(lost), List.of());
        assertThat(plan.withoutNode()).containsExactly("web-1");
        assertThat(addresses(after(List.of(), plan))).isEmpty();
        Service published = SERVICE.withSpec(SERVICE.spec().withPublishNotReadyAddresses(true));
        Plan publishing = plan(published, List.of(lost), List.of());
        assertThat(publishing.withoutNode()).isEmpty();
        assertThat(addresses(after(List.of(), publishing))).containsExactly("10.42.0.1");
    }

    @Test
    void headlessServiceIsLabelledAndNamesItsHosts() {
        Service headless = SERVICE.withSpec(SERVICE.spec().withClusterIP("None"));
        Pod named = pod(1).withSpec(pod(1).spec().withHostname("first").withSubdomain("web"));
        EndpointSlice slice =
                after(List.of(), plan(headless, List.of(named), List.of())).getFirst();
        assertThat(slice.metadata().labels()).containsEntry("service.kubernetes.io/headless", "");
        assertThat(slice.endpoints().getFirst().hostname()).isEqualTo("first");
    }

    @Test
    void podsWithOtherPortsOfTheSameNameGetTheirOwnSlice() {
        Service named = SERVICE.withSpec(SERVICE.spec()
                .withPorts(List.of(SERVICE.spec().ports().getFirst().withTargetPort(IntOrString.of("web")))));
        List<EndpointSlice> slices = after(
                List.of(), plan(named, List.of(port(pod(1), 8080), port(pod(2), 9090), port(pod(3), 8080)), List.of()));
        assertThat(slices).hasSize(2);
        assertThat(addresses(slices)).containsExactly("10.42.0.1", "10.42.0.2", "10.42.0.3");
        Plan lost = plan(named, List.of(port(pod(1), 8080)), slices);
        assertThat(lost.steps()).hasSize(2);
        assertThat(addresses(after(slices, lost))).containsExactly("10.42.0.1");
    }

    private static Pod port(Pod pod, int number) {
        var container = pod.spec().containers().getFirst();
        var port = ContainerPort.EMPTY.withName("web").withProtocol("TCP").withContainerPort(number);
        return pod.withSpec(pod.spec().withContainers(List.of(container.withPorts(List.of(port)))));
    }

    @Test
    void newEndpointsFillTheSliceThatFitsBest() {
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, pods(1, 26), List.of()));
        assertThat(slices).hasSize(3);
        Plan plan = plan(SERVICE, pods(1, 30), slices);
        assertThat(plan.steps()).singleElement().isInstanceOf(Step.Update.class);
        assertThat(plan.added()).isEqualTo(4);
        assertThat(after(slices, plan)).hasSize(3);
    }

    @Test
    void slicesOfAnEarlierServiceOfThisNameAreDeletedNotTakenOver() {
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, pods(1, 3), List.of()));
        Service reborn = SERVICE.withMetadata(SERVICE.metadata().withUid("another"));
        Plan plan = plan(reborn, pods(1, 3), slices);
        assertThat(plan.steps())
                .extracting(step -> step.getClass().getSimpleName())
                .containsExactly("Create", "Delete");
    }

    @Test
    void labelsFollowTheService() {
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, pods(1, 3), List.of()));
        Service labelled = SERVICE.withMetadata(SERVICE.metadata().withLabels(Map.of("team", "a")));
        Plan plan = plan(labelled, pods(1, 3), slices);
        assertThat(after(slices, plan).getFirst().metadata().labels()).containsEntry("team", "a");
        assertThat(plan(labelled, pods(1, 3), after(slices, plan)).steps()).isEmpty();
    }

    @Test
    void hintsFollowTheTrafficDistribution() {
        Service near = SERVICE.withSpec(SERVICE.spec().withTrafficDistribution("PreferSameNode"));
        List<EndpointSlice> slices = after(List.of(), plan(SERVICE, pods(1, 3), List.of()));
        List<EndpointSlice> hinted = after(slices, plan(near, pods(1, 3), slices));
        assertThat(hinted.getFirst().endpoints()).allSatisfy(endpoint -> {
            var hints = endpoint.hints();
            assertThat(hints).isNotNull();
            if (hints == null) return;
            assertThat(hints.forZones()).extracting("name").containsExactly("zone-a");
            assertThat(hints.forNodes()).extracting("name").containsExactly("n");
        });
        assertThat(plan(near, pods(1, 3), hinted).steps()).isEmpty();
        List<EndpointSlice> without = after(hinted, plan(SERVICE, pods(1, 3), hinted));
        assertThat(without.getFirst().endpoints()).allMatch(endpoint -> endpoint.hints() == null);
    }

    /// Whatever comes and goes: every endpoint is in exactly one slice, none is too large, and a second plan does
    /// nothing.
    @Test
    void randomChangesConvergeInOnePlan() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            List<EndpointSlice> slices = List.of();
            Map<String, Pod> pods = new HashMap<>();
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 15; i++) {
                    int number = random.nextInt(1, 60);
                    if (random.nextInt(3) == 0) {
                        pods.remove("web-" + number);
                    } else {
                        pods.put("web-" + number, random.nextBoolean() ? pod(number) : Objects.unready(pod(number)));
                    }
                }
                List<Pod> present = List.copyOf(pods.values());
                slices = after(slices, plan(SERVICE, present, slices));
                Set<String> expected = new HashSet<>();
                for (Pod pod : present) expected.add(pod.status().podIP());
                assertThat(addresses(slices)).as("seed " + seed).containsExactlyInAnyOrderElementsOf(expected);
                assertThat(slices)
                        .isNotEmpty()
                        .allMatch(slice -> slice.endpoints().size() <= 10);
                assertThat(plan(SERVICE, present, slices).steps()).isEmpty();
            }
        }
    }
}
