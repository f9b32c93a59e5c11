package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonSyntaxTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{          | unexpected end of JSON input",
                "{a         | invalid character 'a' looking for beginning of object key string",
                "{\"a\"1    | invalid character '1' after object key",
                "{\"a\":1 2 | invalid character '2' after object key:value pair",
                "{\"a\":1,} | invalid character '}' looking for beginning of object key string",
                "[1 2]      | invalid character '2' after array element",
                "[1,]       | invalid character ']' looking for beginning of value",
                "[}         | invalid character '}' looking for beginning of value",
                "01         | invalid character '1' after top-level value",
                "-          | invalid character ' ' in numeric literal",
                "-x         | invalid character 'x' in numeric literal",
                "1.x        | invalid character 'x' after decimal point in numeric literal",
                "1ex        | invalid character 'x' in exponent of numeric literal",
                "trux       | invalid character 'x' in literal true (expecting 'e')",
                "nul        | invalid character ' ' in literal null (expecting 'l')",
                "\"\\x\"    | invalid character 'x' in string escape code",
                "\"\\u12g\" | invalid character 'g' in \\u hexadecimal character escape",
                "'a'        | invalid character '\\'' looking for beginning of value",
                "{}\"       | invalid character '\"' after top-level value",
            })
    void errorsAreGos(String json, String error) {
        assertThat(JsonSyntax.error(json.getBytes(UTF_8))).isEqualTo(error);
    }

    @Test
    void controlCharactersInStringsAreRefused() {
        assertThat(JsonSyntax.error("\"a\nb\"".getBytes(UTF_8))).isEqualTo("invalid character '\\n' in string literal");
    }

    @Test
    void depthIsLimited() {
        assertThat(JsonSyntax.error(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(UTF_8)))
                .isNull();
        assertThat(JsonSyntax.error(("[".repeat(10_001) + "]".repeat(10_001)).getBytes(UTF_8)))
                .isEqualTo("invalid character '[' exceeded max depth");
    }

    @Test
    void validTextsHaveNoError() {
        for (String json :
                new String[] {"{}", " [] ", "0", "-0.5e+3", "\"\\ud800\"", "{\"a\":[{},[],null,true,false,\"x\"]}"}) {
            assertThat(JsonSyntax.error(json.getBytes(UTF_8))).as(json).isNull();
        }
    }
}
