package io.djong.apiserver.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTypeHeaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json | application/json",
                " APPLICATION/Json ;charset=utf-8 | application/json",
                "application/json; | application/json",
                "application/json;; | ``",
                "application/json;a | ``",
                "application/json;a=b;a=b | application/json",
                "application/json;a=b;a=c | ``",
                "application/json;a=\"b;c\\\"\" | application/json",
                "application/json;a=\"b | ``",
                "application/json, application/yaml | ``",
                "application/ | ``",
                "/json | ``",
                "json | json",
                "`` | ``",
            })
    void readsWhatGoReads(String header, String type) {
        assertThat(ContentTypeHeader.mediaType(header)).isEqualTo(type);
    }
}
