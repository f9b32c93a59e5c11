package io.djong.controllermanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerNameTest {
    private static List<String> enabled(String... controllers) {
        return ControllerName.ALL.stream()
                .filter(name -> name.isEnabled(List.of(controllers)))
                .map(ControllerName::name)
                .toList();
    }

    @Test
    void starMeansAllThatAreOnByDefault() {
        assertThat(enabled("*"))
                .hasSize(49)
                .contains("deployment-controller")
                .doesNotContain("token-cleaner-controller");
        assertThat(enabled("*", "token-cleaner-controller")).hasSize(50).contains("token-cleaner-controller");
        assertThat(enabled("*", "-deployment-controller")).hasSize(48).doesNotContain("deployment-controller");
    }

    @Test
    void withoutAStarOnlyTheNamedOnesRun() {
        assertThat(enabled("replicaset-controller", "deployment"))
                .containsExactly("deployment-controller", "replicaset-controller");
        assertThat(enabled("-deployment")).isEmpty();
    }

    @Test
    void wrongAndUnbuiltNamesAreRefusedByName() {
        assertThat(ControllerName.problem("*")).isEmpty();
        assertThat(ControllerName.problem("-statefulset-controller")).isEmpty();
        assertThat(ControllerName.problem("deployment")).isEmpty();
        assertThat(ControllerName.problem("statefulset-controller"))
                .isEqualTo("\"statefulset-controller\" is not built yet");
        assertThat(ControllerName.problem("-nonsense"))
                .isEqualTo("\"nonsense\" is not in the list of known controllers");
    }
}
