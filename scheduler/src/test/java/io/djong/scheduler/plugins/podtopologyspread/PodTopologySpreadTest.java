package io.djong.scheduler.plugins.podtopologyspread;

import static io.djong.scheduler.world.Objects.label;
import static io.djong.scheduler.world.Objects.labels;
import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.on;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.spec;
import static io.djong.scheduler.world.Objects.taint;
import static io.djong.scheduler.world.Objects.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.selector.Selector;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.TopologySpreadConstraint;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.scheduler.Scene;
import io.djong.scheduler.framework.CycleState;
import io.djong.scheduler.framework.Status;
import io.djong.scheduler.snapshot.NodeInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PodTopologySpreadTest {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private static final Map<String, String> WEB = Map.of("app", "web");
    private final Scene scene = new Scene(1);

    private static TopologySpreadConstraint over(String key, int maxSkew, String action) {
        return TopologySpreadConstraint.EMPTY
                .withTopologyKey(key)
                .withMaxSkew(maxSkew)
                .withWhenUnsatisfiable(action)
                .withLabelSelector(LabelSelector.EMPTY.withMatchLabels(WEB));
    }

    private static Pod web(String name, TopologySpreadConstraint... constraints) {
        return spec(labels(pod(name), WEB), spec -> spec.withTopologySpreadConstraints(List.of(constraints)));
    }

    private static Pod hard(String name, UnaryOperator<TopologySpreadConstraint> change) {
        return web(name, change.apply(over(ZONE, 1, "DoNotSchedule")));
    }

    private static Pod hard(String name) {
        return hard(name, constraint -> constraint);
    }

    private static Node inZone(String name, String zone) {
        return zone(node(name), zone);
    }

    @Test
    void noPlaceGetsMoreThanTheSkewAboveTheEmptiest() {
        scene.nodes(inZone("a1", "a"), inZone("a2", "a"), inZone("b1", "b"), inZone("c1", "c"));
        List<String> zones = new ArrayList<>();
        for (int i = 0; i < 9; i++) zones.add(scene.schedule(hard("w" + i)).substring(0, 1));
        assertThat(zones.stream().collect(Collectors.groupingBy(zone -> zone, Collectors.counting())))
                .isEqualTo(Map.of("a", 3L, "b", 3L, "c", 3L));
    }

    @Test
    void saysWhyNot() {
        scene.nodes(inZone("a1", "a"), taint(inZone("b1", "b"), "gone", "NoSchedule"), node("none"));
        scene.pods(on(web("w0"), "a1"));
        assertThat(scene.place(hard("w1")))
                .startsWith("0/3 nodes are available: 1 node(s) didn't match pod topology spread constraints,"
                        + " 1 node(s) didn't match pod topology spread constraints (missing required label),"
                        + " 1 node(s) had untolerated taint(s).");
    }

    @Test
    void nodesThatThePodCannotUseMayBeLeftOut() {
        scene.nodes(inZone("a1", "a"), taint(inZone("b1", "b"), "gone", "NoSchedule"));
        scene.pods(on(web("w0"), "a1"));
        assertThat(scene.place(hard("w1", constraint -> constraint.withNodeTaintsPolicy("Honor"))))
                .isEqualTo("a1");
        var selecting = spec(hard("w2"), spec -> spec.withNodeSelector(Map.of(ZONE, "a")));
        assertThat(scene.place(selecting)).isEqualTo("a1");
    }

    @Test
    void tooFewPlacesCountAsIfOneWereEmpty() {
        scene.nodes(inZone("a1", "a"), inZone("b1", "b"));
        scene.pods(on(web("w0"), "a1"), on(web("w1"), "b1"));
        assertThat(scene.place(hard("w2"))).isIn("a1", "b1");
        assertThat(scene.place(hard("w3", constraint -> constraint.withMinDomains(3))))
                .contains("2 node(s) didn't match pod topology spread constraints");
    }

    @Test
    void labelKeysTellRevisionsApart() {
        scene.nodes(inZone("a1", "a"), inZone("b1", "b"));
        scene.pods(on(labels(web("old"), Map.of("app", "web", "rev", "1")), "a1"));
        var next = labels(
                hard("new", constraint -> constraint.withMatchLabelKeys(List.of("rev"))),
                Map.of("app", "web", "rev", "2"));
        scene.pods(on(labels(web("x"), Map.of("app", "web", "rev", "2")), "b1"));
        assertThat(scene.place(next)).isEqualTo("a1");
    }

    @Test
    void softOnesOnlyPrefer() {
        scene.nodes(inZone("a1", "a"), inZone("b1", "b"));
        scene.pods(on(web("w0"), "a1"), on(web("w1"), "a1"), on(web("w2"), "a1"));
        assertThat(scene.place(web("w3", over(ZONE, 1, "ScheduleAnyway")))).isEqualTo("b1");
    }

    @Test
    void aPodThatSaysNothingIsSpreadWithItsKind() {
        var plugin = new PodTopologySpread(null, _ -> Selector.ofLabels(WEB));
        scene.nodes(host("a1"), host("b1"));
        scene.pods(on(web("w0"), "a1"));
        assertThat(scores(plugin, web("w1"))).containsEntry("a1", 66L).containsEntry("b1", 100L);
    }

    private static Node host(String name) {
        return label(node(name), Constraint.HOSTNAME, name);
    }

    private Map<String, Long> scores(PodTopologySpread plugin, Pod pod) {
        scene.cache.update(scene.snapshot);
        var state = new CycleState();
        var info = scene.info(pod);
        List<NodeInfo> nodes = scene.snapshot.nodes();
        assertThat(plugin.preScore(state, info, scene.snapshot, nodes)).isEqualTo(Status.SUCCESS);
        long[] scores = new long[nodes.size()];
        for (int i = 0; i < scores.length; i++) scores[i] = plugin.score(state, info, nodes.get(i));
        plugin.normalize(state, info, nodes, scores);
        var result = new java.util.HashMap<String, Long>();
        for (int i = 0; i < scores.length; i++) result.put(nodes.get(i).name(), scores[i]);
        return result;
    }
}
