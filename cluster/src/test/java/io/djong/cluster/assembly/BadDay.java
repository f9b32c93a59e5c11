package io.djong.cluster.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.meta.ObjectKey;
import io.djong.api.types.apps.v1.AppsV1;
import io.djong.api.types.core.v1.CoreV1;
import io.djong.api.types.core.v1.EndpointAddress;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Service;
import io.djong.api.types.core.v1.ServicePort;
import io.djong.api.types.core.v1.ServiceSpec;
import io.djong.api.types.discovery.v1.DiscoveryV1;
import io.djong.api.types.meta.v1.ObjectMeta;
import io.djong.client.ApiException;
import io.djong.client.ListQuery;
import io.djong.simulation.fault.Fault;
import io.djong.simulation.fault.FaultRates;
import io.djong.simulation.fault.FaultyNetwork;
import io.djong.simulation.nodes.NodeShape;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Lost requests and answers, failures, conflicts, delays and broken watches, while a Deployment is made, updated
/// and scaled and a node dies and comes back; then it is calm, and all must be well.
final class BadDay {
    private static final int REPLICAS = 20;
    private static final String NODE = "node-4";

    private BadDay() {}

    /// @param writes of all that was written
    /// @param faults how often each happened
    record Outcome(String writes, Map<Fault, Integer> faults) {}

    static Outcome of(int seed) throws Exception {
        var networks = new FaultyNetwork[1];
        var writes = SimulationRun.of(
                seed,
                (simulation, store) -> {
                    var network = new FaultyNetwork(simulation, FaultRates.ROUGH);
                    networks[0] = network;
                    return new SimulatedCluster(
                            simulation, store, NodeShape.DEFAULT, SimulationRun.NODES, network::between);
                },
                run -> {
                    var network = networks[0];
                    network.start();
                    trouble(run);
                    network.stop();
                    run.simulation().advance(Duration.ofMinutes(10));
                    run.settle(Duration.ofMinutes(5));
                    assertHealthy(run);
                });
        return new Outcome(writes, networks[0].counts());
    }

    private static void trouble(SimulationRun run) throws Exception {
        run.deploy(12);
        run.client().of(CoreV1.SERVICES).create(service());
        run.simulation().advance(Duration.ofSeconds(20));
        edit(run, "app:2", 12);
        run.simulation().advance(Duration.ofSeconds(5));
        run.cluster().nodes().stopHeart(NODE);
        run.simulation().advance(Duration.ofSeconds(40));
        edit(run, "app:3", REPLICAS);
        run.simulation().advance(Duration.ofMinutes(6));
        run.cluster().nodes().startHeart(NODE);
        run.simulation().advance(Duration.ofMinutes(1));
        for (var pod : run.podsOn("node-1")) {
            run.client().of(CoreV1.PODS).delete(ObjectKey.of(pod));
        }
        run.simulation().advance(Duration.ofSeconds(10));
    }

    private static Service service() {
        var meta = ObjectMeta.EMPTY.withNamespace(SimulationRun.WEB.namespace()).withName(SimulationRun.WEB.name());
        var port = ServicePort.EMPTY.withPort(80);
        return Service.EMPTY
                .withMetadata(meta)
                .withSpec(ServiceSpec.EMPTY.withSelector(Map.of("app", "web")).withPorts(List.of(port)));
    }

    private static void edit(SimulationRun run, String image, int replicas) throws Exception {
        while (true) {
            var deployment = run.web();
            try {
                run.client()
                        .of(AppsV1.DEPLOYMENTS)
                        .update(deployment.withSpec(
                                deployment.spec().withReplicas(replicas).withTemplate(SimulationRun.template(image))));
                return;
            } catch (ApiException e) {
                if (!e.isConflict()) throw e;
            }
        }
    }

    private static void assertHealthy(SimulationRun run) throws Exception {
        var pods = run.pods();
        assertThat(pods).hasSize(REPLICAS).allSatisfy(pod -> {
            assertThat(pod.metadata().deletionTimestamp()).isNull();
            assertThat(pod.status().phase()).isEqualTo("Running");
            assertThat(pod.status().conditions())
                    .filteredOn(condition -> condition.type().equals("Ready"))
                    .singleElement()
                    .satisfies(ready -> assertThat(ready.status()).isEqualTo("True"));
            assertThat(pod.spec().containers().getFirst().image()).isEqualTo("app:3");
        });
        assertThat(pods).extracting(pod -> pod.status().podIP()).doesNotHaveDuplicates();
        var status = run.web().status();
        assertThat(List.of(
                        status.replicas(),
                        status.updatedReplicas(),
                        status.readyReplicas(),
                        status.availableReplicas(),
                        status.unavailableReplicas()))
                .isEqualTo(List.of(REPLICAS, REPLICAS, REPLICAS, REPLICAS, 0));
        assertThat(status.observedGeneration()).isEqualTo(run.web().metadata().generation());
        assertThat(run.client()
                        .of(AppsV1.REPLICA_SETS)
                        .list(ListQuery.in(SimulationRun.WEB.namespace()))
                        .items())
                .as("one set has all, the others none")
                .extracting(set -> set.status().replicas())
                .containsExactlyInAnyOrder(REPLICAS, 0, 0);
        assertSlices(run, pods);
        assertThat(run.client().of(CoreV1.NODES).list(ListQuery.ALL).items())
                .extracting(node -> node.spec().podCIDR())
                .doesNotHaveDuplicates();
        assertThat(run.client().of(CoreV1.NODES).list(ListQuery.ALL).items())
                .hasSize(SimulationRun.NODES)
                .allSatisfy(node -> {
                    assertThat(node.spec().podCIDR()).matches("10\\.42\\.[0-9]+\\.0/24");
                    assertThat(node.spec().taints()).isEmpty();
                    assertThat(node.status().conditions())
                            .filteredOn(condition -> condition.type().equals("Ready"))
                            .allMatch(condition -> condition.status().equals("True"));
                });
    }

    private static void assertSlices(SimulationRun run, List<Pod> pods) throws Exception {
        var addresses = run
                .client()
                .of(DiscoveryV1.ENDPOINT_SLICES)
                .list(ListQuery.in(SimulationRun.WEB.namespace()))
                .items()
                .stream()
                .flatMap(slice -> slice.endpoints().stream())
                .filter(endpoint -> Boolean.TRUE.equals(endpoint.conditions().ready()))
                .flatMap(endpoint -> endpoint.addresses().stream())
                .collect(Collectors.toSet());
        var podAddresses = pods.stream().map(pod -> pod.status().podIP()).toList();
        assertThat(addresses).as("ready endpoints").containsExactlyInAnyOrderElementsOf(podAddresses);
        assertThat(run.client().of(CoreV1.ENDPOINTS).get(SimulationRun.WEB).subsets())
                .singleElement()
                .satisfies(subset -> assertThat(subset.addresses())
                        .extracting(EndpointAddress::ip)
                        .containsExactlyInAnyOrderElementsOf(podAddresses));
    }
}
