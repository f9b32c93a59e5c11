package io.djong.api.validation.apiextensions.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PropertyNameTest {
    @ParameterizedTest
    @CsvSource({
        "name,name",
        "_x,_x",
        "a-b,a__dash__b",
        "a.b,a__dot__b",
        "a/b,a__slash__b",
        "a__b,a__underscores__b",
        "___,__underscores___",
        "namespace,__namespace__",
        "in,__in__",
    })
    void isWrittenInWords(String name, String escaped) {
        assertThat(PropertyName.escaped(name)).isEqualTo(escaped);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1a", "ä", "a b", "$ref"})
    void cannotBeWritten(String name) {
        assertThat(PropertyName.escaped(name)).isNull();
    }

    @Test
    void isNotEmpty() {
        assertThat(PropertyName.escaped("")).isNull();
    }
}
