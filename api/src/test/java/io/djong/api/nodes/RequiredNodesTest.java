package io.djong.api.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Affinity;
import io.djong.api.types.core.v1.Node;
import io.djong.api.types.core.v1.NodeAffinity;
import io.djong.api.types.core.v1.NodeSelector;
import io.djong.api.types.core.v1.NodeSelectorRequirement;
import io.djong.api.types.core.v1.NodeSelectorTerm;
import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodSpec;
import io.djong.api.types.meta.v1.ObjectMeta;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequiredNodesTest {
    private static final Node NODE =
            Node.EMPTY.withMetadata(ObjectMeta.EMPTY.withName("n1").withLabels(Map.of("zone", "a", "cores", "8")));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        zone  | In           | a b | true
        zone  | In           | b   | false
        zone  | NotIn        | b   | true
        rack  | NotIn        | b   | true
        zone  | Exists       |     | true
        rack  | Exists       |     | false
        rack  | DoesNotExist |     | true
        cores | Gt           | 7   | true
        cores | Gt           | 8   | false
        cores | Lt           | 9   | true
        zone  | Gt           | 1   | false
        zone  | Near         | a   | false
        """)
    void expression(String key, String operator, String values, boolean expected) {
        assertThat(required(new NodeSelectorTerm(List.of(requirement(key, operator, values)), List.of()))
                        .match(NODE))
                .isEqualTo(expected);
    }

    @Test
    void oneTermIsEnoughAndAllItsConditionsCount() {
        var zoneA = requirement("zone", "In", "a");
        var zoneB = requirement("zone", "In", "b");
        assertThat(required(term(zoneB), term(zoneA)).match(NODE)).isTrue();
        assertThat(required(term(zoneA, zoneB)).match(NODE)).isFalse();
    }

    @Test
    void aTermWithoutConditionsAndASelectorWithoutTermsMatchNothing() {
        assertThat(required(NodeSelectorTerm.EMPTY).match(NODE)).isFalse();
        assertThat(required().match(NODE)).isFalse();
    }

    @Test
    void names() {
        var n1 = new NodeSelectorTerm(List.of(), List.of(requirement("metadata.name", "In", "n1")));
        var notN1 = new NodeSelectorTerm(List.of(), List.of(requirement("metadata.name", "NotIn", "n1")));
        var other = new NodeSelectorTerm(List.of(), List.of(requirement("metadata.uid", "In", "n1")));
        assertThat(required(n1).match(NODE)).isTrue();
        assertThat(required(notN1).match(NODE)).isFalse();
        assertThat(required(other).match(NODE)).isFalse();
        assertThat(NodeTerm.of(n1).pinnedNames()).containsExactly("n1");
        assertThat(NodeTerm.of(notN1).pinnedNames()).isEmpty();
    }

    @Test
    void selectorAndAffinityMustBothMatch() {
        PodSpec spec = spec(term(requirement("zone", "In", "a")));
        assertThat(RequiredNodes.of(spec.withNodeSelector(Map.of("cores", "8"))).match(NODE))
                .isTrue();
        assertThat(RequiredNodes.of(spec.withNodeSelector(Map.of("cores", "9"))).match(NODE))
                .isFalse();
        assertThat(RequiredNodes.of(Pod.EMPTY.spec()).isEverything()).isTrue();
        assertThat(RequiredNodes.of(spec).isEverything()).isFalse();
    }

    private static RequiredNodes required(NodeSelectorTerm... terms) {
        return RequiredNodes.of(spec(terms));
    }

    private static PodSpec spec(NodeSelectorTerm... terms) {
        var affinity = new NodeAffinity(new NodeSelector(List.of(terms)), List.of());
        return Pod.EMPTY.spec().withAffinity(Affinity.EMPTY.withNodeAffinity(affinity));
    }

    private static NodeSelectorTerm term(NodeSelectorRequirement... expressions) {
        return new NodeSelectorTerm(List.of(expressions), List.of());
    }

    private static NodeSelectorRequirement requirement(String key, String operator, String values) {
        List<String> list = values == null || values.isEmpty() ? List.of() : List.of(values.split(" "));
        return new NodeSelectorRequirement(key, operator, list);
    }
}
