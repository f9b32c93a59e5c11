package io.djong.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.validation.FieldErrors;
import io.djong.api.validation.FieldPath;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Selectors of devices: what compiles, what is said about the others, and what costs too much.
class SelectorCompilerTest {
    private final SelectorCompiler compiler = new SelectorCompiler();

    private List<String> problems(String expression, boolean stored) {
        var errors = new FieldErrors();
        compiler.check(errors, FieldPath.of("expression"), expression, stored);
        return errors.list().stream().map(Object::toString).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "device.driver == 'gpu.example.com'",
                "device.allowMultipleAllocations",
                "device.attributes['gpu.example.com'].healthy",
                "device.attributes['gpu.example.com'].model.startsWith('A')",
                "'gpu.example.com' in device.attributes && 'model' in device.attributes['gpu.example.com']",
                "device.capacity['gpu.example.com'].memory.compareTo(quantity('1Gi')) >= 0",
                "cel.bind(gpu, device.attributes['gpu.example.com'], gpu.a && gpu.b)",
                "device.attributes['gpu.example.com'].version.isGreaterThan(semver('1.2.3'))",
                "device.attributes['a'].?b.orValue('') == 'c'",
                "device.attributes.all(domain, domain.endsWith('.example.com'))",
            })
    void chooses(String expression) {
        assertThat(problems(expression, false)).isEmpty();
    }

    @Test
    void mayNotBeNothing() {
        assertThat(problems("", false))
                .containsExactly("expression: Invalid value: \"\": compilation failed: ERROR: <input>:1:0:"
                        + " Syntax error: mismatched input '<EOF>' expecting {'[', '{', '(', '.', '-', '!', 'true',"
                        + " 'false', 'null', NUM_FLOAT, NUM_INT, NUM_UINT, STRING, BYTES, IDENTIFIER}");
    }

    @Test
    void mustChoose() {
        assertThat(problems("device.driver", false))
                .containsExactly("expression: Invalid value: \"device.driver\": must evaluate to bool or the unknown"
                        + " type, not string");
        assertThat(problems("device.nothing == 1", false))
                .containsExactly("expression: Invalid value: \"device.nothing == 1\": compilation failed: ERROR:"
                        + " <input>:1:7: undefined field 'nothing'\n | device.nothing == 1\n | ......^");
    }

    @Test
    void mayNotCostTooMuch() {
        String all = "device.attributes.all(a, device.attributes.all(b, device.attributes.all(c, "
                + "device.attributes.all(d, a != b))))";
        assertThat(problems(all, false)).containsExactly("expression: Forbidden: too complex, exceeds cost limit");
    }

    @Test
    void newOnesWaitForWhatTheNextVersionHas() {
        String expression = "device.attributes['a'].b.includes('c')";
        assertThat(problems(expression, true)).isEmpty();
        assertThat(problems(expression, false)).hasSize(1);
    }
}
