package io.djong.api.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// White space between tokens goes, what Go escapes is escaped, and what needs neither stays as it is.
final class CompactJsonTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"f:a":{},"k:{\\"port\\":80}":{".":{}}} | {"f:a":{},"k:{\\"port\\":80}":{".":{}}}
            { "a" : [ 1 , 2 ] }                      | {"a":[1,2]}
            {"a":"b c","d":"e \\" f"}                | {"a":"b c","d":"e \\" f"}
            {"a":"<&>"}                              | {"a":"\\u003c\\u0026\\u003e"}
            {"a":"ä€"}                               | {"a":"ä€"}
            """)
    void compacts(String json, String wanted) {
        var out = new JsonWriter(16);
        out.compact(json.strip().getBytes(UTF_8));
        assertThat(out.asText()).isEqualTo(wanted.strip());
    }
}
