package io.djong.apiserver.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.yaml.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JSON that is read without YAML means what it means in YAML; whatever might mean something else is left
/// to YAML.
final class PlainJsonTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"a\":1,\"b\":[true,false,null,\"x: y # z\",-7],\"c\":{\"d\":\"yes\",\"e\":\"0x1\"}}",
                "{\n  \"a\": \"1e3\",\n  \"b\": [ ]\n}\n"
            })
    void whatIsPlainMeansTheSame(String text) throws Exception {
        assertThat(PlainJson.read(text.getBytes(UTF_8)))
                .isNotNull()
                .isEqualTo(Yaml.read(text.getBytes(UTF_8)).value());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1.5}",
                "{\"a\":1e3}",
                "{\"a\":-0}",
                "{\"a\":12345678901234567890}",
                "{\"a\":\"\\u0041\"}",
                "{\"a\":\"\u00e9\"}",
                "{\"a\":\t1}",
                "{\"<<\":{\"a\":1}}",
                "{\"a\":1} x",
                "{\"a\":1",
                "[1]"
            })
    void theRestIsLeftToYaml(String text) {
        assertThat(PlainJson.read(text.getBytes(UTF_8))).isNull();
    }

    @Test
    void aLongNameIsLeftToYaml() {
        assertThat(PlainJson.read(("{\"" + "a".repeat(2_000) + "\":1}").getBytes(UTF_8)))
                .isNull();
    }
}
