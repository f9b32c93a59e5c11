package io.djong.apiserver.verbs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.djong.api.json.JsonObject;
import io.djong.api.json.JsonReader;
import io.djong.api.json.JsonValue;
import io.djong.api.patch.JsonPatch;
import io.djong.api.patch.MergePatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is told of the text of a patch, and of its result.
class PatchProblemsTest {
    private static final String BEFORE = "{\"kind\":\"K\",\"a\":{\"z\":1,\"b\":2},\"c\":[{\"y\":1,\"x\":2},{\"w\":1}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":{\"a\":[{},{\"c\":1}]}} | ``",
                "{\"a\":1,\"a\":2,\"a\":3} | duplicate field \"a\"",
                "{\"m\":{\"l\":{\"a\":\"}\\\"\",\"a\":1}},\"m\":1} | duplicate field \"m.l.a\", duplicate field \"m\"",
                "{\"a\":[[{\"b\":1,\"\\u0062\":2}]]} | duplicate field \"a[0][0].b\"",
                "null | ``",
            })
    void findsNamesThatStandTwice(String patch, String problems) throws Exception {
        assertThat(String.join(", ", PatchProblems.of(patch.getBytes(UTF_8), false)))
                .isEqualTo(problems);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"op\":\"add\",\"path\":\"/a\",\"value\":{\"op\":1,\"x\":2}}] | ``",
                "[{},{\"op\":1,\"op\":2}] | json patch duplicate field \"[1].op\"",
                "[{\"foo\":{\"a\":1,\"a\":2}}] | json patch unknown field \"[0].foo\"",
            })
    void findsNamesThatOperationsDoNotHave(String patch, String problems) throws Exception {
        assertThat(String.join(", ", PatchProblems.of(patch.getBytes(UTF_8), true)))
                .isEqualTo(problems);
    }

    @Test
    void aResultIsShownSortedWhereThePatchWentThrough() throws Exception {
        var merge = tree("{\"a\":{\"c\":3},\"n\":{\"y\":1,\"x\":2}}");
        var merged = MergePatch.apply((JsonObject) tree(BEFORE), merge);
        assertThat(PatchedText.of(BEFORE.getBytes(UTF_8), merged, PatchedText.ofMerge(merge)))
                .isEqualTo("{\"a\":{\"b\":2,\"c\":3,\"z\":1},\"c\":[{\"y\":1,\"x\":2},{\"w\":1}],\"kind\":\"K\","
                        + "\"n\":{\"x\":2,\"y\":1}}");

        var operations =
                tree("[{\"op\":\"remove\",\"path\":\"/c/1\"},{\"op\":\"add\",\"path\":\"/c/0/a\",\"value\":1}]");
        var patched = JsonPatch.of(operations).apply((JsonObject) tree(BEFORE));
        assertThat(PatchedText.of(BEFORE.getBytes(UTF_8), patched, PatchedText.ofOperations(operations)))
                .isEqualTo("{\"a\":{\"z\":1,\"b\":2},\"c\":[{\"a\":1,\"x\":2,\"y\":1}],\"kind\":\"K\"}");
    }

    private static JsonValue tree(String json) throws Exception {
        return new JsonReader(json.getBytes(UTF_8)).tree();
    }
}
