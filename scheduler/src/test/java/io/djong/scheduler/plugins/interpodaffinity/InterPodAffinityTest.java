package io.djong.scheduler.plugins.interpodaffinity;

import static io.djong.scheduler.world.Objects.labels;
import static io.djong.scheduler.world.Objects.node;
import static io.djong.scheduler.world.Objects.on;
import static io.djong.scheduler.world.Objects.pod;
import static io.djong.scheduler.world.Objects.spec;
import static io.djong.scheduler.world.Objects.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodAffinity;
import io.djong.api.types.core.v1.PodAffinityTerm;
import io.djong.api.types.core.v1.PodAntiAffinity;
import io.djong.api.types.core.v1.WeightedPodAffinityTerm;
import io.djong.api.types.meta.v1.LabelSelector;
import io.djong.scheduler.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InterPodAffinityTest {
    private static final String ZONE = "topology.kubernetes.io/zone";
    private final Scene scene = new Scene(1);

    private static PodAffinityTerm near(String app) {
        return PodAffinityTerm.EMPTY
                .withLabelSelector(LabelSelector.EMPTY.withMatchLabels(Map.of("app", app)))
                .withTopologyKey(ZONE);
    }

    private static Pod app(String name, String app) {
        return labels(pod(name), Map.of("app", app));
    }

    private static Pod with(Pod pod, Affinity affinity) {
        return spec(pod, spec -> spec.withAffinity(affinity));
    }

    private static Pod beside(Pod pod, String app) {
        return with(pod, Affinity.EMPTY.withPodAffinity(new PodAffinity(List.of(near(app)), List.of())));
    }

    private static Pod apart(Pod pod, String app) {
        return with(pod, Affinity.EMPTY.withPodAntiAffinity(new PodAntiAffinity(List.of(near(app)), List.of())));
    }

    private static Node inZone(String name, String zone) {
        return zone(node(name), zone);
    }

    private void twoZones() {
        scene.nodes(inZone("a1", "a"), inZone("a2", "a"), inZone("b1", "b"));
    }

    @Test
    void goesWhereTheCompanyIs() {
        twoZones();
        scene.pods(on(app("db", "db"), "b1"));
        assertThat(scene.place(beside(app("web", "web"), "db"))).isEqualTo("b1");
    }

    @Test
    void saysThatThereIsNoCompany() {
        twoZones();
        scene.nodes(node("nowhere"));
        assertThat(scene.place(beside(app("web", "web"), "db")))
                .startsWith("0/4 nodes are available: 4 node(s) didn't match pod affinity rules.");
    }

    @Test
    void theFirstOfAGroupNeedsNoCompanyButItself() {
        twoZones();
        String first = scene.schedule(beside(app("w1", "web"), "web"));
        assertThat(first).isIn("a1", "a2", "b1");
        String second = scene.schedule(beside(app("w2", "web"), "web"));
        assertThat(second.charAt(0)).isEqualTo(first.charAt(0));
    }

    @Test
    void staysApart() {
        twoZones();
        scene.pods(on(app("w0", "web"), "a1"));
        assertThat(scene.schedule(apart(app("w1", "web"), "web"))).isEqualTo("b1");
        assertThat(scene.place(apart(app("w2", "web"), "web")))
                .startsWith("0/3 nodes are available: 3 node(s) didn't match pod anti-affinity rules.");
    }

    @Test
    void respectsThoseWhoWantToBeApartFromIt() {
        twoZones();
        scene.pods(on(apart(app("hermit", "hermit"), "web"), "b1"));
        assertThat(scene.place(app("web", "web"))).startsWith("a");
        scene.pods(on(apart(app("hermit2", "hermit"), "web"), "a2"));
        assertThat(scene.place(app("web", "web")))
                .startsWith("0/3 nodes are available: 3 node(s) didn't satisfy existing pods anti-affinity rules.");
    }

    @Test
    void otherNamespacesDoNotCountUnlessNamed() {
        twoZones();
        var foreign = app("db", "db");
        scene.pods(on(foreign.withMetadata(foreign.metadata().withNamespace("other")), "b1"));
        assertThat(scene.place(beside(app("web", "web"), "db"))).contains("didn't match pod affinity rules");
        var named = near("db").withNamespaces(List.of("other"));
        assertThat(scene.place(with(
                        app("web", "web"), Affinity.EMPTY.withPodAffinity(new PodAffinity(List.of(named), List.of())))))
                .isEqualTo("b1");
        var all = near("db").withNamespaceSelector(LabelSelector.EMPTY);
        assertThat(scene.place(with(
                        app("web", "web"), Affinity.EMPTY.withPodAffinity(new PodAffinity(List.of(all), List.of())))))
                .isEqualTo("b1");
    }

    @Test
    void prefers() {
        twoZones();
        scene.pods(on(app("db", "db"), "b1"));
        var wish = List.of(new WeightedPodAffinityTerm(100, near("db")));
        assertThat(scene.place(
                        with(app("web", "web"), Affinity.EMPTY.withPodAffinity(new PodAffinity(List.of(), wish)))))
                .isEqualTo("b1");
        assertThat(scene.place(with(
                        app("web", "web"), Affinity.EMPTY.withPodAntiAffinity(new PodAntiAffinity(List.of(), wish)))))
                .startsWith("a");
    }
}
