package io.djong.kubelet.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private static final Map<String, String> VARIABLES = Map.of("A", "a", "B", "", "A B", "spaced");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            emptyValue = "",
            value = {
                "plain;plain",
                "$(A);a",
                "x$(A)y$(A);xaya",
                "$(B);''",
                "$(NONE);$(NONE)",
                "$$(A);$(A)",
                "$$$(A);$a",
                "$$$$(A);$$(A)",
                "$(A;$(A",
                "$;$",
                "a$;a$",
                "$A;$A",
                "$(A B);spaced",
                "$();$()",
                "$($(A));$($(A))",
                "--$(A)--$$--$(A);--a--$--a",
            })
    void dollarSigns(String text, String expanded) {
        assertThat(Expansion.expand(text, VARIABLES)).isEqualTo(expanded);
    }
}
