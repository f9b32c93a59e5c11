package io.djong.scheduler;

import static io.djong.scheduler.world.Objects.cordoned;
import static io.djong.scheduler.world.Objects.hostPort;
import static io.djong.scheduler.world.Objects.label;
import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.on;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.requesting;
import static io.djong.scheduler.world.Objects.spec;
import static io.djong.scheduler.world.Objects.taint;
import static io.djong.scheduler.world.Objects.tolerating;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.NodeAffinity;
import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.PersistentVolumeClaimVolumeSource;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.Volume;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulingPlanTest {
    private static final String NOT_HELPFUL = "no new claims to deallocate";
    private final Scene scene = new Scene(1);

    @Test
    void saysThatThereAreNoNodes() {
        assertThat(scene.place(pod("a"))).isEqualTo("no nodes available to schedule pods");
    }

    @Test
    void countsTheReasonsOverTheNodes() {
        scene.nodes(taint(node("n1"), "gpu", "NoSchedule"), node("n2"), node("n3"));
        scene.pods(on(pod("x", "3", "1Gi"), "n2"), on(pod("y", "3", "1Gi"), "n3"));
        assertThat(scene.place(pod("a", "2", "1Gi")))
                .startsWith("0/3 nodes are available: 1 node(s) had untolerated taint(s), 2 Insufficient cpu. "
                        + NOT_HELPFUL);
    }

    @Test
    void namesEveryResourceThatIsShort() {
        scene.nodes(node("n1", Map.of("cpu", "1", "memory", "1Gi", "pods", "1", "example.com/gpu", "1")));
        scene.pods(on(pod("x"), "n1"));
        Pod big = requesting(
                pod("a"), Map.of("cpu", "2", "memory", "2Gi", "example.com/gpu", "2", "hugepages-2Mi", "2Mi"));
        assertThat(scene.place(big))
                .startsWith("0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient example.com/gpu,"
                        + " 1 Insufficient hugepages-2Mi, 1 Insufficient memory, 1 Too many pods.");
    }

    @Test
    void refusesCordonedNodesUnlessTolerated() {
        scene.nodes(cordoned(node("n1")));
        assertThat(scene.place(pod("a"))).startsWith("0/1 nodes are available: 1 node(s) were unschedulable.");
        assertThat(scene.place(tolerating(pod("b"), "node.kubernetes.io/unschedulable")))
                .isEqualTo("n1");
    }

    @Test
    void honoursNodeSelectors() {
        scene.nodes(node("n1"), label(node("n2"), "disk", "ssd"));
        assertThat(scene.place(spec(pod("a"), spec -> spec.withNodeSelector(Map.of("disk", "ssd")))))
                .isEqualTo("n2");
        assertThat(scene.place(spec(pod("b"), spec -> spec.withNodeSelector(Map.of("disk", "tape")))))
                .startsWith("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector.");
    }

    @Test
    void looksOnlyAtNodesThatThePodNames() {
        scene.nodes(node("n1"), node("n2"), node("n3"));
        assertThat(scene.place(pinned("n2"))).isEqualTo("n2");
        assertThat(scene.place(pinned("n9")))
                .startsWith("0/3 nodes are available: 3 node(s) didn't satisfy plugin(s) [NodeAffinity].");
        assertThat(scene.place(pinned("n1", "n2"))).startsWith("0/3 nodes are available: pod affinity terms conflict.");
    }

    /// A pod whose affinity demands these names, all of them.
    private static Pod pinned(String... names) {
        List<NodeSelectorRequirement> fields = java.util.Arrays.stream(names)
                .map(name -> new NodeSelectorRequirement("metadata.name", "In", List.of(name)))
                .toList();
        var required = new NodeSelector(List.of(new NodeSelectorTerm(List.of(), fields)));
        return spec(
                pod("pinned"),
                spec -> spec.withAffinity(Affinity.EMPTY.withNodeAffinity(new NodeAffinity(required, List.of()))));
    }

    @Test
    void keepsHostPortsApart() {
        scene.nodes(node("n1"), node("n2"));
        scene.pods(on(hostPort(pod("x"), 80), "n1"));
        assertThat(scene.schedule(hostPort(pod("a"), 80))).isEqualTo("n2");
        assertThat(scene.place(hostPort(pod("b"), 80)))
                .startsWith(
                        "0/2 nodes are available:" + " 2 node(s) didn't have free ports for the requested pod ports.");
    }

    @Test
    void spreadsOverTheEmptyNodes() {
        scene.nodes(node("n1"), node("n2"), node("n3"));
        scene.pods(on(pod("x", "1", "1Gi"), "n1"), on(pod("y", "1", "1Gi"), "n3"));
        assertThat(scene.place(pod("a", "500m", "1Gi"))).isEqualTo("n2");
    }

    @Test
    void avoidsTaintsThatOnlyAsk() {
        scene.nodes(taint(node("n1"), "old", "PreferNoSchedule"), node("n2"));
        scene.pods(on(pod("x", "1", "1Gi"), "n2"));
        assertThat(scene.place(pod("a"))).isEqualTo("n2");
        assertThat(scene.place(tolerating(pod("b"), "old"))).isEqualTo("n1");
    }

    @Test
    void refusesWhatItCannotHonourYet() {
        scene.nodes(node("n1"));
        Volume claim = Volume.EMPTY
                .withName("v")
                .withPersistentVolumeClaim(new PersistentVolumeClaimVolumeSource("data", false));
        assertThat(scene.place(spec(pod("a"), spec -> spec.withVolumes(List.of(claim)))))
                .isEqualTo("0/1 nodes are available: spec.volumes[0].persistentVolumeClaim needs VolumeBinding,"
                        + " which Djong does not have yet. " + NOT_HELPFUL + ", preemption: 0/1 nodes are available:"
                        + " 1 Preemption is not helpful for scheduling.");
    }

    @Test
    void namesWhoRefused() {
        scene.nodes(taint(node("n1"), "gpu", "NoSchedule"), cordoned(node("n2")));
        var decision = (Decision.Unschedulable) scene.decide(pod("a"));
        assertThat(decision.reason().unschedulablePlugins()).containsExactly("NodeUnschedulable", "TaintToleration");
        assertThat(decision.reason().refusals().get("n1").reasons())
                .containsExactly("node(s) had untolerated taint(s)");
    }

    @ParameterizedTest
    @CsvSource({"50,0,50", "99,0,99", "100,0,100", "1000,0,420", "5000,0,500", "6000,0,300", "1000,40,400", "200,10,100"
    })
    void enoughNodes(int nodes, int percentage, int enough) {
        assertThat(SchedulingPlan.feasibleEnough(nodes, percentage)).isEqualTo(enough);
    }

    @Test
    void theSearchGoesOnWhereTheLastOneEnded() {
        for (int i = 0; i < 300; i++) scene.nodes(node("n" + i));
        var first = (Decision.Place) scene.decide(pod("a"));
        assertThat(first.feasible()).isEqualTo(300 * 48 / 100);
        for (int i = 0; i < 144; i++) scene.nodes(cordoned(node("n" + i)));
        var second = (Decision.Place) scene.decide(pod("b"));
        assertThat(second.evaluated()).isEqualTo(144);
    }

    @Test
    void looksAtZonesInTurn() {
        scene.nodes(
                io.djong.scheduler.world.Objects.zone(node("a1"), "a"),
                io.djong.scheduler.world.Objects.zone(node("a2"), "a"),
                io.djong.scheduler.world.Objects.zone(node("b1"), "b"),
                node("x"));
        assertThat(scene.order()).containsExactly("a1", "b1", "x", "a2");
        scene.cache.removeNode("a1");
        assertThat(scene.order()).containsExactly("a2", "b1", "x");
        scene.nodes(io.djong.scheduler.world.Objects.zone(node("x"), "b"), node("a1"));
        assertThat(scene.order()).containsExactly("a2", "b1", "a1", "x");
    }
}
