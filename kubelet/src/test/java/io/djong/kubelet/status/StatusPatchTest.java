package io.djong.kubelet.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.types.core.v1.Pod;
import io.djong.api.types.core.v1.PodCondition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPatchTest {
    @Test
    void aConditionThatIsTrueAgainLosesItsReason() {
        var condition = PodCondition.EMPTY.withType("Initialized");
        var before = pod(condition
                .withStatus("False")
                .withReason("ContainersNotInitialized")
                .withMessage("[prepare]"));
        var after = pod(condition.withStatus("True"));

        var patch = StatusPatch.between(before, after);

        assertThat(patch).isNotNull();
        assertThat(new String(patch, StandardCharsets.UTF_8))
                .contains("\"reason\":null")
                .contains("\"message\":null");
    }

    @Test
    void theSameIsNoPatch() {
        var pod = pod(PodCondition.EMPTY.withType("Ready").withStatus("True"));

        assertThat(StatusPatch.between(pod, pod)).isNull();
    }

    private static Pod pod(PodCondition condition) {
        return Pod.EMPTY.withStatus(Pod.EMPTY.status().withConditions(List.of(condition)));
    }
}
