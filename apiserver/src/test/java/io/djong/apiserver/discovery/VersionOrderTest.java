package io.djong.apiserver.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class VersionOrderTest {
    @Test
    void stableVersionsComeFirstThenBetasThenAlphas() {
        var versions =
                List.of("v1alpha3", "v12alpha1", "foo10", "v1", "v3beta1", "v11alpha2", "v10", "v1beta2", "foo1", "v2");
        assertThat(versions.stream().sorted(VersionOrder.PREFERRED_FIRST))
                .containsExactly(
                        "v10", "v2", "v1", "v3beta1", "v1beta2", "v12alpha1", "v11alpha2", "v1alpha3", "foo1", "foo10");
    }
}
