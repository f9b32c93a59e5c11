package io.djong.base.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.djong.base.features.FeatureSpec.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeatureGatesTest {
    private final FeatureGates gates = FeatureGates.of(List.of(
            new FeatureSpec("Young", Stage.ALPHA, false),
            new FeatureSpec("Younger", Stage.ALPHA, false, false, List.of("Young")),
            new FeatureSpec("Middle", Stage.BETA, true),
            new FeatureSpec("Off", Stage.BETA, false),
            new FeatureSpec("Old", Stage.GA, true),
            new FeatureSpec("Locked", Stage.GA, true, true, List.of()),
            new FeatureSpec("Gone", Stage.DEPRECATED, false)));

    private FeatureGates parsed(String value) {
        var outcome = gates.parse(value);
        assertThat(outcome.errors()).isEmpty();
        return outcome.gates();
    }

    @Test
    void setsWhatIsNamed() {
        var set = parsed(" Young = true,,kube:Middle=F");
        assertThat(set.isEnabled("Young")).isTrue();
        assertThat(set.isEnabled("Middle")).isFalse();
        assertThat(set.isEnabled("Old")).isTrue();
        assertThat(set).hasToString("Middle=false,Young=true");
        assertThat(gates).hasToString("");
    }

    @Test
    void allAlphaAndAllBetaLeaveWhatIsNamed() {
        var alpha = parsed("Younger=false,AllAlpha=true");
        assertThat(alpha.isEnabled("Young")).isTrue();
        assertThat(alpha.isEnabled("Younger")).isFalse();
        assertThat(alpha.isEnabled("Off")).isFalse();
        var beta = parsed("AllBeta=false,Off=true");
        assertThat(beta.isEnabled("Middle")).isFalse();
        assertThat(beta.isEnabled("Off")).isTrue();
        assertThat(beta.isEnabled("Old")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "Nothing=true | unrecognized feature gate: Nothing",
                "Young | missing bool value for Young",
                "Young=yes | invalid value of Young=yes, err: strconv.ParseBool: parsing \"yes\": invalid syntax",
                "Locked=false | cannot set feature gate Locked to false, feature is locked to true",
                "Younger=true | Younger is enabled, but depends on features that are disabled: [Young]",
                "other:Young=true | component not registered: other",
            },
            delimiter = '|')
    void refusesAsUpstream(String value, String error) {
        var outcome = gates.parse(value);
        assertThat(outcome.errorText()).isEqualTo(error);
        assertThat(outcome.gates()).isSameAs(gates);
    }

    @Test
    void warnsOfMatureAndDeprecatedGates() {
        assertThat(gates.with(Map.of("Old", false, "Gone", true, "Locked", true))
                        .warnings())
                .containsExactly(
                        "Setting deprecated feature gate Gone=true. It will be removed in a future release.",
                        "Setting GA feature gate Locked=true. It will be removed in a future release.",
                        "Setting GA feature gate Old=false. It will be removed in a future release.");
    }

    @Test
    void helpListsWhatMayChange() {
        assertThat(gates.helpLines())
                .containsExactly(
                        "AllAlpha=true|false (ALPHA - default=false)",
                        "AllBeta=true|false (BETA - default=false)",
                        "Middle=true|false (BETA - default=true)",
                        "Off=true|false (BETA - default=false)",
                        "Young=true|false (ALPHA - default=false)",
                        "Younger=true|false (ALPHA - default=false)");
    }

    @Test
    void askingForAnUnknownGateIsABug() {
        assertThatThrownBy(() -> gates.isEnabled("Nothing")).hasMessageContaining("\"Nothing\" is not registered");
    }
}
